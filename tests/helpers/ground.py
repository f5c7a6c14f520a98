"""Where drawn plans take place: the campaign, its calendar, wards, venues, people and supplies."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

Draw = Any
Tables = dict[str, Any]

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
HOURS = {
    "morning": ("08:00:00", "11:30:00"),
    "afternoon": ("13:30:00", "17:00:00"),
    "evening": ("19:00:00", "21:30:00"),
}
KINDS = ("talk", "gifts", "own")
PEOPLE = ("p1", "p2", "p3", "p4")
COUNT = "tdp"


def text_of(tables: Tables) -> str:
    """Return the TOML of a plan's tables."""
    lines = []
    for key, value in tables.items():
        if isinstance(value, list) and key != "include":
            for one in value:
                lines += [f"[[{key}]]", *_lines(one), ""]
        elif key == "calendar":
            sessions = value.get("session", [])
            rest = {name: part for name, part in value.items() if name != "session"}
            lines += ["[calendar]", *_lines(rest), ""]
            for session in sessions:
                lines += ["[[calendar.session]]", *_lines(session), ""]
        elif key == "kind":
            for id_, kind in value.items():
                lines += [f"[kind.{id_}]", *_lines(kind), ""]
        else:
            lines += [f"[{key}]", *_lines(value), ""]
    return "\n".join(lines)


def _lines(table: Mapping[str, Any]) -> list[str]:
    return [f"{key} = {_value(value)}" for key, value in table.items()]


def _value(value: Any) -> str:
    match value:
        case bool():
            return str(value).lower()
        case Hour() | int() | float() | date():
            return str(value)
        case str():
            return f'"{value}"'
        case list():
            return "[" + ", ".join(map(_value, value)) + "]"
        case dict():
            pairs = (f'"{key}" = {_value(one)}' for key, one in value.items())
            return "{ " + ", ".join(pairs) + " }"
        case _:
            raise TypeError(value)


class Hour(str):
    """A time of day as TOML writes it."""

    __slots__ = ()


def rarely(draw: Draw, one_in: int = 4) -> bool:
    """Return whether to have something that most plans lack; shrinks to not having it."""
    return draw(st.integers(0, one_in - 1)) == one_in - 1


def some_of(draw: Draw, choices: tuple[Any, ...] | list[Any], least: int = 1) -> list[Any]:
    """Return some of `choices` in their order."""
    picked = draw(
        st.lists(st.sampled_from(range(len(choices))), min_size=least, unique=True)
        if choices
        else st.just([])
    )
    return [choices[place] for place in sorted(picked)]


class Ground:
    """A plan in the making: what was drawn first is what the later parts refer to."""

    def __init__(self, draw: Draw) -> None:
        self.draw = draw
        # The second begins in the week of Viet Nam's national day, a public holiday.
        self.start = draw(st.sampled_from((date(2022, 11, 14), date(2022, 8, 30))))
        self.start += timedelta(days=draw(st.integers(0, 3)))
        self.end = self.start + timedelta(days=draw(st.integers(2 if rarely(draw) else 5, 11)))
        self.earliest = self.start - timedelta(days=2 if rarely(draw) else 0)
        self.latest = self.end + timedelta(days=2 if rarely(draw) else 0)
        self.sessions = list(HOURS)[: draw(st.integers(1, 3))]
        self.wards = [f"w{number}" for number in range(1, draw(st.integers(1, 4)) + 1)]
        self.groups: dict[str, list[str]] = {}
        self.venues: list[str] = []
        self.halls: list[str] = []
        """Wards with a hall."""
        self.things: dict[str, int] = {}
        self.pools: dict[str, list[str]] = {}
        self.sources: list[str] = []
        self.weights = ["equal", COUNT]
        """What supplies can be shared by: what every ward has."""
        self.supplies: dict[str, bool] = {}
        """Whether each is divided among the wards."""
        self.shared: set[str] = set()
        """Supplies whose shares some activity hands out."""
        self.activities: list[Tables] = []

    def day(self, first: date | None = None, last: date | None = None) -> date:
        """Return a day from `first` to `last`; of the campaign where they are not given."""
        first, last = first or self.start, last or self.end
        return first + timedelta(days=self.draw(st.integers(0, (last - first).days)))

    def closings(self, *, kinds: bool = True) -> list[Any]:
        """Return no, one or two closings; no day stands there twice."""
        drawn = [self.closing(kinds=kinds) for _ in range(self.draw(st.integers(0, 2)))]
        return [one for at, one in enumerate(drawn) if one not in drawn[:at]]

    def closing(self, *, kinds: bool) -> Any:
        """Return a closing in one of its forms."""
        draw = self.draw
        form = draw(st.sampled_from(("date", "table", "range", "weekly")))
        if form == "date":
            return self.day()
        table: Tables = {}
        if form == "table":
            table["date"] = self.day()
        elif form == "range":
            first = self.day()
            table |= {"from": first, "to": self.day(first)}
        else:
            table["weekly"] = some_of(draw, WEEKDAYS)[:2]
        if draw(st.booleans()):
            table["sessions"] = some_of(draw, self.sessions)
        if kinds and rarely(draw):
            table["kinds"] = [draw(st.sampled_from(KINDS))]
        return table

    def draw_campaign(self) -> Tables:
        """Return the campaign, sometimes with days before its start or after its end."""
        campaign = {
            "name": "Month",
            "organiser": "office",
            "start": self.start,
            "end": self.end,
            "language": "en",
            "country": "VN",
        }
        if self.earliest < self.start:
            campaign["prepare_from"] = self.earliest
        if self.latest > self.end:
            campaign["wind_up"] = self.latest
        return campaign

    def draw_calendar(self) -> Tables:
        """Return workdays, decreed days, closings and sessions."""
        draw = self.draw
        calendar: Tables = {}
        if draw(st.booleans()):
            calendar["workdays"] = some_of(draw, WEEKDAYS, 3) if rarely(draw) else list(WEEKDAYS)
        if rarely(draw):
            calendar["open"] = sorted({self.day(), self.day()})
        calendar["closed"] = self.closings()
        calendar["session"] = [
            {"id": id_, "start": Hour(HOURS[id_][0]), "end": Hour(HOURS[id_][1])}
            for id_ in self.sessions
        ]
        return calendar

    def draw_own_kind(self) -> Tables:
        """Return the plan's own kind."""
        kind: Tables = {"like": "talk", "sessions": self.sessions}
        if rarely(self.draw):
            kind["days"] = some_of(self.draw, WEEKDAYS, 2)
        if rarely(self.draw):
            kind["beside"] = True
        return kind

    def draw_wards(self) -> list[Tables]:
        """Return the wards, some with halls; what all of them have can be shared by."""
        draw = self.draw
        weighed = some_of(draw, ("population", "need"), 0)
        self.weights += [weight for weight in weighed if not rarely(draw)]
        wards = []
        for id_ in self.wards:
            ward: Tables = {"id": id_, "name": id_.upper()}
            for weight in weighed:
                if weight in self.weights or draw(st.booleans()):
                    ward[weight] = draw(st.integers(0, 5))
            ward["counts"] = {COUNT: draw(st.integers(0, 3))}
            if not rarely(draw, 3):
                ward["hall"] = self._sized({"name": f"Hall of {id_}"})
                self.venues.append(f"{id_}-hall")
                self.halls.append(id_)
            ward["closed"] = self.closings() if draw(st.booleans()) else []
            wards.append(ward)
        return wards

    def _sized(self, venue: Tables) -> Tables:
        capacity = self.draw(st.sampled_from((None, 100, 50)))
        if capacity:
            venue["capacity"] = capacity
        venue["closed"] = self.closings() if rarely(self.draw) else []
        return venue

    def draw_groups(self) -> list[Tables]:
        """Return groups, which may share wards."""
        groups = []
        for number in range(1, self.draw(st.integers(0, 2)) + 1):
            self.groups[f"g{number}"] = some_of(self.draw, self.wards)
            groups.append({"id": f"g{number}", "wards": self.groups[f"g{number}"]})
        return groups

    def draw_venues(self) -> list[Tables]:
        """Return venues of wards' and of the organiser's."""
        venues = []
        for number in range(1, self.draw(st.integers(0, 2)) + 1):
            venue = {"id": f"v{number}", "name": f"V{number}"}
            if self.draw(st.booleans()):
                venue["ward"] = self.draw(st.sampled_from(self.wards))
            venues.append(self._sized(venue))
            self.venues.append(venue["id"])
        return venues

    def draw_resources(self) -> list[Tables]:
        """Return equal things and pools of people, who may be in both pools."""
        draw = self.draw
        resources: list[Tables] = []
        for id_ in ("sound", "cars")[: draw(st.integers(0, 2))]:
            self.things[id_] = draw(st.integers(1, 3))
            resources.append({"id": id_, "name": id_, "quantity": self.things[id_]})
        for id_ in ("speakers", "helpers")[: draw(st.integers(0, 2))]:
            self.pools[id_] = some_of(draw, PEOPLE)
            pool: Tables = {"id": id_, "name": id_}
            if draw(st.booleans()):
                pool["max_per_day"] = draw(st.integers(1, 2))
            pool["members"] = [self._member(person) for person in self.pools[id_]]
            resources.append(pool)
        return resources

    def _member(self, id_: str) -> Tables:
        member: Tables = {"id": id_, "name": id_}
        if rarely(self.draw):
            member["days"] = some_of(self.draw, WEEKDAYS, 3)
        if rarely(self.draw, 3):
            member["closed"] = self.closings()
        return member

    def draw_supplies(self) -> list[Tables]:
        """Return supplies that events use, that are divided, or that follow from counts."""
        draw = self.draw
        supplies = []
        for id_ in ("leaflet", "gift")[: draw(st.integers(0, 2))]:
            supply: Tables = {"id": id_, "name": id_}
            form = draw(st.sampled_from(("uses", "share", "per")))
            self.supplies[id_] = form != "uses"
            if form == "per":
                supply["per"] = {COUNT: draw(st.integers(1, 3))}
            else:
                supply["quantity"] = draw(st.sampled_from((500, 40, 10)))
            if form == "share":
                supply["share_by"] = draw(st.sampled_from(self.weights))
            if form == "uses" and rarely(draw):
                supply["waste"] = 0.1
            if rarely(draw):
                supply["pack"] = 5
            if rarely(draw):
                supply["ready"] = self.day()
            if rarely(draw):
                supply["unit_cost"] = 1
                if self.sources:
                    supply["source"] = self.sources[0]
            supplies.append(supply)
        return supplies
