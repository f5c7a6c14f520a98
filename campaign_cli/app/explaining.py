"""Why an event is where it is, what it would cost elsewhere, and how loaded what is shared is."""

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from campaign_cli.app.long_work import worked
from campaign_cli.app.moves import Elsewhere, Look
from campaign_cli.app.scheduling import Made, Wish
from campaign_cli.model.plan import Plan
from campaign_cli.model.plan.event_id import EventId, event_id
from campaign_cli.model.schedule import Booking
from campaign_cli.scheduling import Progress

if TYPE_CHECKING:
    from campaign_cli.scheduling.limits import Patience
    from campaign_cli.scheduling.questions.barriers import Room
    from campaign_cli.scheduling.questions.event_price import Paid
    from campaign_cli.scheduling.questions.load import Load


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """What holds an event where it is. `asked` is it, or what takes place within it.

    No `booking`: its ward was not chosen. No `room`: it lasts as long as its window.
    """

    event: str
    asked: str
    booking: Booking | None
    paid: "tuple[Paid, ...]" = ()
    room: "Room | None" = None
    elsewhere: tuple[Elsewhere, ...] = ()


def hosts_of(plan: Plan) -> dict[str, str]:
    """Return every event that the plan may have, and the event in which it takes place."""
    from campaign_cli.model.plan.demand import members_of

    return {
        event_id(activity.id, member, number): event_id(
            plan.host_activity(activity).id, member, number
        )
        for activity in plan.activities.values()
        for member in members_of(plan.host_activity(activity))
        for number in range(1, plan.host_activity(activity).times + 1)
    }


def explain_event(made: Made, asked: str, wish: Wish) -> Explained:
    """Return what holds an event where it is, and what the nearest other places would cost.

    Raises:
        AuditFailure: a schedule that was found breaks a rule.
        Interrupted: asked twice to stop.
    """
    from campaign_cli.scheduling.questions.event_price import paid_by
    from campaign_cli.scheduling.questions.moves import Mover

    id_ = hosts_of(made.plan)[asked]
    bookings = made.solved.by_id()
    booking = bookings.get(id_)
    paid = paid_by(made.plan, bookings, id_) if booking else ()
    activity = made.plan.activities[EventId.parse(id_).activity]
    if activity.window:
        return Explained(event=id_, asked=asked, booking=booking, paid=paid)

    def search(patience: "Patience") -> Explained:
        wish.watch(Progress("grid"))
        mover = Mover(made.plan, made.solved, id_)
        look = Look(made, mover, id_)
        room = look.located_room()
        found = []
        candidates = list(look.candidates(room))
        for place, (target, where, wished) in enumerate(candidates):
            wish.watch(Progress("moves", done=place, of=len(candidates)))
            # What is settled takes no time; the rest of it goes to those that follow.
            share = patience.share(1 / (len(candidates) - place))
            found.append(replace(look.at(target, where, share), wished=wished))
        return Explained(
            event=id_,
            asked=asked,
            booking=booking,
            paid=paid,
            room=room,
            elsewhere=tuple(sorted(found, key=look.order)),
        )

    return worked(search, wish)


def explain_move(
    made: Made, asked: str, day: date | None, session: str | None, ward: str | None, wish: Wish
) -> Elsewhere:
    """Return why an event is not at a date, in a session, or in another ward: what it would cost.

    Raises:
        AuditFailure: a schedule that was found breaks a rule.
        Interrupted: asked twice to stop.
    """
    from campaign_cli.scheduling.questions.moves import Mover, Where

    id_ = target = hosts_of(made.plan)[asked]
    instead = None
    if ward is not None:
        there = EventId.parse(id_)
        target, instead = str(there._replace(member=ward)), there.member

    def search(patience: "Patience") -> Elsewhere:
        wish.watch(Progress("grid"))
        mover = Mover(made.plan, made.solved, target)
        where = Where(day=day, session=session, instead=instead)
        return Look(made, mover, id_).at(target, where, patience, wish)

    return worked(search, wish)


def explain_thing(made: Made, section: str, id_: str) -> "Load":
    """Return how loaded a ward, a venue, a resource or a member is, and what it blocks."""
    from campaign_cli.scheduling.questions.load import load

    found = load(made.plan, made.solved, (section, id_))
    locate = made.reading.sources.locate
    return replace(
        found,
        blocked=tuple(
            replace(
                one, causes=tuple(replace(cause, span=locate(cause.path)) for cause in one.causes)
            )
            for one in found.blocked
        ),
    )
