"""When, where and who together: who cannot be served is ruled out, what is frozen stands."""

from dataclasses import replace
from threading import Event

from helpers.builders import activity, booking, plan, pool

from campaign_cli.model.schedule import Booking
from campaign_cli.scheduling.grid.slots import Grid
from campaign_cli.scheduling.limits import Patience
from campaign_cli.scheduling.programme.frame import Frame
from campaign_cli.scheduling.solving.settled_schedule import settled_schedule
from campaign_cli.scheduling.solving.who_serves import named
from campaign_cli.scheduling.splitting.stages import programme

TALKS = plan(
    activity("talk", uses={"speakers": 1}, kind=None),
    wards=[f"w{number}" for number in range(12)],
    resources=[pool("speakers", "x", "y")],
)


def patience() -> Patience:
    """Return a minute's patience."""
    return Patience.of(60, None, Event())


def test_the_fewest_that_nobody_can_serve() -> None:
    """Of twelve talks, three at one time are too many for two speakers: those three are told."""
    together = {"w3", "w7", "w11"}
    bookings = [
        booking(
            TALKS,
            f"talk@{ward}",
            "25/11" if ward in together else f"{14 + number}/11",
            "afternoon" if ward in together else "morning",
        )
        for number, ward in enumerate(TALKS.wards)
    ]
    found = named(TALKS, Grid(TALKS), bookings, patience())
    assert {bookings[index].member for index in found.impossible} == together


def frozen_at(*bookings: Booking) -> Frame:
    """Return the programme of the talks around these bookings."""
    built = programme(TALKS, frozen={one.id: one for one in bookings})
    assert isinstance(built, Frame)
    return built


def test_what_is_frozen_stands() -> None:
    """A booking stands as it is, on a day that the plan closes too; nobody is in two places."""
    there = replace(
        booking(TALKS, "talk@w0", "20/11", people={"speakers": ("y",)}), cost=7, venue=None
    )
    assert there.first not in TALKS.calendar.opened
    built = frozen_at(there)
    _, people = settled_schedule(TALKS, built, built.programme.frozen(), patience())
    assert people is not None
    assert there in people.bookings
    assert len(people.bookings) == len(TALKS.wards)


def test_what_is_frozen_uses_its_people() -> None:
    """Three talks that have taken place at once leave no schedule: two speakers were there."""
    built = frozen_at(*(booking(TALKS, f"talk@w{number}", "16/11") for number in range(3)))
    settled, people = settled_schedule(TALKS, built, built.programme.frozen(), patience())
    assert settled.impossible
    assert people is None
