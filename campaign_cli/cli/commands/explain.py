"""`campaign explain`: why this month, why not another day, and what is loaded."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from campaign_cli.cli.shell.completion import event_ids, ward_ids
from campaign_cli.cli.shell.exits import ExitCode, Stop, misused
from campaign_cli.cli.shell.options import MONTH_PANEL, SECONDS, Form, FormOption, NodeOption
from campaign_cli.cli.shell.settings import Setting
from campaign_cli.cli.shell.typer_tree import command
from campaign_cli.model.plan.event_id import EventId
from campaign_cli.support.language import N_, Message, message

if TYPE_CHECKING:
    from campaign_cli.app import Made
    from campaign_cli.model.plan import Plan

_FEW = 4
"""So many events are suggested."""
_WEEKDAY = re.compile(
    r"(mon|tues?|wed(nes)?|thu(rs?)?|fri|sat(ur)?|sun)(day)?|(t|thu)[2-7]|cn|chunhat"
    r"|thu(hai|ba|tu|nam|sau|bay)"
)
"""Weekdays in either language, without marks and spaces."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be explained: "event", "ward", "venue", "resource" or "member", and its id."""

    section: str
    id: str


def add_to(app: typer.Typer) -> None:
    """Add this family's commands."""
    command(
        app,
        "explain",
        panel=MONTH_PANEL,
        examples={
            "campaign explain": N_("whether the plan works, and if not, what would mend it"),
            "campaign explain talk@xuan-dinh": N_("what holds an event where it is"),
            "campaign explain talk@xuan-dinh --at 25/11": N_("what another day would cost"),
            "campaign explain talk@xuan-dinh --at 25/11/morning": N_("and in that session"),
            "campaign explain arts@xuan-dinh --ward tay-tuu": N_("why not that ward instead"),
            "campaign explain speakers": N_("how loaded it is, and what it blocks"),
        },
    )(explain)


def explain(
    ctx: typer.Context,
    what: Annotated[
        list[str] | None,
        typer.Argument(
            metavar=N_("WHAT"),
            show_default=False,
            help=N_("An event, a ward, a person, a resource or a venue, by id or name."),
            autocompletion=event_ids,
        ),
    ] = None,
    at: Annotated[
        str | None,
        typer.Option(
            metavar=N_("DATE[/SESSION]"),
            help=N_("Why the event is not there: 25/11, 2022-11-25 or 25/11/morning."),
        ),
    ] = None,
    ward: Annotated[
        str | None,
        typer.Option(
            metavar=N_("WARD"),
            help=N_("Why the event is not in this ward instead, where wards are chosen."),
            autocompletion=ward_ids,
        ),
    ] = None,
    form: FormOption = Form.TEXT,
    time_limit: Annotated[
        float,
        typer.Option(
            "--time-limit",
            metavar=N_("SECONDS"),
            min=0,
            help=N_("Seconds to try other places; what is not found out by then is marked."),
        ),
    ] = SECONDS,
    node_limit: NodeOption = None,
) -> int:
    """Explain why an event is where it is, why not elsewhere, and what stands in the way."""
    from campaign_cli import app
    from campaign_cli.cli.shell.solving import left_of, made_now, wish
    from campaign_cli.console.explain import as_json, move
    from campaign_cli.console.explain import event as explain_event
    from campaign_cli.console.explain import load as explain_load

    setting: Setting = ctx.obj
    screen = setting.screen
    if not what:
        if at is not None or ward is not None:
            raise misused(
                message("`{name}` is missing", name="WHAT"),
                message("name an event: `campaign explain talk@xuan-dinh --at 25/11`"),
            )
        return _plan(setting, form, time_limit, node_limit)
    made = made_now(setting, seconds=time_limit)
    left = left_of(time_limit, made)
    # A name of several words needs no quotes.
    typed = " ".join(what)
    asked = thing_asked(typed, made.plan)
    if asked.section != "event":
        if at is not None or ward is not None:
            raise misused(message("`{typed}` is no event: only events are elsewhere", typed=typed))
        load = app.explain_thing(made, asked.section, asked.id)
        if form is Form.JSON:
            screen.data(as_json.load(made, load))
        else:
            explain_load.show(screen, made, load)
        return ExitCode.FINE
    if at is None and ward is None:
        with wish(screen, left, node_limit) as wanted:
            explained = app.explain_event(made, asked.id, wanted)
        if form is Form.JSON:
            screen.data(as_json.event(made, explained))
        else:
            explain_event.show(screen, made, explained)
        return ExitCode.FINE
    day, session = _at(at, made, asked.id)
    other = None if ward is None else _other_ward(ward, made, asked.id)
    with wish(screen, left, node_limit) as wanted:
        found = app.explain_move(made, asked.id, day, session, other, wanted)
    if form is Form.JSON:
        screen.data(as_json.move(made, found))
    else:
        move.show(screen, made, asked.id, found)
    return ExitCode.NO_ANSWER if found.unknown else ExitCode.FINE


def _plan(setting: Setting, form: Form, seconds: float, nodes: int | None) -> int:
    """Say whether the plan works; show what stands in its way where it does not."""
    from campaign_cli import app
    from campaign_cli.cli.shell.solving import outcome, wish
    from campaign_cli.console.explain import plan as shown

    with wish(setting.screen, seconds, nodes) as wanted:
        made = app.current(setting.plan_file(), wanted)
    code = outcome(setting.screen, made, form)
    if made.schedule is None or not made.schedule.solved:
        return code
    if form is Form.JSON:
        setting.screen.data(shown.as_json(made))
    else:
        shown.show(setting.screen, made)
    return code


def thing_asked(typed: str, plan: "Plan") -> Asked:
    """Return the event, ward, venue, resource or person that `typed` means.

    Raises:
        Stop: nothing is called that, or several things are.
    """
    from campaign_cli.cli.shell.answers import ward_asked
    from campaign_cli.cli.shell.arguments import resolved

    names: dict[str, str] = {}
    sections: dict[str, str] = {}
    for section, one, name in _things(plan):
        if section == "event" or "@" not in typed:
            names.setdefault(one, name)
            sections.setdefault(one, section)
    unknown = message("there is nothing called `{typed}` to explain", typed=typed)
    activity, at, member = typed.partition("@")
    if at and activity in plan.activities:
        names = {
            id_: name for id_, name in names.items() if EventId.parse(id_).activity == activity
        }
    try:
        id_ = resolved(typed, names, unknown)
    except Stop as stop:
        if at and activity in plan.activities:
            raise _no_event(unknown, member, names) from None
        try:
            return Asked("ward", ward_asked(typed, plan))
        except Stop:
            raise stop from None
    return Asked(sections[id_], id_)


def _no_event(unknown: Message, member: str, names: dict[str, str]) -> Stop:
    """Return that an activity has no such event, and a few that it has: what is near, or first."""
    from difflib import get_close_matches

    from campaign_cli.cli.shell.arguments import folded

    if not names:
        return misused(unknown)
    by_member = {folded(id_.partition("@")[2]): id_ for id_ in names}
    by_member |= {folded(name.partition("@")[2]): id_ for id_, name in names.items()}
    wanted = folded(member)
    near = get_close_matches(wanted, by_member, 1, 0.6)
    if near:
        return misused(unknown, message("did you mean `{name}`?", name=by_member[near[0]]))
    inside = [id_ for one, id_ in by_member.items() if wanted and wanted in one]
    found = list(dict.fromkeys(inside)) or list(names)
    more = ("…",) if len(found) > _FEW else ()
    return misused(unknown, message("there are: {names}", names=(*found[:_FEW], *more)))


def _things(plan: "Plan") -> Iterator[tuple[str, str, str]]:
    """Yield everything that can be explained: its section, id and name; events come first."""
    from campaign_cli.app import hosts_of

    for id_ in hosts_of(plan):
        event = EventId.parse(id_)
        named = event._replace(member=plan.name_of(event.member)) if event.member else event
        yield "event", id_, str(named)
    yield from (("ward", one.id, one.name) for one in plan.wards.values())
    yield from (("venue", one.id, one.name) for one in plan.venues.values())
    for pool in plan.resources.values():
        yield "resource", pool.id, pool.name
        yield from (("member", one.id, one.name) for one in pool.members.values())


def _at(typed: str | None, made: "Made", event: str) -> tuple[date | None, str | None]:
    """Return the day and session of "25/11", "25/11/morning" or "morning", that day's.

    Raises:
        Stop: there is no such day or session.
    """
    from campaign_cli.cli.shell.arguments import campaign_date

    if typed is None:
        return None, None
    head, _, tail = typed.strip().rpartition("/")
    if not any(letter.isalpha() for letter in tail):
        return campaign_date(typed, made.plan), None
    for part in (head, tail):
        if _weekday(part, made.plan):
            raise misused(
                message("`{typed}` is a weekday: a date is wanted", typed=part),
                message("write it as 25/11 or 2022-11-25"),
            )
    session = _session(tail, made.plan)
    if head:
        return campaign_date(head, made.plan), session
    booking = made.solved.by_id().get(event)
    return None if booking is None else booking.first, session


def _weekday(typed: str, plan: "Plan") -> bool:
    """Return whether `typed` is the name of a weekday, in full or in short, and of no session."""
    from campaign_cli.cli.shell.arguments import folded

    word = folded(typed)
    sessions = {
        folded(name) for one in plan.calendar.sessions for name in (one.id, *one.name.values())
    }
    return bool(_WEEKDAY.fullmatch(word)) and word not in sessions


def _session(typed: str, plan: "Plan") -> str:
    """Return the session that `typed` means: its id, or its name in any language."""
    from campaign_cli.cli.shell.arguments import folded, resolved

    for session in plan.calendar.sessions:
        if folded(typed) in {folded(name) for name in (session.id, *session.name.values())}:
            return session.id
    names = {one.id: one.id for one in plan.calendar.sessions}
    return resolved(typed, names, message("there is no session `{typed}`", typed=typed))


def _other_ward(typed: str, made: "Made", event: str) -> str:
    """Return the ward that might have the event instead.

    Raises:
        Stop: the event's wards are not chosen, or this one was, or cannot be.
    """
    from campaign_cli.cli.shell.answers import ward_asked
    from campaign_cli.model.plan.event_id import event_id

    plan = made.plan
    ward = ward_asked(typed, plan)
    name = EventId.parse(event).activity
    activity = plan.host_activity(plan.activities[name])
    targets = activity.targets
    if targets.form != "choose":
        raise misused(
            message("nothing is chosen for `{activity}`: the plan says where it is", activity=name)
        )
    if ward not in targets.members:
        raise misused(
            message("`{ward}` is none of those to choose from", ward=ward),
            message("there are: {names}", names=targets.members),
        )
    if event_id(activity.id, ward, 1) in made.solved.by_id():
        raise misused(
            message("`{ward}` was chosen for `{activity}`", ward=ward, activity=name),
            message("see `campaign explain {event}`", event=event_id(name, ward, 1)),
        )
    return ward
