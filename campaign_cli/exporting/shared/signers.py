"""Who signs where: the events that a ward keeps a list for, and how long it is."""

from collections.abc import Iterable, Iterator

from campaign_cli.model.checklist import Event

ROWS = 20
"""Empty lines of a list of whoever comes: what one page holds."""
FEWEST, MOST = 5, 60
"""Lines of a list of whom a ward sends: one for each; more are copied."""
TWO_PAGES = 30
"""Lines of a list that one page does not hold: those who sign it find some beside them."""
RECIPIENTS = "recipients"
"""The quota of those who are given something: they sign another list."""


def attended(events: Iterable[Event], ward: str) -> Iterator[tuple[Event, int]]:
    """Yield the events with a list for signatures, and how many lines it has.

    Those that the ward receives, alone or as the host, and those that it sends people to, of one or
    several days; nobody's name is taken at private ones.
    """
    for event in events:
        if event.window:
            continue
        if not event.private and (event.wards == (ward,) or event.host == ward):
            yield event, ROWS
            continue
        sent = [one.number for one in event.sends.get(ward, ()) if one.quota != RECIPIENTS]
        if sent:
            asked = min(max(sum(sent), FEWEST), MOST)
            yield event, asked if asked <= ROWS else max(asked, TWO_PAGES)
