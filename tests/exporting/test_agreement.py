"""Nine formats, one truth: other programs find the same in all files of one campaign, exactly.

One district's month is exported once. What each of its wards has to be told is a set of records
(`told`); each file is read back by a program that did not write it (`rereading`) into such a
set, and the sets are equal: nothing is missing, nothing else is there. Then one ward's month is
changed in one place at a time, exported again, and every format shows that change and no other.
"""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import browser
import pytest
import rereading
import rereading_office
import rereading_pdf
from told import Due, Held, Manner, Told, Words, told

from campaign_cli.exporting import FORMATS, Material, export
from campaign_cli.listing import checklists
from campaign_cli.model.days import ONE_DAY
from campaign_cli.model.pages import Checklists
from campaign_cli.model.plan import Plan
from campaign_cli.model.schedule import Schedule
from campaign_cli.reading import read
from campaign_cli.scheduling import Limits, schedule

pytestmark = pytest.mark.slow

EXAMPLE = Path(__file__).parents[2] / "examples" / "bac-tu-liem-2022"
WARD = "xuan-dinh"

Window = Callable[[], browser.Browser]
"""Opens a browser's window, once."""

MANNERS: Mapping[str, Manner] = {
    "pdf": Manner(),
    "docx": Manner(),
    "xlsx": Manner(each=True),
    "ics": Manner(daily=True),
    "html": Manner(),
    "md": Manner(),
    "txt": Manner(daily=True, about=False),
    "csv": Manner(shown="shared", each=True),
    "json": Manner(shown="all", each=True),
}
"""How each format tells it."""

MOVES: Mapping[str, dict[str, Any]] = {
    f"sports@{WARD}": {"dates": (date(2022, 11, 27),)},
    f"{WARD}-street@{WARD}": {"session": "afternoon"},
    f"talk@{WARD}": {"venue": "thuy-phuong-yard"},
    f"mock-trial@{WARD}": {"people": {"speakers": ("bcv-phu-nu",)}},
}
"""What is changed of events; tasks move with theirs."""
LATER = f"banners@{WARD}/sites"
"""A task that falls due a day later."""
CHANGES: Mapping[str, tuple[str, set[str]]] = {
    "day": (f"sports@{WARD}", {"first", "last"}),
    "hours": (f"{WARD}-street@{WARD}", {"hours"}),
    "place": (f"talk@{WARD}", {"place"}),
    "person": (f"mock-trial@{WARD}", {"people"}),
    "deadline": (LATER, {"due", "last"}),
}
"""What is changed, and in what alone its record and the one before differ."""

NEEDS = {
    "pdf": ("pdftotext", "poppler-utils"),
    "html": ("chromedriver", "chromium and chromium-driver"),
    "docx": ("soffice", "libreoffice-writer-nogui"),
    "books": ("soffice", "libreoffice-calc-nogui"),
}
"""The programs that read formats, and the Debian packages that they are in."""


def needs(what: str) -> tuple[pytest.MarkDecorator, ...]:
    """Return what skips a test where its program is missing, saying so."""
    if what not in NEEDS:
        return ()
    program, package = NEEDS[what]
    missing = shutil.which(program) is None
    return (pytest.mark.skipif(missing, reason=f"needs Debian's {package}"),)


EVERY = [pytest.param(form, marks=needs(form)) for form in MANNERS]


@dataclass(frozen=True)
class Campaign:
    """A plan, its schedule, and what follows from them."""

    plan: Plan
    schedule: Schedule
    lists: Checklists


class Files:
    """One campaign's files, and how each is read."""

    def __init__(
        self, campaign: Campaign, folder: Path, window: Callable[[], browser.Browser]
    ) -> None:
        self.words = Words.of(campaign.lists)
        self.venues = {id_: venue.name for id_, venue in campaign.plan.venues.items()}
        self.folder = folder
        self.window = window
        self.readers: Mapping[str, Callable[[str], Told]] = {
            "pdf": self._by(rereading_pdf.pdf, "pdf"),
            "docx": self._word,
            "xlsx": lambda ward: self._book(rereading_office.workbook, ward),
            "ics": self._by(rereading.ics, "ics"),
            "html": lambda ward: rereading.html(self.path(ward, "html"), self.words, window()),
            "md": self._by(rereading.md, "md"),
            "txt": self._by(rereading.txt, "txt"),
            "csv": lambda ward: rereading.csv_files(folder, ward),
            "json": lambda ward: rereading.json_file(folder / "schedule.json", ward, self.venues),
        }
        self.found = cache(lambda form, ward: self.readers[form](ward))
        self.pages = cache(self._pages)

    def path(self, ward: str, form: str) -> Path:
        """Return a ward's file."""
        return self.folder / "wards" / f"{ward}.{form}"

    def _by(self, reader: Callable[[Path, Words], Told], form: str) -> Callable[[str], Told]:
        return lambda ward: reader(self.path(ward, form), self.words)

    def _pages(self) -> Path:
        """Have LibreOffice read all Word documents of wards, once."""
        pages = self.folder / "pages"
        pages.mkdir()
        rereading_office.converted(pages, sorted((self.folder / "wards").glob("*.docx")))
        return pages

    def _word(self, ward: str) -> Told:
        return rereading_office.docx(self.pages() / f"{ward}.html", self.words)

    def _book(self, reader: Callable[[Path], list[rereading_office.Rows]], ward: str) -> Told:
        return rereading_office.xlsx(reader(self.path(ward, "xlsx")), self.words)


@pytest.fixture(scope="module")
def campaign() -> Campaign:
    """Return a district's month: windows, several days, joint events, visits, a choice."""
    plan = read(EXAMPLE / "plan.toml").plan
    assert plan is not None
    made = schedule(plan, Limits(60))
    return Campaign(plan, made, checklists(plan, made))


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Window]:
    """Return what opens a browser's window, once."""
    opened = browser.browser(tmp_path_factory.mktemp("browser"))
    started: list[browser.Browser] = []

    def one() -> browser.Browser:
        if not started:
            started.append(opened.__enter__())
        return started[0]

    yield one
    if started:
        opened.__exit__(None, None, None)


@pytest.fixture(scope="module")
def files(
    campaign: Campaign,
    tmp_path_factory: pytest.TempPathFactory,
    window: Window,
) -> Files:
    """Return the whole district's files."""
    home = tmp_path_factory.mktemp("district") / "campaign"
    shutil.copytree(EXAMPLE, home, ignore=shutil.ignore_patterns("pictures", "*.journal"))
    command = [sys.executable, "-m", "campaign_cli", "export", "all"]
    subprocess.run(command, cwd=home, check=True, capture_output=True)
    return Files(campaign, home / "export", window)


@pytest.fixture(scope="module")
def changed(campaign: Campaign) -> Campaign:
    """Return the same with five things of one ward changed: see `CHANGES`."""
    bookings = campaign.schedule.bookings
    for id_, change in MOVES.items():
        bookings = tuple(replace(one, **change) if one.id == id_ else one for one in bookings)
    moved = replace(campaign.schedule, bookings=bookings)
    lists = checklists(campaign.plan, moved)
    tasks = tuple(
        replace(one, due=one.due + ONE_DAY, last=one.last + ONE_DAY) if one.id == LATER else one
        for one in lists.tasks
    )
    return Campaign(campaign.plan, moved, replace(lists, tasks=tasks))


@pytest.fixture(scope="module")
def others(
    changed: Campaign,
    tmp_path_factory: pytest.TempPathFactory,
    window: Window,
) -> Files:
    """Return the files of that ward, changed."""
    of = Material(
        plan=changed.plan,
        schedule=changed.schedule,
        checklists=changed.lists,
        made=datetime(2022, 10, 14, 8, tzinfo=UTC),
        wards=(WARD,),
        everyone=True,
    )
    folder = tmp_path_factory.mktemp("changed")
    assert not export(of, FORMATS, folder).kept
    return Files(changed, folder, window)


def test_the_formats_are_these() -> None:
    """A tenth would have to be read back too."""
    assert MANNERS.keys() == FORMATS.keys()


@pytest.mark.parametrize("form", EVERY)
def test_a_format_tells_every_ward_exactly_what_there_is(
    campaign: Campaign, files: Files, form: str
) -> None:
    """Events with their days, hours, places and people; tasks with their deadlines."""
    assert len(campaign.lists.ward_ids) == 13
    for ward in campaign.lists.ward_ids:
        expected = told(campaign.lists, ward, MANNERS[form])
        assert len(expected) > 80
        assert any(isinstance(one, Held) and one.place and one.people for one in expected)
        found = files.found(form, ward)
        assert (ward, found - expected, expected - found) == (ward, set(), set())


@needs("pdf")[0]
def test_the_page_to_hang_up_agrees_with_what_is_behind_it(
    campaign: Campaign, files: Files
) -> None:
    """A PDF's first page has each event, without who serves, and until when it is reported."""
    for ward in campaign.lists.ward_ids:
        sheet = campaign.lists.sheet(ward, full=True)
        held = told(campaign.lists, ward, MANNERS["pdf"])
        events, reports = rereading_pdf.front(files.path(ward, "pdf"), files.words)
        expected = {replace(one, people=frozenset()) for one in held if isinstance(one, Held)}
        assert (ward, events ^ expected) == (ward, set())
        assert reports == {(title, one.due) for one in sheet.reports for title in one.about}


@needs("books")[0]
def test_other_readers_of_workbooks_agree(files: Files, tmp_path: Path) -> None:
    """LibreOffice in one ward's, calamine in all."""
    book = files.path(WARD, "xlsx")
    rereading_office.converted(tmp_path, [book])
    sheets = rereading_office.tables(tmp_path / f"{WARD}.html")
    assert rereading_office.xlsx(sheets, files.words) == files.found("xlsx", WARD)
    for path in book.parent.glob("*.xlsx"):
        again = rereading_office.workbook_again(path)
        assert rereading_office.xlsx(again, files.words) == files.found("xlsx", path.stem)


def test_another_calendar_agrees(campaign: Campaign, files: Files, tmp_path: Path) -> None:
    """What khal shows of one ward's month."""
    zone = campaign.plan.campaign.timezone
    found = rereading.khal(files.path(WARD, "ics"), files.words, tmp_path, zone)
    assert found == files.found("ics", WARD)


@pytest.mark.parametrize("form", EVERY)
@pytest.mark.parametrize("what", CHANGES)
def test_a_format_that_told_anything_else_would_be_found_out(
    campaign: Campaign, changed: Campaign, others: Files, form: str, what: str
) -> None:
    """A file in which one day, hour, place, person or deadline differs is not what was told."""
    was = told(campaign.lists, WARD, MANNERS[form])
    found = others.found(form, WARD)
    assert found == told(changed.lists, WARD, MANNERS[form])
    id_, differing = CHANGES[what]
    titles = {one.id: one.title for one in campaign.lists.events}
    titles |= {one.id: one.title for one in campaign.lists.tasks}
    pairs = [
        (old, new)
        for old in was - found
        for new in found - was
        if old.title == new.title == titles[id_] and type(old) is type(new)
    ]
    assert [_apart(old, new) for old, new in pairs] == [differing]


def _apart(old: Held | Due, new: Held | Due) -> set[str]:
    """Return in what two records differ."""
    names = {one.name for one in fields(old)}
    return {name for name in names if getattr(old, name) != getattr(new, name)}
