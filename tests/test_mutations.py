"""Examples with their bytes damaged: a schedule or diagnostics, never a traceback.

CAMPAIGN_MUTATIONS says how many are tried, within CAMPAIGN_MUTATIONS_SECONDS.
"""

import os
import shutil
import time
from difflib import unified_diff
from pathlib import Path
from random import Random

from campaign_cli import app
from campaign_cli.model.audit import audit
from campaign_cli.model.schedule import Status
from campaign_cli.scheduling import Limits, schedule

EXAMPLES = Path(__file__).parent.parent / "examples"
COUNT = int(os.environ.get("CAMPAIGN_MUTATIONS", "300"))
SECONDS = float(os.environ.get("CAMPAIGN_MUTATIONS_SECONDS", "40"))
DIFF = ("--", "++", "@@")
SMALL = ("bac-tu-liem-2022", "riverside")
"""The examples that are scheduled too, where the damage leaves a plan."""


def damaged(content: bytes, random: Random) -> bytes:
    """Return `content` with one to three of its bytes, words or lines damaged."""
    for _ in range(random.choice((1, 1, 1, 2, 3))):
        content = random.choice(DAMAGES)(content, random)
    return content


def flip(content: bytes, random: Random) -> bytes:
    """Change one byte."""
    at = random.randrange(len(content) or 1)
    return content[:at] + bytes([random.randrange(256)]) + content[at + 1 :]


def delete(content: bytes, random: Random) -> bytes:
    """Take a few bytes away."""
    at = random.randrange(len(content) or 1)
    return content[:at] + content[at + random.randrange(1, 12) :]


def insert(content: bytes, random: Random) -> bytes:
    """Put in what plans are made of, or what they are not."""
    at = random.randrange(len(content) + 1)
    pieces = (
        b'"',
        b"[",
        b"]",
        b"{",
        b"}",
        b"=",
        b"\n",
        b"#",
        b"-",
        b"0",
        b"9" * 20,
        b"\xff",
        b"\0",
    )
    return content[:at] + random.choice(pieces) + content[at:]


def double_a_line(content: bytes, random: Random) -> bytes:
    """Repeat a line, or a few."""
    lines = content.splitlines(keepends=True)
    at = random.randrange(len(lines) or 1)
    return b"".join([*lines[:at], *lines[at : at + random.randrange(1, 6)], *lines[at:]])


def drop_a_line(content: bytes, random: Random) -> bytes:
    """Take a line away."""
    lines = content.splitlines(keepends=True)
    at = random.randrange(len(lines) or 1)
    return b"".join([*lines[:at], *lines[at + 1 :]])


def swap_values(content: bytes, random: Random) -> bytes:
    """Exchange what two keys are given."""
    lines = content.split(b"\n")
    giving = [place for place, line in enumerate(lines) if b" = " in line]
    if len(giving) < 2:
        return content
    one, two = random.sample(giving, 2)
    key_one, value_one = lines[one].split(b" = ", 1)
    key_two, value_two = lines[two].split(b" = ", 1)
    lines[one], lines[two] = key_one + b" = " + value_two, key_two + b" = " + value_one
    return b"\n".join(lines)


def change_a_number(content: bytes, random: Random) -> bytes:
    """Change one digit: another day, another count."""
    digits = [place for place, byte in enumerate(content) if byte in b"0123456789"]
    if not digits:
        return content
    at = random.choice(digits)
    return content[:at] + str(random.randrange(10)).encode() + content[at + 1 :]


def truncate(content: bytes, random: Random) -> bytes:
    """Cut the end off."""
    return content[: random.randrange(len(content) + 1)]


DAMAGES = (
    *(flip, delete, insert, double_a_line, drop_a_line, swap_values),
    *(change_a_number, change_a_number, truncate),
)


def changed(before: bytes, after: bytes) -> list[str]:
    """Return the lines that damage has changed."""
    old, new = (
        content.decode("utf-8", "backslashreplace").splitlines() for content in (before, after)
    )
    return [line for line in unified_diff(old, new, lineterm="", n=0) if line[:2] not in DIFF][:20]


def outcome(file: Path, *, small: bool, known: set[str]) -> str:
    """Return what became of a plan; `known` are those that have been scheduled before."""
    reading = app.check(file)
    for diagnostic in reading.diagnostics:
        assert diagnostic.code
    if not app.stands(reading):
        assert reading.diagnostics
        return "refused"
    from campaign_cli.model.plan.digest import scheduling_digest

    assert reading.plan is not None
    digest = scheduling_digest(reading.plan)
    if not small or digest in known:
        return "understood"
    known.add(digest)
    made = schedule(reading.plan, Limits(seconds=2))
    assert audit(reading.plan, made) == ()
    if made.status is Status.INFEASIBLE:
        assert made.conflicts
    return str(made.status)


def test_damaged_examples_never_give_a_traceback(tmp_path: Path) -> None:
    """Whatever happens to a file's bytes, the answer is a schedule or diagnostics."""
    names = sorted(folder.name for folder in EXAMPLES.iterdir() if (folder / "plan.toml").exists())
    until = time.monotonic() + SECONDS
    known: set[str] = set()
    seen: dict[str, int] = {}
    for number in range(COUNT):
        random = Random(number)  # noqa: S311 - the same damage every time
        name = random.choice(names if number % 10 == 0 else SMALL)
        folder = tmp_path / name
        if not folder.exists():
            shutil.copytree(EXAMPLES / name, folder)
        file = random.choice(sorted(folder.rglob("*.toml")))
        content = file.read_bytes()
        file.write_bytes(damaged(content, random))
        try:
            result = outcome(folder / "plan.toml", small=name in SMALL, known=known)
        except Exception as failure:
            damage = "\n".join(changed(content, file.read_bytes()))
            said = f"damage {number} of {file.relative_to(tmp_path)}:\n{damage}"
            raise AssertionError(said) from failure
        finally:
            file.write_bytes(content)
        seen[result] = seen.get(result, 0) + 1
        if time.monotonic() > until:
            break
    assert seen.get("refused")
