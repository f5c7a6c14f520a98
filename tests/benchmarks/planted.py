"""Impossible plans of which one knows what is wrong: a feasible month with conflicts planted in it.

Each family takes the text of a city's plan that holds, makes it as tight as the family needs, still
holding, and then changes one or two lines so that it cannot. What was changed is known, and so is a
way to mend it. Any conflict of such a plan contains the lines that were changed: without them it is
part of the plan that held.
"""

from collections.abc import Callable, Iterable
from random import Random

from benchmarks import planted_means as means
from benchmarks import planted_places as places
from benchmarks import planted_times as times
from benchmarks.planting import Ground, Planted, Unplantable, holds
from benchmarks.texts import Text


def _joined(family: str, ground: Ground, parts: Iterable[Callable[[Ground], Planted]]) -> Planted:
    """Return conflicts of several families in one plan; they change different lines."""
    ones = [part(ground) for part in parts]

    def merged(texts: Iterable[Text]) -> Text:
        tables = dict(ground.text.tables)
        for text in texts:
            for path, table in text.tables.items():
                if table != ground.text.tables.get(path):
                    assert tables.get(path) == ground.text.tables.get(path)
                    tables[path] = table
        return Text(tables)

    before, mended = merged(one.before for one in ones), merged(one.mended for one in ones)
    if not holds(before) or not holds(mended):
        raise Unplantable
    return Planted(
        family,
        before,
        merged(one.text for one in ones),
        mended,
        tuple(line for one in ones for line in one.lines),
        tuple(mend for one in ones for mend in one.repair),
    )


def independent(ground: Ground) -> Planted:
    """Two conflicts that have nothing to do with each other."""
    return _joined("independent", ground, (times.precedence, means.chosen_in_groups))


def independent_people(ground: Ground) -> Planted:
    """A window too short for its films, and a person away."""
    return _joined("independent-people", ground, (times.window, places.person_away))


FAMILIES: dict[str, Callable[[Ground], Planted]] = {
    "window": times.window,
    "pool": times.pool,
    "things": times.things,
    "person-away": places.person_away,
    "person-some-days": places.person_some_days,
    "venue-small": places.venue_small,
    "hall-small": places.hall_small,
    "campaign-closed": places.campaign_closed,
    "ward-closed": places.ward_closed,
    "venue-closed": places.venue_closed,
    "precedence": times.precedence,
    "chain": times.chain,
    "fixed-on-closed": places.fixed_on_closed,
    "fixed-where-ward-closed": places.fixed_where_ward_closed,
    "two-in-a-ward": places.two_in_a_ward,
    "two-at-a-venue": places.two_at_a_venue,
    "two-of-a-person": places.two_of_a_person,
    "budget": means.budget,
    "source": means.source,
    "supply": means.supply,
    "supply-late": times.supply_late,
    "together": places.together,
    "chosen-in-groups": means.chosen_in_groups,
    "chosen-closed": means.chosen_closed,
    "chosen-budget": means.chosen_budget,
    "max-per-day": times.max_per_day,
    "apart": times.apart,
    "interacting-things": times.interacting_things,
    "interacting-order": times.interacting_order,
    "independent": independent,
    "independent-people": independent_people,
}


def planted(family: str, wards: int, seed: int) -> Planted:
    """Return what `family` plants in the city of so many wards."""
    random = Random(f"{family} {seed}")  # noqa: S311 - the same plans every time
    return FAMILIES[family](Ground(wards, seed, random))
