"""Which encoding a Vietnamese text is in that is not UTF-8, and how to save it as such.

Windows-1258 writes a letter and its tone apart; TCVN3 (ABC) and VNI are letters of their own
fonts, which only a converter turns into Unicode.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping

from campaign_cli.support.language import Message, message

# The bytes of TCVN 5712:1993 (VN3) from 0xA8 on that are letters, in the order of their bytes.
TCVN3: Mapping[int, str] = {
    **dict(zip(range(0xA1, 0xAF), "ĂÂÊÔƠƯĐăâêôơưđ", strict=True)),
    0xB5: "à", 0xB6: "ả", 0xB7: "ã", 0xB8: "á", 0xB9: "ạ", 0xBB: "ằ", 0xBC: "ẳ", 0xBD: "ẵ",
    0xBE: "ắ", 0xC6: "ặ", 0xC7: "ầ", 0xC8: "ẩ", 0xC9: "ẫ", 0xCA: "ấ", 0xCB: "ậ", 0xCC: "è",
    0xCE: "ẻ", 0xCF: "ẽ", 0xD0: "é", 0xD1: "ẹ", 0xD2: "ề", 0xD3: "ể", 0xD4: "ễ", 0xD5: "ế",
    0xD6: "ệ", 0xD7: "ì", 0xD8: "ỉ", 0xDC: "ĩ", 0xDD: "í", 0xDE: "ị", 0xDF: "ò", 0xE1: "ỏ",
    0xE2: "õ", 0xE3: "ó", 0xE4: "ọ", 0xE5: "ồ", 0xE6: "ổ", 0xE7: "ỗ", 0xE8: "ố", 0xE9: "ộ",
    0xEA: "ờ", 0xEB: "ở", 0xEC: "ỡ", 0xED: "ớ", 0xEE: "ợ", 0xEF: "ù", 0xF1: "ủ", 0xF2: "ũ",
    0xF3: "ú", 0xF4: "ụ", 0xF5: "ừ", 0xF6: "ử", 0xF7: "ữ", 0xF8: "ứ", 0xF9: "ự", 0xFA: "ỳ",
    0xFB: "ỷ", 0xFC: "ỹ", 0xFD: "ý", 0xFE: "ỵ",
}  # fmt: skip
# VNI-Win writes the tone behind its vowel, as a letter of Windows-1252.
VNI: Mapping[str, str] = {
    "aù": "á", "aø": "à", "aû": "ả", "aõ": "ã", "aï": "ạ", "aê": "ă", "aâ": "â", "aé": "ắ",
    "aè": "ằ", "aú": "ẳ", "aü": "ẵ", "aë": "ặ", "aá": "ấ", "aà": "ầ", "aå": "ẩ", "aã": "ẫ",
    "aä": "ậ", "eù": "é", "eø": "è", "eû": "ẻ", "eõ": "ẽ", "eï": "ẹ", "eâ": "ê", "eá": "ế",
    "eà": "ề", "eå": "ể", "eã": "ễ", "eä": "ệ", "où": "ó", "oø": "ò", "oû": "ỏ", "oõ": "õ",
    "oï": "ọ", "oâ": "ô", "oá": "ố", "oà": "ồ", "oå": "ổ", "oã": "ỗ", "oä": "ộ", "ôù": "ớ",
    "ôø": "ờ", "ôû": "ở", "ôõ": "ỡ", "ôï": "ợ", "ô": "ơ", "uù": "ú", "uø": "ù", "uû": "ủ",
    "uõ": "ũ", "uï": "ụ", "öù": "ứ", "öø": "ừ", "öû": "ử", "öõ": "ữ", "öï": "ự", "ö": "ư",
    "yù": "ý", "yø": "ỳ", "yû": "ỷ", "yõ": "ỹ", "î": "ỵ", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ",
    "ò": "ị", "ñ": "đ", "Ñ": "Đ",
}  # fmt: skip
_LETTERS = re.compile("|".join(sorted(map(re.escape, VNI), key=len, reverse=True)))
_SYLLABLE = re.compile(
    # An onset, a nucleus with at most one tone, and a coda, without their marks.
    r"(?:ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdđghklmnprstvx])?[aeiouy]{1,3}(?:ng|nh|ch|[cmnpt])?"
)
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_LOOKED_AT = 20_000
"""Bytes that tell the encoding."""
_BEYOND_ASCII = re.compile(rb"[A-Za-z]*[\x80-\xff][A-Za-z\x80-\xff]*")


def encoding_of(content: bytes) -> str | None:
    """Return "Windows-1258", "TCVN3 (ABC)" or "VNI"; None: it is none of these, or cannot be told.

    The one in which most of the words with letters beyond ASCII are Vietnamese syllables.
    """
    content = content[:_LOOKED_AT]
    utf_8 = content.decode("utf-8", "ignore")
    read = len(utf_8.encode())
    if read - len(utf_8) > len(content) - read:
        return None  # UTF-8, of which some bytes are damaged
    content = b" ".join(_BEYOND_ASCII.findall(content))
    texts = {
        "Windows-1258": content.decode("cp1258", "replace"),
        "TCVN3 (ABC)": "".join(TCVN3.get(one, chr(one)) for one in content),
        "VNI": _LETTERS.sub(lambda one: VNI[one[0]], content.decode("cp1252", "replace")),
    }
    shares = {name: _share(text) for name, text in texts.items()}
    best = max(shares, key=lambda name: shares[name])
    return best if shares[best] > 0.8 else None  # noqa: PLR2004 - names and foreign words are a few


def _share(text: str) -> float:
    """Return the part of the words and signs beyond ASCII that are Vietnamese syllables."""
    parts = re.findall(r"[^\W\d_]+|[^\x00-\x7f]", unicodedata.normalize("NFC", text))
    beyond = Counter(one for one in parts if not one.isascii())
    syllables = sum(many for one, many in beyond.items() if _is_syllable(one))
    return syllables / beyond.total() if beyond else 0.0


def _is_syllable(word: str) -> bool:
    parts = unicodedata.normalize("NFD", word.casefold())
    tones = sum(one in _TONES for one in parts)
    others = {one for one in parts if unicodedata.combining(one) and one not in _TONES}
    bare = "".join(one for one in parts if not unicodedata.combining(one))
    known = others <= {"\u0302", "\u0306", "\u031b"} and bare.replace("đ", "d").isascii()
    return known and tones <= 1 and _SYLLABLE.fullmatch(bare) is not None


def said(name: str | None) -> Message | None:
    """Return which encoding it looks like."""
    return message("it looks like {encoding}", encoding=name) if name else None


def way_out(name: str | None) -> Message:
    """Return how to save a file of an encoding as UTF-8, in the programs that people have."""
    if name is None or name == "Windows-1258":
        return message(
            "save it again as UTF-8: in Notepad, File, Save as, Encoding: UTF-8; in Word, Save as, "
            "Plain text, Other encoding: Unicode (UTF-8)"
        )
    return message(
        "it is typed in a font of {encoding}: turn the text into Unicode (UniKey, Toolkit), then "
        "save it as UTF-8 (in Notepad: File, Save as, Encoding: UTF-8)",
        encoding=name,
    )
