"""Plans with damaged bytes are read, or said to be broken; never a traceback."""

import time
from pathlib import Path
from random import Random

import pytest

from campaign_cli.reading import read
from campaign_cli.support.language import language

ROOT = Path(__file__).parent.parent.parent
SEEDS = [
    *sorted((ROOT / "examples").glob("riverside/plan.toml")),
    *sorted((ROOT / "tests" / "broken").glob("*.toml")),
]
PIECES = (b'"', b"'", b"[", b"]", b"{", b"}", b"=", b"\n", b".", b",", b"-", b"#", b"\0", b"\xff")


def damaged(content: bytes, random: Random) -> bytes:
    """Return `content` after one to four accidents."""
    for _ in range(random.randint(1, 4)):
        at = random.randrange(len(content) + 1)
        to = min(len(content), at + random.choice((1, 1, 2, 8, 40, 200)))
        match random.randrange(5):
            case 0:
                content = content[:at] + content[to:]
            case 1:
                content = content[:at] + random.choice(PIECES) + content[at:]
            case 2:
                content = content[:at] + content[at:to] * 2 + content[to:]
            case 3:
                content = content[:at] + random.randbytes(to - at) + content[to:]
            case _:
                other = random.randrange(len(content) + 1)
                content = content[:at] + content[other : other + to - at] + content[to:]
    return content


def check(folder: Path, seed: int) -> None:
    """Read one damaged plan and say everything that is found."""
    random = Random(seed)  # noqa: S311 - repeatable accidents
    content = damaged(random.choice(SEEDS).read_bytes(), random)
    file = folder / "plan.toml"
    file.write_bytes(content)
    reading = read(file)
    assert reading.plan is not None or reading.diagnostics, seed
    for one in reading.diagnostics:
        assert one.span is not None, (seed, one)
        assert one.span.line >= 1
        assert 1 <= one.span.column < one.span.end_column
        for sentence in (one.message, one.label, one.help, *one.notes):
            if sentence is not None:
                language("vi").say(sentence)


@pytest.mark.parametrize("part", range(4))
def test_a_few_hundred(tmp_path: Path, part: int) -> None:
    """As many as an ordinary run has time for."""
    for seed in range(part * 100, part * 100 + 100):
        check(tmp_path, seed)


@pytest.mark.slow
def test_three_thousand(tmp_path: Path) -> None:
    """As many as make one sure: each plan in `tests/broken/` is damaged some 31 times."""
    for seed in range(1_000, 4_000):
        check(tmp_path, seed)


LONG = {
    "blanks": "x = " + " " * 100_000 + "tên",
    "words": "x = " + "tên " * 40_000,
    "brackets": "x = [" + "a " * 50_000,
    "braces": "x = {" + "a: " * 30_000,
    "quotes": "x = 'a\n" * 20_000,
    "lists": "".join(f"x{n} = [\n  1,\n  2,\n]\n" for n in range(8_000)) + "y = tên\n",
    "a text for a day": f'[campaign]\nname = "x"\nstart = "{"a " * 50_000}"\nend = 2022-12-15\n',
    "a text for a closing": f'[calendar]\nclosed = ["{"thứ 2, " * 20_000}x"]\n',
    "a text for a number": f'[budget]\nlimit = "{"1.234," * 20_000}"\n',
}


@pytest.mark.parametrize("name", LONG)
def test_a_long_slip(tmp_path: Path, name: str) -> None:
    """What was meant is looked for in a bounded time."""
    plan = tmp_path / "plan.toml"
    plan.write_text(LONG[name], encoding="utf-8")
    before = time.process_time()
    assert read(plan).diagnostics
    assert time.process_time() - before < 10
