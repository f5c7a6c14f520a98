"""What lies within what, comes after what, and is made from what goes in no circle."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from campaign_cli.reading.draft import Draft
from campaign_cli.reading.draft.resolution import activity_id
from campaign_cli.reading.files.place import Item, Place, Problem
from campaign_cli.reading.format import activities as act
from campaign_cli.reading.format.kinds import parent_of
from campaign_cli.reading.rules.circles import circles
from campaign_cli.support.files import LONGEST_CHAIN
from campaign_cli.support.language import Message, message

_NOT_WITHIN = {
    "wards": "wards",
    "attendance": "attendance",
    "times": "times",
    "apart": "apart",
    "from_": "from",
    "to": "to",
    "days": "days",
    "sessions": "sessions",
    "lasts": "lasts",
    "after": "after",
    "venue": "venue",
    "prefer": "prefer",
    "fixed": "fixed",
}
"""What an activity within another has from its host: the fields, and the keys as written."""


def within_circles(draft: Draft) -> Iterator[Problem]:
    """No activity lies within itself."""
    inside = {
        id_: [activity_id(draft, item.value.within, item.ward)] if item.value.within else []
        for id_, item in draft.activities.items()
    }
    graph = {id_: [one for one in above if one in inside] for id_, above in inside.items()}
    for circle in circles(graph):
        yield Problem(
            "P221",
            message("`{first}` lies within itself: {circle}", first=circle[0], circle=_way(circle)),
            draft.activities[circle[0]].place / "within",
        )


def within_alone(draft: Draft) -> Iterator[Problem]:
    """What lies within another activity has its wards, dates and place from there."""
    for item in draft.activities.values():
        if item.value.within is None:
            continue
        for field in sorted(item.value.model_fields_set & _NOT_WITHIN.keys()):
            key = _NOT_WITHIN[field]
            yield _from_host(key, item, item.place / key)
        for member, override in item.value.in_.items():
            if override.venue is not None:
                yield _from_host("venue", item, item.place / "in" / member / "venue")


def _from_host(key: str, item: Item[act.Activity], place: Place) -> Problem:
    return Problem(
        "P222",
        message("`{key}` cannot stand beside `within`", key=key),
        place.key,
        help=message(
            "take it out: the event is where and when `{host}` is", host=item.value.within
        ),
    )


def precedence_circles(draft: Draft) -> Iterator[Problem]:
    """No activity comes after itself."""
    host_of = draft.host_of
    graph: dict[str, list[str]] = {id_: [] for id_ in draft.activities}
    places: dict[tuple[str, str], tuple[Place, str]] = {}
    for id_, item in draft.activities.items():
        after = item.value.after
        if not isinstance(after, list) or host_of[id_] != id_:
            continue
        for at, one in enumerate(after):
            name = one if isinstance(one, str) else one.activity
            named = activity_id(draft, name, item.ward)
            other = host_of.get(named)
            if other is not None:
                graph[id_].append(other)
                places.setdefault((id_, other), (item.place / "after" / at, named))
    for circle in circles(graph):
        place, named = places[circle[0], circle[1]]
        # Every line of the circle: any of them may be the one that is wrong.
        steps = (*pairwise(circle), (circle[-1], circle[0]))
        lines = (places[step][0] for step in steps if step in places)
        notes: tuple[Message | Place, ...] = tuple(
            dict.fromkeys(line for line in lines if line != place)
        )
        if named != circle[1]:
            said = message("`{activity}` lies within `{host}`", activity=named, host=circle[1])
            notes = (said, *notes)
        yield Problem(
            "P220",
            message("`{first}` comes after itself: {circle}", first=circle[0], circle=_way(circle)),
            place,
            help=message("take one of these out of `after`"),
            notes=notes,
        )


def kind_circles(draft: Draft) -> Iterator[Problem]:
    """No kind is made from itself."""
    graph: dict[str, list[str]] = {}
    for id_, item in draft.kinds.items():
        parent = parent_of(id_, item.value)
        own = parent == id_ and item.value.like is None
        graph[id_] = [parent] if parent in draft.kinds and not own else []
    for circle in circles(graph):
        if draft.parent_kind(circle[0]) is not None:
            continue  # [kind.talk] with like = "talk" changes the built-in one
        yield Problem(
            "P223",
            message(
                "`{first}` is made from itself: {circle}", first=circle[0], circle=_way(circle)
            ),
            draft.kinds[circle[0]].place / "like",
        )


def kind_chains(draft: Draft) -> Iterator[Problem]:
    """Kinds are made from each other a few in a row: each takes up those that it is made from."""
    heights: dict[str, int] = {}
    for id_ in draft.kinds:
        chain = [id_]
        while chain[-1] in draft.kinds and chain[-1] not in heights:
            parent = parent_of(chain[-1], draft.kinds[chain[-1]].value)
            if parent is None or parent in chain:
                break
            chain.append(parent)
        above = heights.get(chain[-1], 0)
        heights |= {one: height for height, one in enumerate(reversed(chain), start=above)}
    for id_, height in heights.items():
        if height == LONGEST_CHAIN:
            yield Problem(
                "P121",
                message("`{id}` is made from kinds {n} deep", id=id_, n=LONGEST_CHAIN),
                draft.kinds[id_].place / "like",
                help=message("let it be like one of the first of them"),
            )


def _way(circle: Sequence[str]) -> str:
    return " → ".join(f"`{one}`" for one in circle)
