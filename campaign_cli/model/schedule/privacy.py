"""Copies without personal data: for notice boards, web sites, and whoever need not call anyone."""

from collections.abc import Mapping
from dataclasses import replace

from campaign_cli.model.plan import Plan
from campaign_cli.model.plan.nouns import Body, Member, Resource, Ward
from campaign_cli.model.schedule import Booking, Schedule


def without_people(plan: Plan) -> Plan:
    """Return `plan` without phones, contacts and the names of who serves.

    A named person is called after their pool, with a number: "Báo cáo viên 2". Ids stay: they are
    the plan's own keys. Whoever signs does so in public.
    """
    return replace(
        plan,
        bodies={id_: _body(body) for id_, body in plan.bodies.items()},
        wards={id_: _ward(ward) for id_, ward in plan.wards.items()},
        resources=_resources(plan.resources),
    )


def without_places(plan: Plan, schedule: Schedule) -> Schedule:
    """Return `schedule` without the places and people of private events."""
    return replace(
        schedule,
        bookings=tuple(
            _unplaced(booking) if plan.activities[booking.activity].private else booking
            for booking in schedule.bookings
        ),
    )


def _body(body: Body) -> Body:
    return replace(body, contact=None, deputy=None)


def _ward(ward: Ward) -> Ward:
    return replace(ward, contact=None, deputy=None)


def _resources(resources: Mapping[str, Resource]) -> dict[str, Resource]:
    """Return every pool; who serves in two is called after the first."""
    called: dict[str, str] = {}
    for pool in resources.values():
        for number, id_ in enumerate(pool.members, start=1):
            called.setdefault(id_, f"{pool.name} {number}")
    return {
        id_: replace(
            pool, members={one.id: _member(one, called[one.id]) for one in pool.members.values()}
        )
        for id_, pool in resources.items()
    }


def _member(member: Member, name: str) -> Member:
    return replace(member, name=name, phone="")


def _unplaced(booking: Booking) -> Booking:
    return replace(booking, venue=None, people={})
