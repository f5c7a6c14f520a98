"""Every plan of `tests/broken` gives the diagnostics that its first lines name, and no others."""

import re
from pathlib import Path

import pytest
from helpers.broken import CASES, plan_of

from campaign_cli.reading import Reading, read
from campaign_cli.reading.wording.codes import CODES
from campaign_cli.support.language import language

HEADER = re.compile(r"# (P\d+) at (?:([^:\s]+):)?(\d+):(\d+): (.+)")
Place = tuple[str, str, int, int]


def expected(case: Path) -> list[Place]:
    """Return code, file, line and column of what the plan's first lines name."""
    content = (case / "plan.toml" if case.is_dir() else case).read_bytes()
    utf_16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = content.decode("utf-16" if utf_16 else "utf-8", "replace")
    found = []
    for line in text.splitlines():
        if not (match := HEADER.fullmatch(line)):
            break
        code, file, row, column, meaning = match.groups()
        assert meaning == CODES[code].text, "the header says what the table of codes says"
        found.append((code, file or plan_of(case).name, int(row), int(column)))
    return found


def places(reading: Reading) -> list[Place]:
    """Return code, file, line and column of each diagnostic."""
    found = []
    for one in reading.diagnostics:
        assert one.span is not None
        found.append((one.code, one.span.file, one.span.line, one.span.column))
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_broken_plan(case: Path) -> None:
    """A broken plan gives exactly what its head says, in the order of its lines."""
    reading = read(plan_of(case))
    assert sorted(places(reading)) == sorted(expected(case))
    understood = all(code.startswith(("P4", "P5")) for code, *_ in expected(case))
    assert (reading.plan is not None) == understood


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_each_can_be_said(case: Path) -> None:
    """Every sentence about a broken plan can be said in both languages."""
    for one in read(plan_of(case)).diagnostics:
        for code in ("vi", "en"):
            speaker = language(code)
            said = [one.message, one.label, one.help, *one.notes]
            texts = [speaker.say(sentence) for sentence in said if sentence]
            assert all(text and "{" not in text.replace("{ ", "") for text in texts), texts
        # One word in quotes at least, or a reader does not know what it is about.
        assert not speaker.say(one.message).endswith(".")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_cannot_hold_names_lines(case: Path) -> None:
    """What cannot hold names a rule and at least one line of the plan for each cause."""
    from campaign_cli.model.plan import RULES

    for one in read(plan_of(case)).diagnostics:
        assert one.cannot_hold == one.code.startswith("P4")
        for cause in one.causes:
            assert cause.rule in RULES
            assert cause.span is not None
            assert cause.span.text.strip()


def test_every_code_has_a_broken_plan() -> None:
    """The table of codes and the broken plans know the same codes."""
    assert {code for case in CASES for code, *_ in expected(case)} == set(CODES)
