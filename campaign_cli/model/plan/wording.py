"""What wards are called: each by its own word, several by all of theirs, in the texts of kinds."""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date
from unicodedata import normalize

from campaign_cli.model.plan import Campaign, Plan
from campaign_cli.model.plan.kind import Kind
from campaign_cli.model.plan.nouns import of_campaign
from campaign_cli.support.language import Language, Words, counted, language, message
from campaign_cli.support.text import capital, clean

_HARD_ENDINGS = ("s", "x", "z", "ch", "sh")
_VOWELS = "aeiou"
_USUAL = {
    "vi": re.compile(r"(\b(?:UBND|[ỦU]y ban nhân dân) )?\bphường\b"),
    "en": re.compile(r"()\bwards?\b"),
}
_UNITS = ("phường", "xã", "thị trấn", "đặc khu")
_DISTRICTS = ("quận", "huyện", "thị xã", "thành phố")
_COMMITTEES = (*_UNITS, *_DISTRICTS, "tỉnh")
"""What has a people's committee by the Law on Organising Local Government: nothing below them."""
USUAL_TERMS = {"vi": "phường", "en": "ward"}
"""What wards are where a plan does not say."""
_WORD = re.compile(r"[^\W\d_][\w ,'’-]{0,59}")
"""What may stand in a heading, a cell or a sheet's name as it is."""
_ANY = {"vi": "địa bàn", "en": "ward"}
"""What wards of any kind are, where the plan's own word is not of the reader's language."""
_LEVELS = (
    _UNITS,
    _DISTRICTS,
    (
        *("thôn", "xóm", "làng", "bản", "ấp", "buôn", "bon", "phum", "sóc", "plei"),
        *("khóm", "khối", "khối phố", "khu", "khu phố", "khu dân cư", "tiểu khu"),
        *("tổ", "tổ dân phố"),
    ),
)
"""Words of one level: a list of wards may have any of them beside the plan's own."""


def organiser_of(campaign: Campaign) -> str:
    """Return the campaign's organiser, or what is to be filled in where the plan names none."""
    if campaign.organiser:
        return campaign.organiser
    return language(campaign.language).text("[fill in: who organises the campaign]")


def called(name: str, term: str, code: str) -> str:
    """Return the word of `term` that a ward's name begins with ("xã" of "Xã Ba Vì"), or ""; in
    English, ends with, too.
    """
    said = f" {normalize('NFC', name).casefold()} "
    for word in sorted(_words((normalize("NFC", term).casefold(),)), key=len, reverse=True):
        if said.startswith(f" {word} ") or (code == "en" and said.endswith(f" {word} ")):
            return word
    return ""


def named(name: str, term: str, code: str) -> str:
    """Return "Phường Xuân Đỉnh", also where the name already says that it is one."""
    if called(name, term, code):
        return capital(name)
    return capital(" ".join((term, name) if code == "vi" else (name, term)).strip())


def own_term(name: str, term: str, code: str) -> str:
    """Return what a ward of this name is, where the plan calls its wards `term` and says no more:
    the word that its name begins with, of the same level as the plan's; else the plan's.
    """
    words = _words((term,))
    levels = (level for level in _LEVELS if any(word.casefold() in level for word in words))
    return called(name, ",".join((term, *next(levels, ()))), code) or term


def terms_of(plan: Plan) -> dict[str, str]:
    """Return what each ward is, by id."""
    campaign = plan.campaign
    return {
        ward.id: ward.term or own_term(ward.name, campaign.ward_term, campaign.language)
        for ward in plan.wards.values()
    }


def of_plan(speech: Language, plan: Plan, today: date | None = None) -> Language:
    """Return the language as it speaks of a plan: of its year, and of its wards by their word."""
    speech = of_campaign(speech, plan.campaign, today)
    return of_terms(speech, plan.campaign.language, terms_of(plan).values())


def of_terms(speech: Language, code: str, terms: Iterable[str]) -> Language:
    """Return the language as it speaks of wards that a plan in the language `code` calls `terms`.

    In another language they are called what fits any of them, and where one is no word.
    """
    words = tuple(terms) if code == speech.code else ()
    if not all(map(_WORD.fullmatch, words)):
        words = ()
    words = words or (_ANY[speech.code],)
    return speech.of_wards(either(words, speech.code), together(words, speech.code))


def word_for_wards(plan: Plan) -> Words:
    """Return what a ward of the plan is, in each language."""
    code = plan.campaign.language
    return {**_ANY, code: either(map(clean, terms_of(plan).values()), code)}


def wards_counted(speech: Language, plan: Plan) -> str:
    """Return how many wards there are of each word: "23 phường, 70 xã, 1 đặc khu"."""
    terms = Counter(terms_of(plan).values())
    if plan.campaign.language != speech.code or len(terms) < 2:  # noqa: PLR2004 - all of one word
        return speech.say(counted("{n} ward", "{n} wards", terms.total()))
    return ", ".join(
        speech.say(message("{n} {wards}", n=n, wards=many if n > 1 else clean(term)))
        for term, n in terms.items()
        for many in (together((clean(term),), speech.code),)
    )


def either(terms: Iterable[str], code: str) -> str:
    """Return what one of several wards is: "phường, xã", "ward or parish"."""
    return (" or " if code == "en" else ", ").join(_words(terms))


def together(terms: Iterable[str], code: str) -> str:
    """Return what several wards are: "phường, xã, đặc khu", "wards, parishes and towns"."""
    words = _words(terms)
    if code != "en" or not words:
        return ", ".join(words)
    *others, last = (plural(word, code) for word in words)
    return f"{', '.join(others)} and {last}" if others else last


def has_committees(terms: Iterable[str]) -> bool:
    """Return whether all that are called so have a people's committee (UBND)."""
    return all(word.casefold() in _COMMITTEES for word in _words(terms))


def plural(term: str, code: str) -> str:
    """Return `term` for several: English has a plural, Vietnamese none."""
    if code != "en":
        return term
    if term.endswith("y") and term[-2:-1] not in _VOWELS:
        return f"{term[:-1]}ies"
    return term + ("es" if term.endswith(_HARD_ENDINGS) else "s")


def in_words_of(words: Words, code: str, terms: Iterable[str]) -> Words:
    """Return a built-in text as it speaks of wards that are called `terms`.

    What a plan wrote itself, which is the same in every language, stays as it is.
    """
    usual = _USUAL.get(code)
    if usual is None or len(set(words.values())) == 1:
        return words
    terms = tuple(terms)

    def own(match: re.Match[str]) -> str:
        committee = match[1] if match[1] and has_committees(terms) else ""
        several = match[0].endswith("s")
        return committee + (together(terms, code) if several else either(terms, code))

    return {**words, code: usual.sub(own, words.get(code, ""))}


def _words(terms: Iterable[str]) -> list[str]:
    """Return the single words of terms, each once."""
    words = (word.strip() for term in terms for word in term.split(","))
    return list(dict.fromkeys(word for word in words if word))


def letters_of(kinds: Iterable[Kind], language: Language) -> dict[str, str]:
    """Return a letter for each kind: its own, or one of its name that is free, or a digit."""
    taken: dict[str, str] = {}
    for kind in kinds:
        name = clean(language.word(kind.name)).upper()
        wishes = (clean(language.word(kind.letter))[:1], *filter(str.isalpha, name), *"123456789")
        letter = next((one for one in wishes if one and one not in taken.values()), "?")
        taken[kind.id] = letter
    return taken
