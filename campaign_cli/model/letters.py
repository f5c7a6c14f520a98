"""One letter for each kind of a month: what small squares have room for."""

from collections.abc import Iterable

from campaign_cli.model.kind import Kind
from campaign_cli.model.language import Language
from campaign_cli.model.text import clean


def letters_of(kinds: Iterable[Kind], language: Language) -> dict[str, str]:
    """Return a letter for each kind: its own, or one of its name that is free, or a digit."""
    taken: dict[str, str] = {}
    for kind in kinds:
        name = clean(language.word(kind.name)).upper()
        wishes = (clean(language.word(kind.letter))[:1], *filter(str.isalpha, name), *"123456789")
        letter = next((one for one in wishes if one and one not in taken.values()), "?")
        taken[kind.id] = letter
    return taken
