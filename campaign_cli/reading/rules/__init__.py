"""Every cross-check of a plan, in tables that read as their contents."""

from collections.abc import Iterator

from campaign_cli.model.plan import Plan
from campaign_cli.reading.draft import Draft
from campaign_cli.reading.place import Problem


def of_draft(draft: Draft) -> Iterator[Problem]:
    """Yield what the tables of a plan say wrongly about each other."""
    yield from ()


def of_plan(plan: Plan) -> Iterator[Problem]:
    """Yield what is understood and cannot hold, and what deserves a look."""
    yield from ()
