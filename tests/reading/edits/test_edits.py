"""Changes of a plan become lines of its files, in the form in which the plan writes them."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from helpers.written import HEAD, TALK, WARDS, reading_of

from campaign_cli.model.plan import Plan
from campaign_cli.model.repair import Change, Edit
from campaign_cli.reading import Reading, edited, edits_for

POSTERS = """
[[activity]]
id = "posters"
kind = "posters"
title = "Áp phích"
"""
NOV = {day: date(2022, 11, day) for day in range(1, 31)}


def on(day: int) -> date:
    """Return a day of November."""
    return NOV[day]


def change(path: str, value: Any = None, **more: Any) -> Change:
    """Return a change; `path` with its parts joined by dots."""
    return Change(path=tuple(path.split(".")), was=None, value=value, **more)


def one_after_another(text: str, made: tuple[Edit, ...]) -> str:
    """Apply edits as a stranger would, in their order."""
    lines = text.splitlines()
    for edit in made:
        place = edit.line - 1
        if not edit.old:
            lines.insert(place, edit.new)
            continue
        assert lines[place] == edit.old
        lines[place : place + 1] = [edit.new] if edit.new else []
    return "\n".join(lines) + "\n"


def all_at_once(text: str, made: tuple[Edit, ...]) -> str:
    """Apply edits as another stranger would, by the lines of the old text."""
    old = {edit.line: edit for edit in made if edit.old}
    before = {edit.line: edit for edit in made if not edit.old}
    assert len(old) + len(before) == len(made)
    lines = []
    for number, line in enumerate([*text.splitlines(), None], 1):
        if number in before:
            lines.append(before[number].new)
        if line is None:
            break
        if number not in old:
            lines.append(line)
        elif old[number].new:
            lines.append(old[number].new)
    return "\n".join(lines) + "\n"


def changed(reading: Reading, *changes: Change) -> tuple[Plan, dict[str, str]]:
    """Return the plan with `changes` written into its files, and the files that changed."""
    made = edits_for(reading, changes)
    assert made is not None
    texts = {}
    for name in {edit.file for edit in made}:
        text = reading.sources.files[name].text
        own = tuple(edit for edit in made if edit.file == name)
        texts[name] = one_after_another(text, own)
        assert texts[name] == all_at_once(text, own)
    again = edited(reading, made)
    for name, text in texts.items():
        assert again.sources.files[name].text.splitlines() == text.splitlines()
    assert again.plan is not None, again.diagnostics
    return replace(again.plan, digest=""), texts


# The lines of an activity `talk`, what changes, and the lines then.
ACTIVITY = [
    ("to = 2022-11-18 # Friday", change("activity.talk.to", on(20)), "to = 2022-11-20 # Friday"),
    ("", change("activity.talk.to", on(20)), "to = 2022-11-20"),
    (
        "from = 2022-11-16\nwith = ['a']",
        change("activity.talk.to", on(20)),
        "from = 2022-11-16\nto = 2022-11-20\nwith = ['a']",
    ),
    ("audience = 4_200", change("activity.talk.audience", 2100), "audience = 2_100"),
    ("audience = 4200", change("activity.talk.audience", 2100), "audience = 2100"),
    ("audience = 420", change("activity.talk.audience"), ""),
    ("", change("activity.talk.audience", 1200), "audience = 1_200"),
    (
        'in.tay-tuu = { audience = 80, "cost" = 5 }',
        change("activity.talk.in.tay-tuu.audience", 40),
        'in.tay-tuu = { audience = 40, "cost" = 5 }',
    ),
    (
        'in."tay-tuu".audience = 80',
        change("activity.talk.in.tay-tuu.audience", 40),
        'in."tay-tuu".audience = 40',
    ),
    (
        "in.tay-tuu.audience = 80\nin.tay-tuu.cost = 5",
        change("activity.talk.in.tay-tuu.audience"),
        "in.tay-tuu.cost = 5",
    ),
    (
        "wards = { choose = 2 } # of three",
        change("activity.talk.wards.choose", 1),
        "wards = { choose = 1 } # of three",
    ),
    (
        "wards.choose = 2\nwards.per_group = 1",
        change("activity.talk.wards.per_group"),
        "wards.choose = 2",
    ),
    (
        "",
        change("activity.talk.wards", ("xuan-dinh", "lien-mac")),
        'wards = ["xuan-dinh", "lien-mac"]',
    ),
    (
        'wards = "each" # all',
        change("activity.talk.wards", ("tay-tuu",)),
        'wards = ["tay-tuu"] # all',
    ),
    (
        "wards = ['xuan-dinh', 'tay-tuu', 'lien-mac']",
        change("activity.talk.wards", ("tay-tuu",)),
        "wards = ['tay-tuu']",
    ),
    (
        'wards = [\n  "xuan-dinh", # far\n  "tay-tuu",\n  "lien-mac" # near\n]',
        change("activity.talk.wards", ("xuan-dinh", "tay-tuu")),
        'wards = [\n  "xuan-dinh", # far\n  "tay-tuu",\n]',
    ),
    (
        'wards = [\n  "xuan-dinh", "tay-tuu",\n  "lien-mac" ]',
        change("activity.talk.wards", ("tay-tuu",)),
        'wards = [\n  "tay-tuu" ]',
    ),
    ("times = 3\napart = 2", change("activity.talk.times", 2), "times = 2\napart = 2"),
    ("times = 3\napart = 2", change("activity.talk.apart", 1), "times = 3\napart = 1"),
    ("times = 3", change("activity.talk.apart", 0), "apart = 0\ntimes = 3"),
    (
        "sessions = ['morning']",
        change("activity.talk.sessions", ("morning", "evening")),
        "sessions = ['morning', 'evening']",
    ),
    (
        'sessions = [\n  "morning"\n]',
        change("activity.talk.sessions", ("morning", "evening")),
        'sessions = [\n  "morning",\n  "evening"\n]',
    ),
    (
        'sessions = [\n  "morning", # early\n]',
        change("activity.talk.sessions", ("morning", "evening")),
        'sessions = [\n  "morning", # early\n  "evening",\n]',
    ),
    (
        "from = 2022-11-16",
        change("activity.talk.sessions", ("morning", "evening")),
        'from = 2022-11-16\nsessions = ["morning", "evening"]',
    ),
    ('days = ["mon"]', change("activity.talk.days", day=on(19)), 'days = ["mon", "sat"]'),
    (
        "",
        change("activity.talk.days", day=on(19)),
        'days = ["mon", "tue", "wed", "thu", "fri", "sat"]',
    ),
    (
        'after = ["posters"] # once they hang',
        change("activity.talk.after.posters.by", 0),
        'after = [{ activity = "posters", by = 0 }] # once they hang',
    ),
    (
        'after = [{ activity = "posters", by = 2 }]',
        change("activity.talk.after.posters.by", 1),
        'after = [{ activity = "posters", by = 1 }]',
    ),
    (
        'after = [{ activity = "posters" }]',
        change("activity.talk.after.posters.by", 0),
        'after = [{ activity = "posters", by = 0 }]',
    ),
    ('after = ["posters"]', change("activity.talk.after.posters"), ""),
    ('after = "all"', change("activity.talk.after.hang"), 'after = ["gather"]'),
    (
        'after = "all"',
        change("activity.talk.after.hang.by", 0),
        'after = [{ activity = "hang", by = 0 }, "gather"]',
    ),
    (
        '[[activity.after]]\nactivity = "posters"\nby = 3',
        change("activity.talk.after.posters.by", 1),
        '[[activity.after]]\nactivity = "posters"\nby = 1',
    ),
    (
        '[[activity.after]]\nactivity = "posters"',
        change("activity.talk.after.posters.by", 0),
        '[[activity.after]]\nactivity = "posters"\nby = 0',
    ),
    ('[[activity.after]]\nactivity = "posters"', change("activity.talk.after.posters"), ""),
    (
        'fixed = { "xuan-dinh" = 2022-11-25, tay-tuu = { date = 2022-11-28 } }',
        change("activity.talk.fixed.xuan-dinh"),
        "fixed = { tay-tuu = { date = 2022-11-28 } }",
    ),
    (
        'fixed = { "xuan-dinh#1" = 2022-11-25, tay-tuu = { date = 2022-11-28 } }',
        change("activity.talk.fixed.tay-tuu"),
        'fixed = { "xuan-dinh#1" = 2022-11-25 }',
    ),
    ('fixed = { "xuan-dinh#1" = 2022-11-25 }', change("activity.talk.fixed.xuan-dinh"), ""),
    (
        "fixed.xuan-dinh.date = 2022-11-25\nfixed.xuan-dinh.session = 'morning'",
        change("activity.talk.fixed.xuan-dinh"),
        "",
    ),
    (
        "[activity.fixed]\nxuan-dinh = 2022-11-25\ntay-tuu = 2022-11-28",
        change("activity.talk.fixed.xuan-dinh"),
        "[activity.fixed]\ntay-tuu = 2022-11-28",
    ),
    ("[activity.fixed]\nxuan-dinh = 2022-11-25", change("activity.talk.fixed.xuan-dinh"), ""),
    ("[activity.fixed.xuan-dinh]\ndate = 2022-11-25", change("activity.talk.fixed.xuan-dinh"), ""),
    (
        'wards = ["tay-tuu"]\nfixed = 2022-11-25',
        change("activity.talk.fixed.tay-tuu"),
        'wards = ["tay-tuu"]',
    ),
    (
        'wards = "together"\nfixed = { date = 2022-11-25 }',
        Change(path=("activity", "talk", "fixed", ""), was=None),
        'wards = "together"',
    ),
    (
        "fixed.xuan-dinh = 2022-11-25",
        change("activity.talk.fixed.xuan-dinh", on(28)),
        "fixed.xuan-dinh = 2022-11-28",
    ),
    (
        "[activity.prefer]\non = 2022-11-25",
        change("activity.talk.to", on(30)),
        "to = 2022-11-30\n[activity.prefer]\non = 2022-11-25",
    ),
]


@pytest.mark.parametrize(("before", "asked", "after"), ACTIVITY)
def test_an_activity(tmp_path: Path, before: str, asked: Change, after: str) -> None:
    """Only what the change is about changes, and comments stay."""
    kind = POSTERS.replace('kind = "posters"', 'kind = "talk"')
    bars = kind.replace("title", 'lasts = "window"\ntitle')
    others = bars + kind.replace("posters", "hang") + kind.replace("posters", "gather")

    def text(lines: str) -> str:
        return f"{HEAD}{WARDS}{others if 'after' in before else ''}{TALK}{lines}\n# the end\n"

    reading = reading_of(tmp_path, text(before))
    assert reading.plan is not None, reading.diagnostics
    plan, texts = changed(reading, asked)
    wanted = reading_of(tmp_path / "after", text(after))
    assert wanted.plan is not None
    assert plan == replace(wanted.plan, digest="")
    assert lines_of(texts["plan.toml"]) == lines_of(text(after))


def lines_of(text: str) -> list[str]:
    """Return the lines that say something, whatever their order."""
    return sorted(line for line in text.splitlines() if line.strip())


# A part of the plan, what changes, and the part then: the rest of the plan is three wards.
CLOSED = [
    (
        "closed = [2022-11-20, 2022-11-24] # two",
        [change("calendar.closed.0", day=on(20))],
        "closed = [2022-11-24] # two",
    ),
    (
        "closed = [2022-11-20, 2022-11-24] # two",
        [change("calendar.closed.1", day=on(24)), change("calendar.closed.0", day=on(20))],
        "",
    ),
    (
        "closed = [2022-11-24]",
        [change("calendar.closed.0", day=on(24), session="evening")],
        'closed = [{ date = 2022-11-24, sessions = ["morning", "afternoon"] }]',
    ),
    (
        "closed = [{ date = 2022-11-24, sessions = ['morning', 'evening'], why = 'x # y' }]",
        [change("calendar.closed.0", day=on(24), session="evening")],
        "closed = [{ date = 2022-11-24, sessions = [\"morning\"], why = 'x # y' }]",
    ),
    (
        "closed = [{ date = 2022-11-24, sessions = ['evening'] }, 2022-11-25]",
        [change("calendar.closed.0", day=on(24), session="evening")],
        "closed = [2022-11-25]",
    ),
    (
        "closed = [{ from = 2022-11-22, to = 2022-11-25, why = 'w' }]",
        [change("calendar.closed.0", day=on(22))],
        "closed = [{ from = 2022-11-23, to = 2022-11-25, why = 'w' }]",
    ),
    (
        "closed = [{ from = 2022-11-22, to = 2022-11-25, why = 'w' }]",
        [change("calendar.closed.0", day=on(day)) for day in (25, 22, 24)],
        "closed = [{ date = 2022-11-23, why = 'w' }]",
    ),
    (
        "closed = [{ from = 2022-11-22, to = 2022-11-25, why = 'w' }]",
        [change("calendar.closed.0", day=on(23))],
        (
            "closed = [{ date = 2022-11-22, why = 'w' }, "
            "{ from = 2022-11-24, to = 2022-11-25, why = 'w' }]"
        ),
    ),
    (
        "closed = [\n  { from = 2022-11-21, to = 2022-11-25 }, # long\n  2022-12-01,\n]",
        [change("calendar.closed.0", day=on(23), session="morning")],
        (
            "closed = [\n  { from = 2022-11-21, to = 2022-11-22 },\n"
            "  { from = 2022-11-24, to = 2022-11-25 },\n"
            '  { date = 2022-11-23, sessions = ["afternoon", "evening"] }, # long\n  2022-12-01,\n]'
        ),
    ),
    (
        "closed = [\n  2022-11-21, # one\n  2022-12-01, # other\n]",
        [change("calendar.closed", day=on(21))],
        "closed = [\n  2022-12-01, # other\n]",
    ),
    (
        "closed = [{ weekly = 'wed' }]",
        [change("calendar.closed.0", day=on(23))],
        "closed = [{ to = 2022-11-22, weekly = 'wed' }, { from = 2022-11-24, weekly = 'wed' }]",
    ),
    (
        "closed = [{ from = 2022-11-22, to = 2022-11-24, weekly = ['wed'] }]",
        [change("calendar.closed.0", day=on(23))],
        "",
    ),
    (
        (
            "[[calendar.closed]]\nfrom = 2022-11-21\nto = 2022-11-25 # Friday\nwhy = 'w'\n"
            "[[calendar.closed]]\ndate = 2022-11-29"
        ),
        [change("calendar.closed.0", day=on(23), session="morning")],
        (
            "[[calendar.closed]]\nfrom = 2022-11-21\nto = 2022-11-22 # Friday\nwhy = 'w'\n"
            "[[calendar.closed]]\nfrom = 2022-11-24\nto = 2022-11-25\nwhy = 'w'\n"
            "[[calendar.closed]]\ndate = 2022-11-23\n"
            'sessions = ["afternoon", "evening"]\nwhy = \'w\'\n'
            "[[calendar.closed]]\ndate = 2022-11-29"
        ),
    ),
    (
        (
            "[[calendar.closed]]\nfrom = 2022-11-21\nto = 2022-11-22\n"
            "[[calendar.closed]]\ndate = 2022-11-29"
        ),
        [change("calendar.closed.0", day=on(21)), change("calendar.closed.1", day=on(29))],
        "[[calendar.closed]]\ndate = 2022-11-22",
    ),
    ("open = []", [change("calendar.open", day=on(20))], "open = [2022-11-20]"),
    (
        "open = [2022-11-19] # decreed",
        [change("calendar.open", day=on(27)), change("calendar.open", day=on(20))],
        "open = [2022-11-19, 2022-11-20, 2022-11-27] # decreed",
    ),
    (
        "open = [\n    2022-11-19, # decreed\n]",
        [change("calendar.open", day=on(20))],
        "open = [\n    2022-11-19, # decreed\n    2022-11-20,\n]",
    ),
    (
        "workdays = ['mon']",
        [change("calendar.open", day=on(20))],
        "workdays = ['mon']\nopen = [2022-11-20]",
    ),
    ("workdays = ['mon']", [change("calendar.workdays", day=on(22))], "workdays = ['mon', 'tue']"),
]


@pytest.mark.parametrize(("before", "asked", "after"), CLOSED)
def test_days_that_are_closed(tmp_path: Path, before: str, asked: list[Change], after: str) -> None:
    """Opening a day leaves what else is closed, and why."""

    def text(lines: str) -> str:
        head = "" if lines.startswith("[[") else "[calendar]\n"
        return f"{HEAD}{head}{lines}\n{WARDS}{TALK}"

    reading = reading_of(tmp_path, text(before))
    assert reading.plan is not None, reading.diagnostics
    plan, texts = changed(reading, *asked)
    wanted = reading_of(tmp_path / "after", text(after))
    assert wanted.plan is not None, wanted.diagnostics
    assert plan == replace(wanted.plan, digest="")
    assert lines_of(texts["plan.toml"]) == lines_of(text(after))


POOL = "[[resource]]\nid = 'a'\nname = 'A'\n"

# Lines of any table, what changes, and the lines then.
ELSEWHERE = [
    (
        "[[calendar.session]]\nid = 'all'\nstart = 08:00:00\nend = 17:00:00",
        change("calendar.open", day=on(20)),
        (
            "[calendar]\nopen = [2022-11-20]\n"
            "[[calendar.session]]\nid = 'all'\nstart = 08:00:00\nend = 17:00:00"
        ),
    ),
    ("", change("calendar.open", day=on(20)), "[calendar]\nopen = [2022-11-20]"),
    (
        "budget.limit = 480_000_000",
        change("budget.limit", 504_000_000),
        "budget.limit = 504_000_000",
    ),
    (
        "[[budget.source]]\nid = 'quan'\namount = 1000 # đồng",
        change("budget.source.quan.amount", 1050),
        "[[budget.source]]\nid = 'quan'\namount = 1050 # đồng",
    ),
    (
        "resource = [{ id = 'sound', name = 'Loa', quantity = 3 }]",
        change("resource.sound.quantity", 4),
        "resource = [{ id = 'sound', name = 'Loa', quantity = 4 }]",
    ),
    (
        f"{POOL}members = [{{ id = 'b', name = 'B' }}]",
        change("resource.a.members", 1),
        (
            f"{POOL}members = [{{ id = 'b', name = 'B' }}, "
            '{ id = "a-2", name = "người bổ sung" }]'
        ),
    ),
    (
        f"{POOL}members = [\n {{ id = 'a-2', name = 'B' }}\n]",
        change("resource.a.members", 2),
        (
            f"{POOL}members = [\n {{ id = 'a-2', name = 'B' }},\n"
            ' { id = "a-3", name = "người bổ sung 1" },\n'
            ' { id = "a-4", name = "người bổ sung 2" }\n]'
        ),
    ),
    (
        (
            f"{POOL}[[resource.members]]\nid = 'b'\nname = 'B'\n"
            "[[resource.members.closed]]\ndate = 2022-11-30"
        ),
        change("resource.a.members", 1),
        (
            f"{POOL}[[resource.members]]\nid = 'b'\nname = 'B'\n"
            "[[resource.members.closed]]\ndate = 2022-11-30\n"
            '[[resource.members]]\nid = "a-2"\nname = "người bổ sung"'
        ),
    ),
    (
        (
            f"{POOL}max_per_day = 2\nmembers = [{{ id = 'b', name = 'B', "
            "days = ['mon'], closed = [2022-11-28] }]"
        ),
        change("resource.a.members.b.closed.0", day=on(28)),
        (f"{POOL}max_per_day = 2\nmembers = [{{ id = 'b', name = 'B', days = ['mon'] }}]"),
    ),
    (
        (f"{POOL}max_per_day = 2\nmembers = [{{ id = 'b', name = 'B', days = ['mon'] }}]"),
        change("resource.a.members.b.days", ("mon", "sun")),
        (f"{POOL}max_per_day = 2\nmembers = [{{ id = 'b', name = 'B', days = ['mon', 'sun'] }}]"),
    ),
    (
        (f"{POOL}max_per_day = 2 # each\nmembers = [{{ id = 'b', name = 'B' }}]"),
        change("resource.a.max_per_day"),
        f"{POOL}members = [{{ id = 'b', name = 'B' }}]",
    ),
    (
        "[[supply]]\nid = 'a'\nname = 'A'\nquantity = 5000\nready = 2022-11-20",
        change("supply.a.ready", on(15)),
        "[[supply]]\nid = 'a'\nname = 'A'\nquantity = 5000\nready = 2022-11-15",
    ),
    (
        "[[supply]]\nid = 'a'\nname = 'A'\nquantity = 900",
        change("supply.a.quantity", 1500),
        "[[supply]]\nid = 'a'\nname = 'A'\nquantity = 1_500",
    ),
    (
        "[[ward]]\nid = 'x'\nname = 'X'\nhall.name = 'H'\nhall.closed = [2022-11-28]",
        change("venue.x-hall.capacity", 140),
        (
            "[[ward]]\nid = 'x'\nname = 'X'\nhall.name = 'H'\nhall.closed = [2022-11-28]\n"
            "hall.capacity = 140"
        ),
    ),
    (
        "[[ward]]\nid = 'x'\nname = 'X'\n[ward.hall]\nname = 'H'\ncapacity = 40",
        change("venue.x-hall.capacity", 140),
        "[[ward]]\nid = 'x'\nname = 'X'\n[ward.hall]\nname = 'H'\ncapacity = 140",
    ),
    (
        "[[ward]]\nid = 'x'\nname = 'X'\nhall = {\n  name = 'H',\n  capacity = 40 # seats\n}",
        change("venue.x-hall.capacity", 140),
        "[[ward]]\nid = 'x'\nname = 'X'\nhall = {\n  name = 'H',\n  capacity = 140 # seats\n}",
    ),
    (
        "[kind.film]\nlike = 'arts'\ndays = ['sat']",
        change("kind.film.days", ("fri", "sat")),
        "[kind.film]\nlike = 'arts'\ndays = ['fri', 'sat']",
    ),
    (
        "  [[venue]]\n    id = 'v'\n    name = 'V'",
        change("venue.v.capacity", 50),
        "  [[venue]]\n    id = 'v'\n    name = 'V'\n    capacity = 50",
    ),
]


@pytest.mark.parametrize(("before", "asked", "after"), ELSEWHERE)
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["unix", "windows"])
def test_everything_else(tmp_path: Path, before: str, asked: Change, after: str, end: str) -> None:
    """Whatever stands in whichever table, in a file from Windows too."""

    def text(lines: str) -> str:
        whole = f"{HEAD}{lines}\n{WARDS}{TALK}"
        if lines.startswith(("resource", "budget.")):
            whole = f"{lines}\n{HEAD}{WARDS}{TALK}"
        return whole.replace("\n", end)

    reading = reading_of(tmp_path, text(before))
    assert reading.plan is not None, reading.diagnostics
    plan, texts = changed(reading, asked)
    wanted = reading_of(tmp_path / "after", text(after))
    assert wanted.plan is not None, wanted.diagnostics
    assert plan == replace(wanted.plan, digest="")
    assert lines_of(texts["plan.toml"]) == lines_of(text(after))
    made = edits_for(reading, [asked])
    assert made is not None
    assert edited(reading, made).sources.files["plan.toml"].text.count("\r") == (
        0 if end == "\n" else texts["plan.toml"].count("\n")
    )


def test_wards_own_files(tmp_path: Path) -> None:
    """Each change stands in the file of the ward it is about, under the file's own ids."""
    own = """\
ward = "tay-tuu"
closed = [2022-11-28]

[[venue]]
id = "yard"
name = "Sân"
capacity = 100

[[activity]]
id = "fair"
kind = "talk"
title = "Hội chợ"
to = 2022-11-20
after = ["talk"]

[[activity]]
id = "talk"
kind = "talk"
title = "Tọa đàm của phường"
"""
    text = f'include = ["wards/*.toml"]\n{HEAD}{WARDS}{TALK}'
    reading = reading_of(tmp_path, text, **{"wards/tay-tuu.toml": own})
    assert reading.plan is not None, reading.diagnostics
    plan, texts = changed(
        reading,
        change("activity.tay-tuu-fair.to", on(25)),
        change("activity.tay-tuu-fair.after.tay-tuu-talk.by", 0),
        change("venue.tay-tuu-yard.capacity", 120),
        change("ward.tay-tuu.closed.0", day=on(28)),
        change("activity.talk.to", on(25)),
    )
    assert texts["wards/tay-tuu.toml"] == own.replace("closed = [2022-11-28]\n", "").replace(
        "100", "120"
    ).replace("11-20", "11-25").replace('["talk"]', '[{ activity = "talk", by = 0 }]')
    assert texts["plan.toml"] == text.replace('id = "talk"\n', 'id = "talk"\nto = 2022-11-25\n')
    assert plan.activities["tay-tuu-fair"].last == on(25)
    assert plan.wards["tay-tuu"].closings == ()


@pytest.mark.parametrize(
    "asked",
    [
        change("venue.lien-mac-hall.capacity", 100),
        change("activity.talk.wards", ()),
        change("activity.talk.fixed.xuan-dinh"),
        change("activity.talk.after.posters"),
        change("activity.talk.to"),
        change("activity.nothing.to", on(20)),
        change("ward.xuan-dinh.closed.0", day=on(20)),
        change("ward.xuan-dinh.closed", day=on(20)),
        change("resource.sound.quantity", 2),
        change("supply.poster.ready", on(10)),
    ],
    ids=lambda one: ".".join(one.path),
)
def test_what_cannot_be_written(tmp_path: Path, asked: Change) -> None:
    """A change of what the plan does not say is no change of its lines."""
    reading = reading_of(tmp_path, HEAD + WARDS + TALK)
    assert edits_for(reading, [asked]) is None


def test_two_that_come_after_all(tmp_path: Path) -> None:
    """Were one of them to name what it waits for, the other would have to wait for it, too."""
    all_ = TALK + 'after = "all"\n'
    text = HEAD + WARDS + TALK + all_.replace('"talk"\n', '"one"\n', 1)
    reading = reading_of(tmp_path, text)
    assert edits_for(reading, [change("activity.one.after.talk")]) == (
        Edit("plan.toml", text.splitlines().index('after = "all"') + 1, 'after = "all"', ""),
    )
    reading = reading_of(tmp_path, text + all_.replace('"talk"\n', '"two"\n', 1))
    assert edits_for(reading, [change("activity.one.after.talk")]) is None


def test_a_long_list_takes_several_lines(tmp_path: Path) -> None:
    """Nobody reads a line of forty wards."""
    many = "".join(f'[[ward]]\nid = "ward-{n}"\nname = "W"\npopulation = 1\n' for n in range(40))
    reading = reading_of(tmp_path, HEAD + many + TALK)
    left = tuple(f"ward-{n}" for n in range(1, 40))
    plan, texts = changed(reading, change("activity.talk.wards", left))
    assert plan.activities["talk"].targets.members == left
    assert max(map(len, texts["plan.toml"].splitlines())) <= 100


def test_the_last_line_has_no_end(tmp_path: Path) -> None:
    """What is written behind it begins a line of its own."""
    text = (HEAD + WARDS + TALK + "from = 2022-11-16").replace("\n", "\r\n")
    reading = reading_of(tmp_path, text)
    made = edits_for(reading, [change("activity.talk.to", on(25))])
    assert made is not None
    assert edited(reading, made).sources.files["plan.toml"].text == f"{text}\r\nto = 2022-11-25"
