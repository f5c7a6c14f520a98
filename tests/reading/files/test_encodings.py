"""A plan saved in an older encoding of Vietnamese: which one, and how to save it as UTF-8."""

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from helpers.written import HEAD, TALK, WARDS, reading_of

from campaign_cli.reading.files.encodings import TCVN3, VNI, encoding_of
from campaign_cli.support.language import language

PLAN = HEAD + WARDS + TALK
SENTENCES = (
    "Tháng hành động vì bình đẳng giới và phòng, chống bạo lực trên cơ sở giới",
    "Phường Tây Tựu",
    "Ủy ban nhân dân quận; Nhà văn hóa; khuya khoắt, giặt giũ, thượng khách",
    "Đợt 1: treo áp phích; quý khách",
)


def windows_1258(text: str) -> bytes:
    """Return a text as Notepad saves it as ANSI in Viet Nam: a letter, then its tone."""
    written = b""
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        tones = [one for one in parts if one in "\u0300\u0301\u0303\u0309\u0323"]
        bare = unicodedata.normalize("NFC", "".join(one for one in parts if one not in tones))
        written += bare.encode("cp1258") + "".join(tones).encode("cp1258")
    return written


def tcvn3(text: str) -> bytes:
    """Return a text in the letters of fonts such as .VnTime: capitals with tones are small ones."""
    codes = {letter: code for code, letter in TCVN3.items()}
    plain = {chr(code): code for code in range(127)}
    return bytes((codes | plain).get(one, codes.get(one.lower(), 0)) for one in text)


def vni(text: str) -> bytes:
    """Return a text in the letters of fonts such as VNI-Times."""
    letters = {letter: written for written, letter in VNI.items()}
    return "".join(letters.get(one, letters.get(one.lower(), one)) for one in text).encode("cp1252")


@pytest.mark.parametrize("text", SENTENCES)
@pytest.mark.parametrize(
    ("encode", "name"),
    [(windows_1258, "Windows-1258"), (tcvn3, "TCVN3 (ABC)"), (vni, "VNI")],
)
def test_which_it_is(encode: Callable[[str], bytes], name: str, text: str) -> None:
    """By the words that come of it: Vietnamese ones."""
    assert encoding_of(encode(text)) == name


@pytest.mark.parametrize("text", ["Café Zürich, naïve façade", "Größe; Äpfel", "plain", ""])
def test_what_is_none_of_them(text: str) -> None:
    """Is not called one."""
    assert encoding_of(text.encode("cp1252")) is None


@pytest.mark.parametrize(
    ("encode", "said", "way"),
    [
        (
            windows_1258,
            "Windows-1258",
            "in Notepad, File, Save as, Encoding: UTF-8",
        ),
        (tcvn3, "TCVN3 (ABC)", "turn the text into Unicode (UniKey, Toolkit)"),
        (vni, "VNI", "turn the text into Unicode (UniKey, Toolkit)"),
    ],
)
def test_how_to_save_it(
    tmp_path: Path, encode: Callable[[str], bytes], said: str, way: str
) -> None:
    """The diagnostic says which encoding it looks like, and how to have it in UTF-8."""
    (problem,) = reading_of(tmp_path, encode(PLAN)).diagnostics
    english = language("en")
    assert problem.code == "P101"
    assert problem.label is not None
    assert problem.help is not None
    assert english.say(problem.label) == f"it looks like {said}"
    assert way in english.say(problem.help)
    assert "Notepad" in language("vi").say(problem.help)


@pytest.mark.parametrize("text", SENTENCES)
def test_damaged_utf_8_is_none_of_them(text: str) -> None:
    """A byte that is lost does not make another encoding of it."""
    content = text.encode()
    at = next(at for at, one in enumerate(content) if one >= 0x80)
    assert encoding_of(content[:at] + content[at + 1 :]) is None
