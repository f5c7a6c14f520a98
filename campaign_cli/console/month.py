"""The month as a list: what takes place when and where."""

from typing import TYPE_CHECKING

from campaign_cli.console.terminal import Screen

if TYPE_CHECKING:
    from campaign_cli.app import Made


def show(screen: Screen, made: "Made") -> None:
    """Show the month."""
    for booking in made.solved.bookings:
        screen.text(f"{booking.first} {booking.session} {booking.id}")
