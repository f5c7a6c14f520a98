"""`campaign explain`: what is returned, and what is typed."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from helpers.command_line import PLAN, Typed, changed

from campaign_cli import app
from campaign_cli.cli.commands.explain import thing_asked
from campaign_cli.cli.shell.exits import ExitCode, Stop
from campaign_cli.model import audit as model_audit
from campaign_cli.model.schedule import Status
from campaign_cli.scheduling.questions import moves

WISH = app.Wish(datetime(2022, 11, 1, 8, tzinfo=UTC))

MORE = """
[[activity]]
id = "launch"
kind = "ceremony"
title = "Opening"
wards = "together"
attendance = "delegates"
from = 2022-11-14
to = 2022-11-14

[[activity]]
id = "address"
kind = "talk"
title = "Address"
within = "launch"

[[activity]]
id = "posters"
kind = "posters"
title = "Posters"
lasts = "window"

[[activity]]
id = "arts"
kind = "arts"
title = "Arts evening"
wards = { choose = 1 }
"""


@pytest.fixture
def made(tmp_path: Path) -> Callable[..., app.Made]:
    """A month of the small plan, with a line of it changed."""

    def of(old: str = "", new: str = "") -> app.Made:
        file = tmp_path / "plan.toml"
        text = PLAN + MORE
        assert old in text
        file.write_text(text.replace(old, new) if old else text, encoding="utf-8")
        return app.make(file, WISH)

    return of


def prefer(day: str) -> tuple[str, str]:
    """Return the change of a plan that lets its talks prefer a day."""
    return "audience = 80", f'audience = 80\nsessions = ["morning"]\nprefer = {{ on = {day} }}'


def test_the_wish_comes_first(made: Callable[..., app.Made]) -> None:
    """Then what is near, in order; each priced, and audited."""
    found = made(*prefer("2022-11-23"))
    bookings = found.solved.by_id()
    late = next(id_ for id_ in ("talk@xuan-dinh", "talk@xuan-tao") if bookings[id_].first.day != 23)
    explained = app.explain_event(found, late, WISH)
    assert [(one.preference, one.price) for one in explained.paid] == [("preferred-day", 1)]
    first, *others = explained.elsewhere
    assert (first.wished, first.day) == (True, date(2022, 11, 23))
    assert first.booking is not None
    assert first.difference == {}
    assert not any(one.wished for one in others)
    days = [one.booking.first for one in others if one.booking]
    assert days == sorted(days)
    assert explained.room is not None
    assert len(explained.room.left) == 20


def test_why_not_there(made: Callable[..., app.Made]) -> None:
    """What a single rule forbids is said with its line."""
    found = app.explain_move(made(), "talk@xuan-dinh", date(2022, 11, 26), None, None, WISH)
    assert found.status is Status.INFEASIBLE
    assert [one.cause.rule for one in found.taken] == ["open-day"]


def test_what_is_in_the_way(made: Callable[..., app.Made]) -> None:
    """What no single rule forbids names the lines that cannot hold together, and who is there."""
    fixed = 'fixed = { xuan-tao = { date = 2022-11-25, session = "morning" } }'
    month = made("audience = 80", f"audience = 80\n{fixed}")
    found = app.explain_move(month, "talk@xuan-dinh", date(2022, 11, 25), "morning", None, WISH)
    assert found.status is Status.INFEASIBLE
    assert found.taken == ()
    (members,) = found.conflicts
    lines = {cause.span.text for cause in members if cause.span}
    assert fixed in lines
    assert 'members = [{ id = "legal", name = "Legal aid speaker" }]' in lines
    assert not any("xuan-dinh" in cause.path for cause in members)
    assert [(one.thing, one.events) for one in found.obstacles] == [
        (("resource", "speakers"), ("talk@xuan-tao",))
    ]


def test_another_ward_instead(made: Callable[..., app.Made]) -> None:
    """The event goes there; where it went and what it costs is said."""
    month = made()
    (held,) = [id_ for id_ in month.solved.by_id() if id_.startswith("arts@")]
    ward = held.removeprefix("arts@")
    other = "xuan-tao" if ward == "xuan-dinh" else "xuan-dinh"
    found = app.explain_move(month, held, None, None, other, WISH)
    assert (found.event, found.instead) == (f"arts@{other}", ward)
    assert found.booking is not None
    explained = app.explain_event(month, held, WISH)
    assert [one.event for one in explained.elsewhere if one.instead] == [f"arts@{other}"]
    unchosen = app.explain_event(month, f"arts@{other}", WISH)
    assert unchosen.booking is None
    assert [one.status for one in unchosen.elsewhere] == [Status.OPTIMAL]


def test_what_is_within_another(made: Callable[..., app.Made]) -> None:
    """Is explained by that one."""
    explained = app.explain_event(made(), "address", WISH)
    assert (explained.asked, explained.event) == ("address", "launch")


def test_what_lasts_as_long_as_its_window(made: Callable[..., app.Made]) -> None:
    """Has no other place."""
    explained = app.explain_event(made(), "posters@xuan-dinh", WISH)
    assert (explained.room, explained.elsewhere) == (None, ())


def test_what_is_not_found_out_says_so(
    made: Callable[..., app.Made], monkeypatch: pytest.MonkeyPatch
) -> None:
    """And claims no price."""
    late = moves.Moved(event="talk@xuan-dinh", where=moves.Where(), status=Status.OUT_OF_TIME)
    monkeypatch.setattr(moves.Mover, "moved", lambda *_: late)
    found = app.explain_move(made(), "talk@xuan-dinh", date(2022, 11, 25), None, None, WISH)
    assert (found.unknown, found.booking, found.price) == (True, None, 0)


def test_an_answer_that_breaks_a_rule_is_not_shown(
    made: Callable[..., app.Made], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is a bug of the program, whatever the solver says."""
    month = made()
    monkeypatch.setattr(model_audit, "audit", lambda *_: ("broken",))
    with pytest.raises(app.AuditFailure):
        app.explain_move(month, "talk@xuan-dinh", date(2022, 11, 25), None, None, WISH)


def test_the_load_of_a_ward(made: Callable[..., app.Made]) -> None:
    """Its closings have their lines."""
    month = made("hall = { name", 'closed = [{ date = 2022-11-23, why = "Feast" }]\nhall = { name')
    load = app.explain_thing(month, "ward", "xuan-dinh")
    assert load.closed == (date(2022, 11, 23),)
    assert "talk@xuan-dinh" in load.events


@pytest.mark.parametrize(
    ("typed", "section", "id_"),
    [
        ("talk@xuan-dinh", "event", "talk@xuan-dinh"),
        ("talk@Xuân Đỉnh", "event", "talk@xuan-dinh"),
        ("address", "event", "address"),
        ("xuan-dinh", "ward", "xuan-dinh"),
        ("Xuân Tảo", "ward", "xuan-tao"),
        ("ward xuan tao", "ward", "xuan-tao"),
        ("xuan-dinh-hall", "venue", "xuan-dinh-hall"),
        ("Speakers", "resource", "speakers"),
        ("legal aid", "member", "legal"),
    ],
)
def test_things_are_called_by_id_or_name(
    made: Callable[..., app.Made], typed: str, section: str, id_: str
) -> None:
    """Events, wards, venues, resources, people."""
    asked = thing_asked(typed, made().plan)
    assert (asked.section, asked.id) == (section, id_)


@pytest.mark.parametrize("typed", ["talk", "xuan", "community", "mayor"])
def test_what_may_be_several_is_asked_back(made: Callable[..., app.Made], typed: str) -> None:
    """As is what nothing is called."""
    with pytest.raises(Stop):
        thing_asked(typed, made().plan)


@pytest.mark.parametrize(
    "typed",
    ["25/11/morning", "25/11/sáng", "2022-11-25/morning", "25/11/2022/Morning", "25-11-2022/sang"],
)
def test_a_place_as_people_write_it(campaign: Typed, typed: str) -> None:
    """Dates in any form, sessions by their names in either language."""
    outcome = campaign("explain", "talk@xuan-dinh", "--at", typed, "--format", "json")
    assert outcome.code == ExitCode.FINE
    answer = json.loads(outcome.out)
    assert (answer["date"], answer["session"]) == ("2022-11-25", "morning")
    assert answer["at"]["date"] == "2022-11-25"
    assert answer["forbidden"] == []


def test_a_session_alone_is_of_the_same_day(campaign: Typed) -> None:
    """The event's own."""
    outcome = campaign("explain", "talk@xuan-dinh", "--at", "afternoon", "--format", "json")
    answer = json.loads(outcome.out)
    assert answer["session"] == "afternoon"
    assert answer["date"] is not None


def test_the_plan_works(campaign: Typed) -> None:
    """And what may be asked about it."""
    outcome = campaign("explain")
    assert outcome.code == ExitCode.FINE
    assert (
        "the plan works: 2 events, the best in days and places, then in people, proved"
        in outcome.out
    )
    assert "campaign explain talk@" in outcome.out
    assert "campaign explain speakers" in outcome.out
    assert json.loads(campaign("explain", "--format", "json").out)["status"] == "optimal"


def test_a_name_of_several_words_needs_no_quotes(campaign: Typed) -> None:
    """The words are one name; and a day of another year says so."""
    words = json.loads(campaign("explain", "Xuân", "Đỉnh", "--format", "json").out)
    assert (words["is"], words["id"]) == ("ward", "xuan-dinh")
    assert "25 November 2023" in campaign("explain", "talk@xuan-dinh", "--at", "25/11/2023").out


def test_the_plan_does_not_work(campaign: Typed, folder: Path) -> None:
    """What cannot hold together, and what would mend it, as `schedule` says it."""
    changed(folder, 'name = "Legal aid speaker"', 'name = "Legal aid speaker", days = ["sun"]')
    outcome = campaign("explain")
    assert outcome.code == ExitCode.CANNOT_HOLD
    assert "no schedule is possible" in outcome.err
    assert campaign("explain", "talk@xuan-dinh").code == ExitCode.CANNOT_HOLD


def test_an_event_on_the_screen(campaign: Typed) -> None:
    """Its days, what it pays, other places, and what to type next."""
    outcome = campaign("explain", "talk@xuan-dinh")
    assert outcome.code == ExitCode.FINE
    for heading in ("ITS DAYS", "WHAT IT PAYS", "ELSEWHERE"):
        assert heading in outcome.out
    assert "next: campaign explain talk@xuan-dinh --at" in outcome.err
    document = json.loads(campaign("explain", "talk@xuan-dinh", "--format", "json").out)
    assert document["days"]["first"] == "2022-11-14"
    assert document["elsewhere"]


def test_a_thing_on_the_screen(campaign: Typed) -> None:
    """Its load, and what to type next."""
    outcome = campaign("explain", "speakers")
    assert outcome.code == ExitCode.FINE
    assert "2 events" in outcome.out
    document = json.loads(campaign("explain", "legal", "--format", "json").out)
    assert (document["is"], document["id"], document["share"]) == ("member", "legal", 2)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--at", "25/11"), "`WHAT` is missing"),
        (("speakers", "--at", "25/11"), "`speakers` is no event"),
        (("talk@xuan-dinh", "--at", "32/11"), "there is no day `32/11`"),
        (("talk@xuan-dinh", "--at", "25/11/midnight"), "there is no session `midnight`"),
        (
            ("talk@xuan-dinh", "--ward", "xuan-tao"),
            "nothing is chosen for `talk`",
        ),
        (("talk@xuan-dihn",), "did you mean `talk@xuan-dinh`?"),
        (("talk@foo",), "there are: talk@xuan-dinh, talk@xuan-tao"),
        (("talk@xuan-dinh", "--at", "thu"), "`thu` is a weekday: a date is wanted"),
        (("talk@xuan-dinh", "--at", "Thứ Tư/sáng"), "is a weekday: a date is wanted"),
    ],
)
def test_what_cannot_be_asked(campaign: Typed, words: tuple[str, ...], said: str) -> None:
    """One clear sentence."""
    outcome = campaign("explain", *words)
    assert outcome.code == ExitCode.USAGE
    assert said in outcome.err


def test_wards_that_cannot_be_asked_for(campaign: Typed, folder: Path) -> None:
    """One that was chosen already, and one that cannot be."""
    changed(folder, 'wards = "each"', 'wards = { choose = 1, of = ["xuan-dinh"] }')
    chosen = campaign("explain", "talk@xuan-dinh", "--ward", "xuan-dinh")
    assert "`xuan-dinh` was chosen for `talk`" in chosen.err
    other = campaign("explain", "talk@xuan-dinh", "--ward", "xuan-tao")
    assert "`xuan-tao` is none of those to choose from" in other.err
    assert (chosen.code, other.code) == (ExitCode.USAGE, ExitCode.USAGE)


def test_no_answer_in_time(campaign: Typed, monkeypatch: pytest.MonkeyPatch) -> None:
    """The exit code says so."""
    late = moves.Moved(event="talk@xuan-dinh", where=moves.Where(), status=Status.OUT_OF_TIME)
    campaign("schedule")
    monkeypatch.setattr(moves.Mover, "moved", lambda *_: late)
    outcome = campaign("explain", "talk@xuan-dinh", "--at", "25/11")
    assert outcome.code == ExitCode.NO_ANSWER
    assert "not found out in time" in outcome.out


@pytest.mark.parametrize(
    ("asked", "fixed", "written"),
    [
        ("talk@xuan-dinh", "", "fixed = { xuan-dinh = {"),
        ("talk@xuan-dinh", "fixed.xuan-tao = 2022-11-22", "{ xuan-tao = 2022-11-22, xuan-dinh ="),
        ("talk@xuan-dinh#2", 'times = 2\nfixed = { "xuan-dinh#1" = 2022-11-16 }', '"xuan-dinh#2"'),
        ("talk", 'wards = "together"', "fixed = { date = 2022-11-25, session ="),
        ("talk#2", 'wards = "together"\ntimes = 2\nfixed."#1" = 2022-11-16', '"#2" = {'),
    ],
)
def test_the_line_to_type_is_read_as_it_stands(
    campaign: Typed, folder: Path, asked: str, fixed: str, written: str
) -> None:
    """It has all that is fixed already; made so, the month's price is what was said."""
    old = 'wards = "each"'
    changed(folder, old, fixed if "wards" in fixed else f"{old}\n{fixed}")
    before = json.loads(campaign("schedule", "--format", "json").out)["price"]
    words = ("explain", asked, "--at", "25/11")
    more = json.loads(campaign(*words, "--format", "json").out)["price"]
    (line,) = (one for one in campaign(*words).out.splitlines() if one.startswith("fixed = "))
    assert written in line
    kept = [one for one in fixed.splitlines() if not one.startswith("fixed")]
    lines = "\n".join(([] if "wards" in fixed else [old]) + [*kept, line])
    changed(folder, fixed if "wards" in fixed else f"{old}\n{fixed}", lines)
    outcome = campaign("schedule", "--format", "json")
    assert outcome.code == ExitCode.FINE, outcome.err
    assert json.loads(outcome.out)["price"] == before + more
