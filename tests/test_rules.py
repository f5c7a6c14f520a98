"""Each rule and each preference on a plan of its own, through reading, solver and audit."""

from pathlib import Path

import pytest

from campaign_cli.model.audit import audit
from campaign_cli.model.plan import PREFERENCES, RULES
from campaign_cli.model.schedule import Booking, Schedule, Status
from campaign_cli.reading import Reading, read
from campaign_cli.scheduling import schedule
from campaign_cli.support.diagnostic import Severity
from campaign_cli.support.language import language

WEEK = """
[campaign]
name = "A week, from Monday"
organiser = "Office"
start = 2022-11-14
end = 2022-11-18
language = "en"
"""
TWO_WEEKS = WEEK.replace("2022-11-18", "2022-11-27")


def wards(*ids: str, **lines: str) -> str:
    """Return the wards' tables, with more lines for some."""
    return "".join(f'[[ward]]\nid = "{id_}"\nname = "{id_}"\n{lines.get(id_, "")}\n' for id_ in ids)


def activity(id_: str, *lines: str) -> str:
    """Return an activity's table: a talk in the morning or the afternoon."""
    head = f'[[activity]]\nid = "{id_}"\nkind = "talk"\ntitle = "{id_}"\n'
    return head + "".join(f"{line}\n" for line in lines)


def only(preference: str, weight: int = 1) -> str:
    """Return weights of which one alone counts."""
    weights = {**dict.fromkeys(PREFERENCES, 0), preference: weight}
    return "[preferences]\n" + "".join(f"{name} = {one}\n" for name, one in weights.items())


def broken_rules(folder: Path, text: str) -> set[str]:
    """Return the rules that keep the plan in `text` from any schedule.

    Reading names them on sight, or the solver once it has proved it.
    """
    reading = understood(folder, text)
    errors = [one for one in reading.diagnostics if one.severity is Severity.ERROR]
    if errors:
        return {cause.rule for one in errors for cause in one.causes}
    assert reading.plan is not None
    answer = schedule(reading.plan)
    assert answer.status is Status.INFEASIBLE
    return {cause.rule for causes in answer.conflicts for cause in causes}


def answered(folder: Path, text: str) -> Schedule:
    """Return the proved and audited schedule of the plan in `text`."""
    reading = understood(folder, text)
    assert [one for one in reading.diagnostics if one.severity is Severity.ERROR] == []
    assert reading.plan is not None
    answer = schedule(reading.plan)
    assert answer.status is Status.OPTIMAL
    assert audit(reading.plan, answer) == ()
    return answer


def understood(folder: Path, text: str) -> Reading:
    """Return the reading of a plan that may not hold, but is one."""
    file = folder / "plan.toml"
    file.write_text(text, encoding="utf-8")
    reading = read(file)
    errors = [one for one in reading.diagnostics if one.severity is Severity.ERROR]
    assert [one for one in errors if not one.cannot_hold] == []
    return reading


def said(booking: Booking) -> str:
    """Return where a booking stands: "talk@a 14/11 morning at hall by x"."""
    at = f" at {booking.venue}" if booking.venue else ""
    people = sorted(person for people in booking.people.values() for person in people)
    by = f" by {' '.join(people)}" if people else ""
    return f"{booking.id} {booking.first:%d/%m} {booking.session}{at}{by}"


SPEAKER = '[[resource]]\nid = "speakers"\nname = "Speakers"\n'
SOUND = '[[resource]]\nid = "sound"\nname = "Loudspeakers"\nquantity = 1\n'
LEAFLET = '[[supply]]\nid = "leaflet"\nname = "Leaflet"\n'
X_AND_Y = 'members = [{ id = "x", name = "X" }, { id = "y", name = "Y" }]\n'
MORNING = 'sessions = ["morning"]'

BINDING: dict[str, tuple[str, set[str]]] = {
    "window": (
        wards("a") + activity("talk", "to = 2022-11-15", "prefer = { on = 2022-11-17 }", MORNING),
        {"talk@a 15/11 morning"},
    ),
    "open-day": (
        wards("a")
        + activity("talk", "prefer = { on = 2022-11-16 }", "from = 2022-11-16", MORNING)
        + '[calendar]\nclosed = [2022-11-16]\nworkdays = ["tue", "wed", "fri"]\n',
        {"talk@a 18/11 morning"},
    ),
    "ward-closed": (
        wards("a", a='closed = [{ date = 2022-11-15, sessions = ["morning"] }]')
        + activity("talk", "prefer = { on = 2022-11-15 }"),
        {"talk@a 15/11 afternoon"},
    ),
    "venue-closed": (
        wards("a")
        + '[[venue]]\nid = "hall"\nname = "Hall"\nclosed = [2022-11-15]\n'
        + activity(
            "talk", 'venue = "hall"', "prefer = { on = 2022-11-15 }", "from = 2022-11-15", MORNING
        ),
        {"talk@a 16/11 morning at hall"},
    ),
    "member-closed": (
        wards("a")
        + SPEAKER
        + 'members = [{ id = "x", name = "X", closed = [2022-11-15] },'
        + ' { id = "y", name = "Y", days = ["tue"] }]\n'
        + activity("talk", "uses = { speakers = 1 }", "prefer = { on = 2022-11-15 }", MORNING),
        {"talk@a 15/11 morning by y"},
    ),
    "venue-capacity": (
        wards("a", a='hall = { name = "Hall", capacity = 50 }')
        + '[[venue]]\nid = "barn"\nname = "Barn"\nward = "a"\ncapacity = 100\n'
        + activity("talk", "audience = 100", "to = 2022-11-14", MORNING),
        {"talk@a 14/11 morning at barn"},
    ),
    "one-at-a-time": (
        wards("a")
        + activity("talk", "to = 2022-11-14", MORNING)
        + activity("show", "to = 2022-11-14"),
        {"talk@a 14/11 morning", "show@a 14/11 afternoon"},
    ),
    "resource-quantity": (
        wards("a", "b")
        + SOUND
        + activity(
            "talk",
            "to = 2022-11-14",
            "uses = { sound = 1 }",
            'fixed = { a = { date = 2022-11-14, session = "morning" } }',
        ),
        {"talk@a 14/11 morning", "talk@b 14/11 afternoon"},
    ),
    "member-per-day": (
        wards("a", "b")
        + SPEAKER
        + 'max_per_day = 1\nmembers = [{ id = "x", name = "X" }]\n'
        + activity(
            "talk",
            "to = 2022-11-15",
            "uses = { speakers = 1 }",
            "fixed = { a = { date = 2022-11-14 } }",
            MORNING,
        ),
        {"talk@a 14/11 morning by x", "talk@b 15/11 morning by x"},
    ),
    "precedence": (
        wards("a")
        + activity("talk", "from = 2022-11-15", MORNING)
        + activity(
            "show",
            'after = [{ activity = "talk", by = 2 }]',
            "prefer = { on = 2022-11-14 }",
            MORNING,
        ),
        {"talk@a 15/11 morning", "show@a 17/11 morning"},
    ),
    "apart": (
        wards("a")
        + activity("talk", "times = 2", "apart = 3", "prefer = { on = 2022-11-14 }", MORNING),
        {"talk@a 14/11 morning", "talk@a#2 17/11 morning"},
    ),
    "chosen-count": (
        wards("a", "b", "c", b='group = "north"', c='group = "north"')
        + activity(
            "talk",
            'wards = { choose = 2, always = ["b"], per_group = 1 }',
            "to = 2022-11-14",
            MORNING,
        ),
        {"talk@a 14/11 morning", "talk@b 14/11 morning"},
    ),
    "fixed": (
        wards("a", "b")
        + activity(
            "talk",
            "wards = { choose = 1 }",
            "prefer = { on = 2022-11-14 }",
            'fixed = { b = { date = 2022-11-17, session = "afternoon" } }',
        ),
        {"talk@b 17/11 afternoon"},
    ),
    "supply-ready": (
        wards("a")
        + LEAFLET
        + "quantity = 50\nready = 2022-11-16\n"
        + activity("talk", "supplies = { leaflet = 50 }", "prefer = { on = 2022-11-14 }", MORNING),
        {"talk@a 16/11 morning"},
    ),
    "supply-quantity": (
        wards("a")
        + LEAFLET
        + "quantity = 60\npack = 30\nwaste = 0.1\n"
        + activity("talk", "supplies = { leaflet = 54 }", "to = 2022-11-14", MORNING),
        {"talk@a 14/11 morning"},
    ),
    "budget": (
        wards("a")
        + '[budget]\nlimit = 100\nsource = [{ id = "city", name = "City", amount = 90 }]\n'
        + LEAFLET
        + 'quantity = 5\nunit_cost = 2\nsource = "city"\n'
        + activity("talk", "cost = 80", 'source = "city"', "to = 2022-11-14", MORNING)
        + activity("show", "cost = 10", "from = 2022-11-18", MORNING),
        {"talk@a 14/11 morning", "show@a 18/11 morning"},
    ),
}
"""By rule, a plan that it leaves one way to do it, and that way."""

BREAKING: dict[str, str] = {
    "window": wards("a")
    + activity(
        "talk", "from = 2022-11-16", "to = 2022-11-17", "lasts = { days = 3, sessions = 1 }"
    ),
    "open-day": wards("a")
    + activity("talk", "to = 2022-11-16")
    + "[calendar]\nclosed = [{ from = 2022-11-14, to = 2022-11-16 }]\n",
    "ward-closed": wards("a", a="closed = [{ from = 2022-11-14, to = 2022-11-17 }]")
    + activity("talk", "to = 2022-11-17"),
    "venue-closed": wards("a")
    + '[[venue]]\nid = "hall"\nname = "Hall"\nclosed = [2022-11-15]\n'
    + activity("talk", 'venue = "hall"', "from = 2022-11-15", "to = 2022-11-15"),
    "member-closed": wards("a")
    + SPEAKER
    + 'members = [{ id = "x", name = "X", closed = [{ weekly = ["mon"] }] }]\n'
    + activity("talk", 'uses = { speakers = ["x"] }', "to = 2022-11-14"),
    "venue-capacity": wards("a", a='hall = { name = "Hall", capacity = 50 }')
    + activity("talk", "audience = 51"),
    "one-at-a-time": wards("a")
    + "".join(activity(id_, "to = 2022-11-14") for id_ in ("talk", "show", "fair")),
    "resource-quantity": wards("a", "b", "c")
    + SOUND
    + activity("talk", "to = 2022-11-14", "uses = { sound = 1 }"),
    "member-per-day": wards("a", "b", "c")
    + SPEAKER
    + "max_per_day = 1\n"
    + X_AND_Y
    + activity("talk", "to = 2022-11-14", "uses = { speakers = 1 }"),
    "precedence": wards("a")
    + activity("talk", "from = 2022-11-16")
    + activity("show", 'after = ["talk"]', "to = 2022-11-16"),
    "apart": wards("a") + activity("talk", "times = 3", "apart = 3"),
    "chosen-count": wards("a", "b", a='group = "north"', b='group = "north"')
    + activity("talk", "wards = { choose = 2, per_group = 1 }"),
    "fixed": wards("a", a="closed = [2022-11-16]")
    + activity("talk", "fixed = { a = { date = 2022-11-16 } }"),
    "supply-ready": wards("a")
    + LEAFLET
    + "quantity = 50\nready = 2022-11-16\n"
    + activity("talk", "supplies = { leaflet = 50 }", "to = 2022-11-15"),
    "supply-quantity": wards("a")
    + LEAFLET
    + "quantity = 59\npack = 30\nwaste = 0.1\n"
    + activity("talk", "supplies = { leaflet = 54 }"),
    "budget": wards("a") + "[budget]\nlimit = 79\n" + activity("talk", "cost = 80"),
}
"""By rule, a plan that it leaves no way at all."""


def test_every_rule_has_its_plans() -> None:
    """No rule is forgotten."""
    assert set(BINDING) == set(BREAKING) == set(RULES)


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_binds(rule: str, tmp_path: Path) -> None:
    """The rule leaves one way, and that is found and proved."""
    tables, expected = BINDING[rule]
    answer = answered(tmp_path, WEEK + tables)
    assert {said(booking) for booking in answer.bookings} == expected


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_breaks(rule: str, tmp_path: Path) -> None:
    """The rule leaves no way, and it is named."""
    assert rule in broken_rules(tmp_path, WEEK + BREAKING[rule])


def test_one_resource_two_mornings(tmp_path: Path) -> None:
    """Two wards that share the only loudspeakers on mornings have them on different days."""
    answer = answered(
        tmp_path,
        WEEK
        + wards("a", "b")
        + SOUND
        + activity("talk", "uses = { sound = 1 }", "to = 2022-11-15", MORNING),
    )
    assert sorted(booking.first.day for booking in answer.bookings) == [14, 15]


def test_days_one_after_the_other_skip_what_is_closed(tmp_path: Path) -> None:
    """Three days around a closing and a weekend, the same sessions on each."""
    answer = answered(
        tmp_path,
        TWO_WEEKS
        + wards("a")
        + activity("camp", "from = 2022-11-17", "lasts = { days = 3, sessions = 2 }")
        + "[calendar]\nclosed = [2022-11-21]\n"
        + only("preferred-day"),
    )
    days = {booking.id: [day.day for day in booking.dates] for booking in answer.bookings}
    assert days["camp@a"] in ([17, 18, 22], [18, 22, 23], [22, 23, 24], [23, 24, 25])
    camp = answer.bookings[0]
    assert (camp.session, camp.sessions) == ("morning", 2)


def test_what_happens_within(tmp_path: Path) -> None:
    """An activity within another goes with it, served by others, in a venue that holds it."""
    answer = answered(
        tmp_path,
        WEEK
        + wards("a", a='hall = { name = "Hall", capacity = 50 }')
        + '[[venue]]\nid = "barn"\nname = "Barn"\nward = "a"\ncapacity = 100\n'
        + SPEAKER
        + X_AND_Y
        + activity(
            "launch",
            'wards = "together"',
            "audience = 40",
            'uses = { speakers = ["x"] }',
            "to = 2022-11-14",
            MORNING,
        )
        + activity("speech", 'within = "launch"', "audience = 60", "uses = { speakers = 1 }"),
    )
    assert {said(booking) for booking in answer.bookings} == {
        "launch 14/11 morning at barn by x",
        "speech 14/11 morning at barn by y",
    }


def test_beside_and_window_leave_the_ward_its_time(tmp_path: Path) -> None:
    """Posters hang and a stall runs while the ward holds its talk."""
    answer = answered(
        tmp_path,
        WEEK
        + wards("a")
        + activity("posters", 'lasts = "window"')
        + activity("stall", "beside = true", "to = 2022-11-14", MORNING)
        + activity("talk", "to = 2022-11-14", MORNING),
    )
    stall_and_talk = {"stall@a 14/11 morning", "talk@a 14/11 morning"}
    assert {said(booking) for booking in answer.bookings} >= stall_and_talk
    posters = answer.by_id()["posters@a"]
    assert (len(posters.dates), posters.sessions) == (5, 2)


PRICED: dict[str, tuple[str, int]] = {
    "preferred-day": (
        # The only loudspeakers, mornings alone: Wednesday, the day before, the day after.
        wards("a", "b", "c")
        + SOUND
        + activity("talk", "uses = { sound = 1 }", "prefer = { on = 2022-11-16 }", MORNING),
        2,
    ),
    "preferred-session": (
        # Three days, four talks: one of them cannot have a morning.
        wards("a")
        + "".join(
            activity(f"talk-{number}", "to = 2022-11-16", 'prefer = { sessions = ["morning"] }')
            for number in range(4)
        ),
        1,
    ),
    "ward-day": (
        # Five events in three days.
        wards("a") + "".join(activity(f"talk-{number}", "to = 2022-11-16") for number in range(5)),
        2,
    ),
    "week-balance": (
        # Five events, two weeks, so three a week; the first week must take four.
        wards("a")
        + activity("talk", "times = 4", "to = 2022-11-18")
        + activity("show", "from = 2022-11-21"),
        1,
    ),
    "host-balance": (
        # Five events by need are 4 : 1, but each ward must host the two of all wards.
        wards("a", "b", a="need = 30", b="need = 10")
        + activity("talk", "wards = { choose = 1 }")
        + activity("show", "wards = { choose = 2 }")
        + activity("fair", 'wards = { choose = 2, of = ["a", "b"] }'),
        2,
    ),
    "member-balance": (
        # x must serve three of four; two each would be even.
        wards("a", "b", "c", "d")
        + SPEAKER
        + X_AND_Y
        + activity("talk", 'wards = ["a", "b", "c"]', 'uses = { speakers = ["x"] }')
        + activity("show", 'wards = ["d"]', "uses = { speakers = 1 }"),
        1,
    ),
    "member-travel": (
        # One speaker, one day, two wards.
        wards("a", "b")
        + SPEAKER
        + 'members = [{ id = "x", name = "X" }]\n'
        + activity("talk", "uses = { speakers = 1 }", "to = 2022-11-14"),
        1,
    ),
}
"""By preference, a plan and how many times its price must be paid, counted by hand."""


def test_every_preference_has_its_plan() -> None:
    """No preference is forgotten; stability compares two schedules."""
    assert set(PRICED) == set(PREFERENCES) - {"stability"}


@pytest.mark.parametrize("preference", PRICED)
def test_a_preference_costs_what_it_must(preference: str, tmp_path: Path) -> None:
    """The best schedule pays what was counted by hand, by weight; with weight 0, nothing."""
    tables, count = PRICED[preference]
    for weight in (1, 7, 0):
        text = TWO_WEEKS + tables + only(preference, weight)
        answer = answered(tmp_path, text)
        assert dict(answer.prices) == ({preference: weight * count} if weight * count else {})


def test_hosts_by_need(tmp_path: Path) -> None:
    """Chosen events go where the need is; what cannot be is paid for on both sides."""
    tables = wards("a", "b", a="need = 30", b="need = 10") + "".join(
        activity(f"show-{number}", "wards = { choose = 1 }") for number in range(4)
    )
    answer = answered(tmp_path, TWO_WEEKS + tables + only("host-balance", 4))
    assert sorted(booking.member for booking in answer.bookings) == ["a", "a", "a", "b"]
    tied = tables.replace("wards = { choose = 1 }", 'wards = { choose = 1, of = ["b"] }', 2)
    answer = answered(tmp_path, TWO_WEEKS + tied + only("host-balance", 4))
    assert dict(answer.prices) == {"host-balance": 8}


def test_people_stay_where_they_are(tmp_path: Path) -> None:
    """Two speakers, one day, two talks in each of two wards: nobody need change wards."""
    answer = answered(
        tmp_path,
        WEEK
        + wards("a", "b")
        + SPEAKER
        + X_AND_Y
        + activity("talk", "uses = { speakers = 1 }", "to = 2022-11-14", MORNING)
        + activity(
            "show", "uses = { speakers = 1 }", "to = 2022-11-14", 'sessions = ["afternoon"]'
        ),
    )
    assert "member-travel" not in answer.prices
    assert "member-balance" not in answer.prices
    who = {booking.id: booking.people["speakers"] for booking in answer.bookings}
    assert who["talk@a"] == who["show@a"] != who["talk@b"] == who["show@b"]


@pytest.mark.parametrize("after", ['["talk"]', '"all"'])
@pytest.mark.parametrize(
    ("of", "expected"),
    [
        ('["b"]', {"talk@a 17/11 morning", "show@b 18/11 morning"}),
        ('["a", "b"]', {"talk@a 17/11 morning", "show@a 18/11 morning", "show@b 18/11 morning"}),
    ],
    ids=["other-wards", "some-of-the-wards"],
)
def test_what_shares_no_ward_waits_all_the_same(
    tmp_path: Path, after: str, of: str, expected: set[str]
) -> None:
    """Where the activity before it has no event in its ward, an event waits for all of them."""
    talk = activity("talk", 'wards = ["a"]', "fixed = 2022-11-17", MORNING)
    show = activity(
        "show", f"wards = {of}", f"after = {after}", "prefer = { on = 2022-11-14 }", MORNING
    )
    answer = answered(tmp_path, WEEK + wards("a", "b") + talk + show)
    assert {said(booking) for booking in answer.bookings} == expected


def test_several_on_one_day(tmp_path: Path) -> None:
    """With `apart = 0`: in different sessions, numbered in order."""
    day = ("times = 2", "apart = 0", "from = 2022-11-15", "to = 2022-11-15")
    answer = answered(tmp_path, WEEK + wards("a") + activity("talk", *day))
    assert {said(booking) for booking in answer.bookings} == {
        "talk@a 15/11 morning",
        "talk@a#2 15/11 afternoon",
    }


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        (("times = 3", "to = 2022-11-14"), "there is room for 2 of 3 events"),
        (
            (
                "times = 2",
                'fixed.a = { date = 2022-11-15, session = "afternoon" }',
                'fixed."a#2" = { date = 2022-11-15, session = "morning" }',
            ),
            "they are numbered in order, each in a later session",
        ),
        (
            ("times = 3", 'fixed = { a = 2022-11-15, "a#3" = 2022-11-15 }'),
            "they are numbered in order, each in a later session",
        ),
    ],
    ids=["too-many", "out-of-order", "no-room-between"],
)
def test_more_than_a_day_holds(tmp_path: Path, lines: tuple[str, ...], sentence: str) -> None:
    """Reading counts sessions where events may share a day."""
    file = tmp_path / "plan.toml"
    file.write_text(WEEK + wards("a") + activity("talk", "apart = 0", *lines), "utf-8")
    (problem,) = [one for one in read(file).diagnostics if one.code == "P413"]
    assert sentence in language("en").say(problem.message)
    assert ("activity", "talk", "apart") not in [cause.path for cause in problem.causes]
