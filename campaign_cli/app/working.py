"""Long searches that end with what they have found when the time is up."""

from collections.abc import Callable
from typing import TypeVar

from campaign_cli.app.waiting import Wish, waited
from campaign_cli.scheduling.limits import Patience

Found = TypeVar("Found")


def worked(search: Callable[[Patience], Found], wish: Wish) -> Found:
    """Return what `search` finds as far as the wish's patience lasts.

    Raises:
        Interrupted: asked twice to stop.
    """
    limits = wish.limits
    found, _ = waited(lambda stop: search(Patience.of(limits.seconds, limits.nodes, stop)), wish)
    return found
