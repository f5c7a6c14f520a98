"""Every help line that names an edit is followed, and the problem is gone."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from helpers.applying import ADVICE, EDITS, ENGLISH, applied
from helpers.broken import CASES, plan_of
from helpers.slips import BASE, SLIPS
from helpers.written import codes, reading_of

from campaign_cli.reading import Reading, read
from campaign_cli.reading.syntax.statement import keys_at
from campaign_cli.reading.wording.vocabulary import KEYS
from campaign_cli.support.diagnostic import Severity
from campaign_cli.support.text import slug

ROUNDS = 8
TABLE = [
    (line, slip, line if meant is None else meant)
    for line, slips in SLIPS.items()
    for slip, meant in slips
]
EDGES = [
    ("cost = 3_000_000", "cost =", "write one behind `=`, or take the line out"),
    ("from = 2022-11-21\n", "from = sau Tết\n", "write a date such as 2022-11-25"),
    ("cost = 3_000_000", "times = hai", "write a whole number"),
    ("[budget]", "[campaign]", "move its lines below the first `[campaign]`, in line 1"),
    (
        "cost = 3_000_000",
        "in.tay-tuu.times = 2",
        "for one ward alone there can be {}".format(
            ", ".join(
                f"`{key}`"
                for key in (
                    "audience",
                    "cost",
                    "hours",
                    "indicators",
                    "preside",
                    "supplies",
                    "venue",
                )
            )
        ),
    ),
    (
        "population = 35_000",
        'phone = "024 0000 0102"',
        "it stands in `contact`: `contact = { phone = … }`",
    ),
]


SELDOM = [
    ('owner = "hoi"\nwards', 'before = ["talk"]\nowner = "hoi"\nwards', ""),
    ("population = 35_000", 'population = 35_000\nhall = "Nhà văn hóa"', ""),
    ("uses = { bcv = 1 }", 'uses = "bcv"', ""),
    ("to = 2022-12-09", "to = 2022-12-20", ""),
    (
        '[[activity]]\nid = "le"',
        '[[calendar.session]]\nid = "morning"\nstart = 8\nend = 11:30\n[[activity]]\nid = "le"',
        "",
    ),
]


Reader = Callable[[str], Reading]


@pytest.fixture(scope="module")
def reads(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    """Read a plan's text, each but once."""
    folder = tmp_path_factory.mktemp("plans")
    return cache(lambda text: reading_of(folder, text))


def mended(reads: Reader, text: str) -> Iterator[Reading]:
    """Yield how a text reads, and how it reads once the next help is followed, until all are.

    Each edit takes its own problem away; what that hid on its line may come to light.
    """
    for _ in range(ROUNDS):
        reading = reads(text)
        yield reading
        # What a warning asks may be meant as it stands; a body by its name may not.
        meant = (
            one
            for one in reading.diagnostics
            if one.severity is Severity.ERROR or one.code == "P501"
        )
        followed = ((one, applied(text, one)) for one in meant)
        found = next(((one, new) for one, new in followed if new is not None), None)
        if found is None:
            return
        problem, text = found
        again = reads(text).diagnostics
        assert (problem.code, problem.message, problem.span) not in [
            (one.code, one.message, one.span) for one in again
        ]
        assert "P103" in codes(reading) or len(again) <= len(reading.diagnostics)


@pytest.mark.parametrize(("line", "slip", "meant"), TABLE)
def test_a_slip(reads: Reader, line: str, slip: str, meant: str) -> None:
    """Whoever follows the help has the plan that was meant."""
    assert BASE.count(line) >= 1
    *_, reading = mended(reads, BASE.replace(line, slip, 1))
    assert not any(one.severity is Severity.ERROR for one in reading.diagnostics)
    wanted = reads(BASE.replace(line, meant, 1)).plan
    assert reading.plan is not None
    assert wanted is not None
    assert replace(reading.plan, digest="") == replace(wanted, digest="")


@pytest.mark.parametrize(("line", "slip", "_"), SELDOM)
def test_a_slip_that_is_mended_elsewhere(reads: Reader, line: str, slip: str, _: str) -> None:
    """Its own problems go, one after the other."""
    *_, last = mended(reads, BASE.replace(line, slip, 1))
    assert {one.code for one in last.diagnostics} <= {"P208", "P220", "P509", "P513"}


KEYED = sorted(
    {
        (line, found[1])
        for line in BASE.splitlines()
        if (found := re.match(r"(\w+) = ", line)) and BASE.count(f"\n{line}\n") == 1
    }
)
"""The lines of the plan that stand in it once, with their keys."""


def _forms(word: str) -> tuple[str, ...]:
    bare = slug(word)
    return (word, word.capitalize(), word.upper(), f'"{word}"', bare, bare.replace("-", "_"))


@pytest.mark.parametrize(("line", "key"), KEYED)
def test_a_key_in_vietnamese(reads: Reader, line: str, key: str) -> None:
    """With and without marks, in any case, in quotes: the key that the table has is offered."""
    wanted = reads(BASE).plan
    assert wanted is not None
    words = KEYS[key].split(", ")[:4]
    for place, word in enumerate(words):
        written = _forms(word)[place % len(_forms(word))]
        text = BASE.replace(f"\n{line}\n", f"\n{line.replace(key, written, 1)}\n", 1)
        *_, reading = mended(reads, text)
        assert reading.plan is not None, written
        assert replace(reading.plan, digest="") == replace(wanted, digest=""), written


def test_every_key_has_a_word() -> None:
    """Of the whole format."""
    known: set[str] = set()
    waiting: list[tuple[str, ...]] = [()]
    while waiting:
        keys = waiting.pop()
        for key in keys_at(keys):
            known.add(key)
            if keys_at((*keys, key)) != keys_at(keys) and len(keys) < 4:
                waiting.append((*keys, key))
    assert known <= KEYS.keys()


@pytest.mark.parametrize(("line", "slip", "way"), EDGES)
def test_what_no_one_can_guess(reads: Reader, line: str, slip: str, way: str) -> None:
    """Is said without an edit."""
    (problem, *_) = reads(BASE.replace(line, slip, 1)).diagnostics
    assert problem.help is not None
    assert ENGLISH.say(problem.help) == way


def text_of(case: Path) -> str | None:
    """Return the text of a broken plan that is one file in UTF-8."""
    try:
        return None if case.is_dir() else case.read_text("utf-8")
    except UnicodeDecodeError:
        return None


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_broken_plans(reads: Reader, case: Path) -> None:
    """Each problem whose help names an edit is gone once it is followed, and none comes of it."""
    text = text_of(case)
    if text is None:
        return
    reading = reads(text)
    for problem in reading.diagnostics:
        new = applied(text, problem)
        if new is None:
            continue
        after = reads(new)
        assert problem.code not in _beyond(after, reading), ENGLISH.say(problem.help)


def _beyond(after: Reading, before: Reading) -> list[str]:
    """Return the codes that are not fewer, of those there were, and those that are new."""
    left = codes(before)
    if "P103" in left:
        return [one for one in codes(after) if one == "P103"]
    return [one for one in set(codes(after)) if codes(after).count(one) >= max(1, left.count(one))]


def test_each_help_line_is_tried_or_is_advice(reads: Reader) -> None:
    """None of a broken plan or a slip is neither, and each edit that is known is tried."""
    said = {one.help.text for case in CASES for one in read(plan_of(case)).diagnostics if one.help}
    for line, slip, _ in (*TABLE, *EDGES, *SELDOM):
        reading = reads(BASE.replace(line, slip, 1))
        said.update(one.help.text for one in reading.diagnostics if one.help)
    assert said <= EDITS.keys() | ADVICE
    assert not EDITS.keys() & ADVICE
    assert EDITS.keys() <= said
