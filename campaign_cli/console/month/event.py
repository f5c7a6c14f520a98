"""One event, and everything about it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from campaign_cli.console.layout.terminal import Screen
from campaign_cli.console.month.words import (
    Month,
    dates_said,
    doers,
    month_of,
    next_step,
    phone,
    revision_said,
    wished_day,
)
from campaign_cli.model.plan.demand import indicators_at, ward_in_charge
from campaign_cli.model.schedule import Booking
from campaign_cli.pages.merging import merged
from campaign_cli.support.language import N_
from campaign_cli.support.text import clean

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

    from campaign_cli.app import Made
    from campaign_cli.pages import Checklists


def show(screen: Screen, made: "Made", lists: "Checklists", id_: str) -> None:
    """Show the event `id_`."""
    month = month_of(made, screen.language)
    booking = month.schedule.by_id()[id_]
    screen.show(*parts(month, booking, lists))
    ward = f"campaign checklist {booking.wards[0]}" if booking.wards else "campaign checklist"
    screen.note(next_step(screen.language, ward, f"campaign show week --day {booking.first}"))


def parts(month: Month, booking: Booking, lists: "Checklists") -> "Iterator[RenderableType]":
    """Yield the title, the facts, the programme, and the tasks."""
    from rich.text import Text

    language = month.language
    activity = month.activity(booking)
    title = Text(month.title(booking), style=f"bold {month.color(activity.kind)}")
    revision = language.say(revision_said(month.schedule, month.issue))
    kind = clean(language.word(activity.kind.name))
    title.append(f"\n{booking.id} · {kind} · {revision}\n", "dim")
    yield title
    yield _facts(month, booking)
    if activity.parts:
        yield Text(f"\n{language.text('PROGRAMME')}", style="bold")
        for part in activity.parts:
            yield Text(f"  {clean(part.hours)}  {clean(part.title)}")
    tasks = [
        task
        for task in lists.tasks
        if task.event == booking.id or (task.event is None and task.activity == activity.id)
    ]
    if tasks:
        yield Text(f"\n{language.text('TASKS')}", style="bold")
        yield _tasks(month, tasks)


def as_json(document: dict[str, Any], lists: "Checklists", id_: str) -> dict[str, Any]:
    """Return the event as in the schedule's JSON, with its tasks."""
    event = next(one for one in document["events"] if one["id"] == id_)
    return {
        **event,
        "tasks": [
            {
                "id": task.id,
                "who": task.doer.id,
                "due": task.due.isoformat(),
                "title": task.title,
                "need": task.need,
                "key": task.key,
                "late": task.late,
            }
            for task in lists.tasks
            if task.event == id_ or (task.event is None and task.activity == event["activity"])
        ],
    }


def _facts(month: Month, booking: Booking) -> "Table":
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style="dim", no_wrap=True)
    table.add_column()
    for label, value in (
        *_when_and_where(month, booking),
        *_who(month, booking),
        *_with_what(month, booking),
    ):
        if value:
            table.add_row(month.language.text(label), Text(value))
    return table


def _when_and_where(month: Month, booking: Booking) -> Iterator[tuple[str, str]]:
    language = month.language
    # No head says of which year this screen is.
    days = dates_said(booking.dates, language.of_years())
    yield N_("when"), f"{days} · {month.hours(booking)}"
    fixed = language.text("fixed by the plan") if booking.fixed else ""
    yield "", fixed
    yield N_("wished"), _wished(month, booking)
    yield N_("ward") if len(booking.wards) == 1 else N_("wards"), month.who_for(booking)
    yield N_("where"), month.where(booking)
    if booking.within:
        host = month.schedule.by_id()[booking.within]
        yield N_("within"), f"{month.title(host)} ({host.id})"
    after = [month.plan.activities[one.activity].title for one in month.activity(booking).after]
    yield N_("after"), clean(", ".join(after))


def _wished(month: Month, booking: Booking) -> str:
    """Return the day and the sessions that the plan wishes for, where it is not so."""
    activity = month.activity(booking)
    day, sessions = wished_day(activity, booking), activity.prefer_sessions
    wished = []
    if day not in {None, booking.first}:
        wished.append(month.language.day(day))
    if sessions and booking.session not in sessions:
        in_order = sorted(sessions, key=lambda one: month.order[one])
        wished += [month.language.word(month.session(one).name) for one in in_order]
    return clean(", ".join(wished))


def _who(month: Month, booking: Booking) -> Iterator[tuple[str, str]]:
    plan, activity = month.plan, month.activity(booking)
    yield N_("owner"), month.owner(booking)
    in_charge, body = ward_in_charge(plan, booking), month.run_by(booking)
    if in_charge:
        yield N_("contact"), phone(plan.wards[in_charge].contact)
    elif body in plan.bodies:
        yield N_("contact"), phone(plan.bodies[body].contact)
    yield N_("with"), clean(", ".join(plan.body_name(one) for one in activity.helpers))
    yield N_("presides"), month.preside(booking)
    yield N_("attend"), clean(activity.attend)
    for pool, members in booking.people.items():
        known = plan.resources[pool].members
        for place, one in enumerate(members):
            said = " · ".join(filter(None, (known[one].name, known[one].phone)))
            yield N_("serve") if place == 0 else "", clean(said)


def _with_what(month: Month, booking: Booking) -> Iterator[tuple[str, str]]:
    plan, language = month.plan, month.language
    activity = month.activity(booking)
    used = [
        *((plan.resources[id_].name, number) for id_, number in booking.things.items()),
        *((plan.supplies[id_].name, number) for id_, number in booking.supplies.items()),
    ]
    yield (
        N_("uses"),
        clean(", ".join(f"{name} × {language.number(number)}" for name, number in used)),
    )
    if booking.cost:
        source = plan.budget.sources.get(activity.source or "")
        paid_by = f" · {clean(source.name)}" if source else ""
        yield N_("cost"), f"{language.money(booking.cost, plan.budget.currency)}{paid_by}"
    targets = indicators_at(activity, booking.member)
    named = (
        f"{language.word(plan.indicators.get(id_, {'': id_}))} {language.number(number)}"
        for id_, number in targets.items()
    )
    yield N_("targets"), clean(", ".join(named))


def _tasks(month: Month, tasks: list[Any]) -> "Table":
    from rich.table import Table
    from rich.text import Text

    language = month.language
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column()
    table.add_column(style="dim")
    for line in merged(tasks):
        late = f" ({language.text('late when signed')})" if line.late else ""
        day = f"{language.short_weekday(line.due)} {language.short_date(line.due)}"
        table.add_row(
            f"  ☐ {day}",
            Text(f"{clean(line.title)}{late}"),
            Text(doers(line, month.plan, language)),
        )
    return table
