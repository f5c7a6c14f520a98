"""The Vietnamese catalogue: everything said is translated, and nothing else stands in it."""

import re

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from helpers import said_texts

from campaign_cli.model.plan.wording import of_terms
from campaign_cli.support.language import Message, language, message

_FIELD = re.compile(r"\{(\w*)\}")
_CODE = re.compile(r"`([^`{}]*)`")


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    """The catalogue as it stands."""
    with said_texts.CATALOGUE.open("rb") as file:
        return read_po(file, locale="vi")


def plain(text: str) -> str:
    """Return `text` without doubled braces, which stand for one."""
    return text.replace("{{", "").replace("}}", "")


def test_everything_is_translated(catalogue: Catalog) -> None:
    """Each text of the source and of the commands has its translation, none of them doubtful."""
    known = {
        tuple(one.id) if isinstance(one.id, (list, tuple)) else one.id: one
        for one in catalogue
        if one.id
    }
    said = said_texts.said()
    missing = {text: place for text, place in said.items() if text not in known}
    assert not missing
    for text in said:
        strings = known[text].string
        assert all(strings if isinstance(strings, tuple) else (strings,)), text
        assert not known[text].fuzzy, text


def test_nothing_is_left_over(catalogue: Catalog) -> None:
    """What is no longer said goes."""
    said = said_texts.said()
    left = [
        one.id
        for one in catalogue
        if one.id and (tuple(one.id) if isinstance(one.id, (list, tuple)) else one.id) not in said
    ]
    assert not left
    assert not catalogue.obsolete


def test_the_same_values(catalogue: Catalog) -> None:
    """A translation has the braces of its text, and closes its backquotes."""
    for one in catalogue:
        if not one.id:
            continue
        english = one.id if isinstance(one.id, str) else one.id[-1]
        strings = (one.string,) if isinstance(one.string, str) else one.string
        for vietnamese in strings:
            fields = set(_FIELD.findall(plain(english)))
            assert set(_FIELD.findall(plain(vietnamese))) == fields, english
            assert vietnamese.count("{{") == english.count("{{"), english
            assert vietnamese.count("`") % 2 == 0, english


def test_names_of_commands_stay(catalogue: Catalog) -> None:
    """What is typed is the same in every language, but for the words that stand for something."""
    for one in catalogue:
        english = one.id if isinstance(one.id, str) else one.id[-1]
        commands = [code for code in _CODE.findall(english) if code.startswith("campaign ")]
        for command in commands:
            words = [word for word in command.split() if not word.isupper()]
            strings = (one.string,) if isinstance(one.string, str) else one.string
            assert all(word in strings[0] for word in words), english


@pytest.mark.parametrize("code", ["vi", "en"])
def test_every_text_can_be_said(code: str) -> None:
    """The braces of both languages are those that `format` understands."""
    speech = language(code)
    for text in said_texts.said():
        for template in (text,) if isinstance(text, str) else text:
            fields = set(_FIELD.findall(plain(template)))
            if "" not in fields:
                assert speech.say(message(template, **dict.fromkeys(fields, "x")))


@pytest.mark.parametrize(
    ("code", "term", "usual"), [("vi", "thôn", r"\b(phường|xã)\b"), ("en", "branch", r"\bwards?\b")]
)
def test_every_text_has_the_plans_word_for_its_wards(code: str, term: str, usual: str) -> None:
    """But for what stands in it as a plan or a line of commands has it."""
    speech = of_terms(language(code), code, [term])
    told = 0
    for text in said_texts.said():
        if isinstance(text, str):
            said = speech.text(text)
        else:
            values = {**dict.fromkeys(_FIELD.findall("".join(text)), "x"), "n": 2}
            said = speech.say(Message(text[0], values, text[1]))
        bare = re.sub(r"`[^`]*`|\{[^}]*\}", "", said)
        assert not re.search(usual, bare, re.IGNORECASE), said
        told += term in bare.casefold()
    assert told > 50
