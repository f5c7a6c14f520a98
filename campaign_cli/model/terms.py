"""The plan's own word for a ward: beside a name, for several, and in the texts of kinds."""

import re
from unicodedata import normalize

from campaign_cli.model.language import Words, language
from campaign_cli.model.plan import Plan

_HARD_ENDINGS = ("s", "x", "z", "ch", "sh")
_VOWELS = "aeiou"
_USUAL = {"vi": re.compile(r"\bphường\b"), "en": re.compile(r"\bward(s?)\b")}


def organiser_of(plan: Plan) -> str:
    """Return the campaign's organiser, or what is to be filled in where the plan names none."""
    named = plan.campaign.organiser
    return named or language(plan.campaign.language).text("[fill in: who organises the campaign]")


def called(name: str, term: str) -> str:
    """Return the word of `term` that a ward's name begins with ("xã" of "Xã Ba Vì"), or ""."""
    begins = f"{normalize('NFC', name).casefold()} "
    words = (word.strip() for word in normalize("NFC", term).casefold().split(","))
    return next((word for word in words if word and begins.startswith(f"{word} ")), "")


def plural(term: str, code: str) -> str:
    """Return `term` for several: English has a plural, Vietnamese none."""
    if code != "en":
        return term
    if term.endswith("y") and term[-2:-1] not in _VOWELS:
        return f"{term[:-1]}ies"
    return term + ("es" if term.endswith(_HARD_ENDINGS) else "s")


def in_words_of(words: Words, code: str, term: str) -> Words:
    """Return a built-in text as it speaks in a plan that calls its wards `term`.

    What a plan wrote itself, which is the same in every language, stays as it is.
    """
    usual = _USUAL.get(code)
    if usual is None or len(set(words.values())) == 1:
        return words

    def own(match: re.Match[str]) -> str:
        return plural(term, code) if match[0].endswith("s") else term

    return {**words, code: usual.sub(own, words.get(code, ""))}
