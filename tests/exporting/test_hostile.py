"""Whatever a plan says is read as text in all nine formats, and obeyed in none.

Every text of a plan is one that some format would obey. Each file is held against its twin from a
plan that says nothing bad: where that one says a text, this one says it to the letter, and it is
made of the same elements, entries, cells and fields.
"""

import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from helpers import hostile
from helpers.hostile import LABEL, Found, Plan, squeezed
from helpers.rereading import browser

from campaign_cli.cli import main
from campaign_cli.exporting import FORMATS

READERS: dict[str, Callable[[Path], Found]] = {
    "pdf": hostile.pdf,
    "docx": hostile.word,
    "xlsx": hostile.excel,
    "ics": hostile.calendar,
    "md": hostile.markdown,
    "svg": hostile.drawing,
    "csv": hostile.table,
    "txt": hostile.messages,
    "json": hostile.document,
}
EVERYONE = ("--owner", "all", "--person", "all", "--day", "2027-05-13")
STARTS = (0, 9)
"""With which payloads texts begin: each text is a few of them in turn."""
PROGRAMS = {"pdf": ("pdftotext", "qpdf"), "html": ("chromium", "chromedriver")}
PACKAGES = {"pdf": "poppler-utils and qpdf", "html": "chromium and chromium-driver"}


def exported(folder: Path, plan: Plan) -> Path:
    """Return the folder with everything that a plan is exported to."""
    folder.mkdir()
    (folder / "plan.toml").write_text(plan.lines, "utf-8")
    at = ("--plan", str(folder / "plan.toml"))
    out = folder / "files"
    for words in (
        ("schedule",),
        ("export", *FORMATS, *EVERYONE, "--todos", "-o", str(out)),
        ("export", *FORMATS, "--todos", "-o", str(out)),
        ("show", "month", "--svg", str(out / "month.svg")),
        ("show", "wards", "--svg", str(out / "wards.svg")),
        ("template", "new", str(folder / "office.docx")),
    ):
        assert main([*at, *words]) == 0, words
    office = ("--template", str(folder / "office.docx"), "-o", str(out / "office"))
    assert main([*at, "export", "docx", *office]) == 0
    return out


class Twins:
    """What is exported of a hostile plan, and of one that says nothing bad."""

    def __init__(self, folder: Path) -> None:
        self.innocent = exported(folder / "innocent", hostile.plan(hostile=False))
        self.plans = [hostile.plan(hostile=True, start=start) for start in STARTS]
        self.hostile = [
            exported(folder / f"hostile-{start}", plan)
            for start, plan in zip(STARTS, self.plans, strict=True)
        ]

    def pairs(self, form: str) -> Iterator[tuple[Path, Path, Plan]]:
        """Yield the files of a format with their twins."""
        names = {path.relative_to(self.innocent) for path in self.innocent.rglob(f"*.{form}")}
        assert names
        for plan, folder in zip(self.plans, self.hostile, strict=True):
            assert names == {path.relative_to(folder) for path in folder.rglob(f"*.{form}")}
            yield from ((self.innocent / name, folder / name, plan) for name in sorted(names))


@pytest.fixture(scope="module")
def twins(tmp_path_factory: pytest.TempPathFactory) -> Twins:
    """Return everything exported, once."""
    return Twins(tmp_path_factory.mktemp("hostile"))


CUTTING = ("txt", "xlsx", "svg")
"""These cut a long text at "…": a message, a narrow cell, a small box."""


PART = 40


def unsaid(form: str, innocent: Found, found: Found, plan: Plan) -> list[str]:
    """Return the texts that a file says otherwise than its plan, where its twin says them."""
    text = squeezed("\n".join(found.texts))
    cut = form in CUTTING and "…" in text
    wrong = []
    for label in dict.fromkeys(LABEL.findall(squeezed("\n".join(innocent.texts)))):
        said = squeezed(hostile.in_pdf(plan.said[label]) if form == "pdf" else plan.said[label])
        # A label begins with a capital letter, what stands in a line with a small one.
        said = said[said[0].isalpha() :]
        times = text.count(said)
        if form == "pdf":
            # A long text goes on over the page, with a foot and a head between.
            right = times or (said[:PART] in text and said[-PART:] in text)
        else:
            right = times == text.count(label) and (times or cut)
        if not right:
            wrong.append(plan.said[label])
    return wrong


@pytest.mark.parametrize("form", READERS)
def test_texts_are_said_and_not_obeyed(twins: Twins, form: str) -> None:
    """To the letter, and nothing of them became an element, an entry, a field or a formula."""
    for program in PROGRAMS.get(form, ()):
        if shutil.which(program) is None:
            pytest.skip(f"needs Debian's {PACKAGES[form]}")
    for good, bad, plan in twins.pairs(form):
        innocent, found = READERS[form](good), READERS[form](bad)
        assert unsaid(form, innocent, found, plan) == [], bad
        assert found.made_of == innocent.made_of, bad


class Browser:
    """A page in a browser: what it says, what it is made of, and what it did."""

    def __init__(self, window: browser.Browser) -> None:
        self.window = window

    def read(self, page: Path) -> Found:
        """Open a page, and return what it says and what it is made of."""
        self.window.log()
        self.window.open(page)
        texts, tags = self.window.run(PAGE)
        asked = [
            one["params"]["request"]["url"]
            for one in self.window.log()
            if one["method"] == "Network.requestWillBeSent"
        ]
        assert asked == [page.resolve().as_uri()], "no request to any network"
        assert self.window.run("return window.obeyed") is None
        return Found(texts, Counter(tags))


PAGE = """
const walk = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
const texts = [];
while (walk.nextNode()) {
  if (!walk.currentNode.parentElement.closest("script, style")) texts.push(walk.currentNode.data);
}
return [texts, [...document.querySelectorAll("*")].map((node) => node.localName)];
"""


@pytest.mark.skipif(bool(browser.MISSING), reason=browser.MISSING)
def test_pages_say_texts_and_run_none(twins: Twins, tmp_path: Path) -> None:
    """In a real browser, the index as well: no element more, no request, no script of a plan's."""
    with browser.browser(tmp_path) as window:
        page = Browser(window)
        for good, bad, plan in twins.pairs("html"):
            innocent, found = page.read(good), page.read(bad)
            assert unsaid("html", innocent, found, plan) == [], bad
            assert found.made_of == innocent.made_of, bad


@pytest.mark.parametrize("form", READERS)
def test_what_was_obeyed_would_be_seen(form: str) -> None:
    """A text that is not said to the letter is noticed, and so is one that is gone."""
    plan = Plan("", {"zq1qz": "{{ 7*7 }} zq1qz"})
    innocent = Found([f"{hostile.INNOCENT}zq1qz"])
    assert unsaid(form, innocent, Found(["a {{ 7*7 }} zq1qz"]), plan) == []
    for text in ("49 zq1qz", "{{ 7*7 }}", ""):
        assert unsaid(form, innocent, Found([text]), plan) == ["{{ 7*7 }} zq1qz"], text
