"""Nine formats, one truth: other programs find the same in all files of one campaign, exactly.

One district's month is exported once. What each of its wards has to be told is a set of records
(`told`); each file is read back by a program that did not write it (`rereading`) into such a
set, and the sets are equal: nothing is missing, nothing else is there. Then one ward's month is
changed in one place at a time, exported again, and every format shows that change and no other.
"""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from helpers import rereading
from helpers.rereading import browser
from helpers.rereading import office as rereading_office
from helpers.rereading import pdf as rereading_pdf
from helpers.rereading import views as rereading_views
from helpers.told import (
    Due,
    Held,
    Manner,
    Told,
    Words,
    told,
    told_body,
    told_day,
    told_organiser,
    told_person,
    without_people,
)

from campaign_cli.exporting import FORMATS, Material, export
from campaign_cli.listing import checklists
from campaign_cli.model.plan import Plan
from campaign_cli.model.plan.days import ONE_DAY
from campaign_cli.model.schedule import Schedule
from campaign_cli.pages import Checklists
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
    "txt": Manner(daily=True, about=False, late=False),
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

    def doers(self) -> frozenset[str]:
        """Return what those who do something are called, alone and together."""
        stamp = self.lists.stamp
        names = {task.doer.name for task in self.lists.tasks}
        names |= {f"{count} {stamp.ward_term}" for count in range(2, len(self.plan.wards) + 1)}
        return frozenset({*names, stamp.ward_term, stamp.ward_term.capitalize()})


DAYS = tuple(date(2022, 11, day) for day in (9, 15, 18, 25, 30))
"""Days on which windows begin and run, events are held, much is due."""

VIEWS: Mapping[str, tuple[str, ...]] = {
    "owner": ("pdf", "docx", "xlsx", "ics", "html", "md", "txt", "csv"),
    "person": ("pdf", "docx", "xlsx", "ics", "html", "md", "txt", "csv"),
    "day": ("pdf", "docx", "xlsx", "html", "md", "txt"),
    "organiser": ("pdf", "docx", "xlsx", "ics", "html", "md", "txt", "csv", "json"),
}
"""What each view is made in: a day has no calendar and no table of its own."""


class Files:
    """One campaign's files, and how each is read."""

    def __init__(
        self, campaign: Campaign, folder: Path, window: Callable[[], browser.Browser]
    ) -> None:
        self.words = Words.of(campaign.lists)
        self.names = rereading_views.Names(self.words, campaign.doers())
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
        self.views = cache(self._views)

    def path(self, ward: str, form: str) -> Path:
        """Return a ward's file."""
        return self.folder / "wards" / f"{ward}.{form}"

    def view(self, view: str, id_: str, form: str) -> Told:
        """Return what a body's, a person's, a day's or the organiser's file tells."""
        stem = {"owner": f"owners/{id_}", "person": f"people/{id_}", "day": f"days/{id_}"}.get(view)
        path = self.folder / f"{stem or 'organiser'}.{form}"
        readers: Mapping[str, Callable[[], Iterable[rereading_views.Item]]] = {
            "pdf": lambda: rereading_views.pdf(path),
            "docx": lambda: rereading_views.docx(self.views() / f"{path.stem}.html"),
            "md": lambda: rereading_views.md(path),
            "html": lambda: rereading_views.html(
                path if stem else self.folder / "campaign.html", self.window()
            ),
        }
        if form in readers:
            day = date.fromisoformat(id_) if view == "day" else None
            return rereading_views.found(self.names, readers[form](), day)
        if form == "xlsx":
            return rereading_office.xlsx(rereading_office.workbook(path), self.words)
        if form == "csv":
            tables = (self.folder / f"{stem}-{one}.csv" for one in ("events", "tasks"))
            common = (self.folder / f"{one}.csv" for one in ("events", "tasks"))
            return rereading.csv_pair(*(tables if stem else common))
        if form == "json":
            return rereading.json_file(self.folder / "schedule.json", None, self.venues)
        if form == "txt":
            return rereading.txt(path, self.words, running=view == "day")
        return rereading.ics(path, self.words)

    def _views(self) -> Path:
        """Have LibreOffice read all other Word documents, once."""
        pages = self.folder / "views"
        pages.mkdir()
        others = [self.folder / "organiser.docx"]
        others += (path for part in ("owners", "people", "days") for path in self._in(part))
        rereading_office.converted(pages, others)
        return pages

    def _in(self, part: str) -> list[Path]:
        return sorted((self.folder / part).glob("*.docx"))

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
    views = ("--owner", "all", "--person", "all", *(f"--day={day}" for day in DAYS))
    for asked in ((), views):
        command = [sys.executable, "-m", "campaign_cli", "export", "all", *asked]
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
        owners=(OWNER,),
        people=(PERSON,),
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


def readers(campaign: Campaign, view: str) -> tuple[str, ...]:
    """Return whose pages of a view there are."""
    every = {"owner": campaign.lists.body_ids, "person": campaign.lists.person_ids}
    return every.get(view, tuple(map(str, DAYS)) if view == "day" else ("",))


def of_view(lists: Checklists, view: str, id_: str, form: str) -> Told:
    """Return what a view has to tell in a format."""
    manner = MANNERS[form]
    if view == "owner":
        return told_body(lists, id_, manner)
    if view == "person":
        return told_person(lists, id_, manner)
    if view == "day":
        return told_day(lists, date.fromisoformat(id_), manner)
    return told_organiser(lists, manner)


@pytest.mark.parametrize(
    ("view", "form"),
    [
        pytest.param(view, form, marks=needs(form))
        for view, forms in VIEWS.items()
        for form in forms
    ],
)
def test_a_format_tells_bodies_people_days_and_the_organiser_exactly_what_there_is(
    campaign: Campaign, files: Files, view: str, form: str
) -> None:
    """The same records as wards': nothing is missing, nothing else is there."""
    compared = 0
    for id_ in readers(campaign, view):
        expected = of_view(campaign.lists, view, id_, form)
        if not expected:
            continue
        told_there = files.view(view, id_, form)
        if view == "person":
            told_there = without_people(told_there)
        assert (id_, told_there - expected, expected - told_there) == (id_, set(), set())
        compared += len(expected)
    assert compared > MOST[view]


MOST = {"owner": 100, "person": 15, "day": 80, "organiser": 400}
"""How many records there are at least, lest nothing is compared with nothing."""


@pytest.mark.parametrize("view", ["owner", "person"])
@pytest.mark.parametrize("form", [pytest.param(form, marks=needs(form)) for form in VIEWS["owner"]])
def test_a_view_that_told_anything_else_would_be_found_out(
    campaign: Campaign, changed: Campaign, others: Files, view: str, form: str
) -> None:
    """What was changed is in the body's and the person's files, and that alone."""
    id_ = {"owner": OWNER, "person": PERSON}[view]
    was, now = (of_view(one.lists, view, id_, form) for one in (campaign, changed))
    told_there = others.view(view, id_, form)
    if view == "person":
        told_there = without_people(told_there)
    assert told_there == now != was


OWNER, PERSON = "hoi-phu-nu", "bcv-phu-nu"
"""Who runs and who serves at something that is changed."""


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
