"""Whole plans for Hypothesis: small campaigns with every form the plan file knows.

A plan is drawn as the tables of its file (`plans`) and written as TOML by `text_of`. All are
understood; some can be scheduled and some cannot.
"""

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


@st.composite
def plans(draw: Draw) -> Tables:
    """Return the tables of a plan: 1–4 wards, 1–5 activities, 3–12 days, 1–3 sessions."""
    return _Drawing(draw).tables()


@st.composite
def plan_texts(draw: Draw) -> str:
    """Return the text of such a plan."""
    return text_of(draw(plans()))


class _Drawing:
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
        first, last = first or self.start, last or self.end
        return first + timedelta(days=self.draw(st.integers(0, (last - first).days)))

    def closings(self, *, kinds: bool = True) -> list[Any]:
        return [self.closing(kinds=kinds) for _ in range(self.draw(st.integers(0, 2)))]

    def closing(self, *, kinds: bool) -> Any:
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

    def tables(self) -> Tables:
        draw = self.draw
        tables: Tables = {
            "campaign": self._campaign(),
            "calendar": self._calendar(),
            "kind": {"own": self._own_kind()},
        }
        if rarely(draw):
            tables["budget"] = {"limit": draw(st.integers(0, 60))}
            if draw(st.booleans()):
                self.sources = ["s1", "s2"][: draw(st.integers(1, 2))]
                tables["budget"]["source"] = [
                    {"id": id_, "amount": draw(st.integers(0, 40))} for id_ in self.sources
                ]
        tables["ward"] = self._wards()
        tables["group"] = self._groups()
        tables["venue"] = self._venues()
        tables["resource"] = self._resources()
        tables["supply"] = self._supplies()
        for number in range(1, draw(st.integers(1, 5)) + 1):
            self.activities.append(self._activity(f"a{number}"))
        tables["activity"] = self.activities
        tables["preferences"] = {
            name: draw(st.integers(0, 5))
            for name in some_of(
                draw,
                ("preferred-day", "preferred-session", "ward-day", "week-balance", "host-balance"),
                0,
            )
        }
        return tables

    def _campaign(self) -> Tables:
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

    def _calendar(self) -> Tables:
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

    def _own_kind(self) -> Tables:
        kind: Tables = {"like": "talk", "sessions": self.sessions}
        if rarely(self.draw):
            kind["days"] = some_of(self.draw, WEEKDAYS, 2)
        if rarely(self.draw):
            kind["beside"] = True
        return kind

    def _wards(self) -> list[Tables]:
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

    def _groups(self) -> list[Tables]:
        groups = []
        for number in range(1, self.draw(st.integers(0, 2)) + 1):
            self.groups[f"g{number}"] = some_of(self.draw, self.wards)
            groups.append({"id": f"g{number}", "wards": self.groups[f"g{number}"]})
        return groups

    def _venues(self) -> list[Tables]:
        venues = []
        for number in range(1, self.draw(st.integers(0, 2)) + 1):
            venue = {"id": f"v{number}", "name": f"V{number}"}
            if self.draw(st.booleans()):
                venue["ward"] = self.draw(st.sampled_from(self.wards))
            venues.append(self._sized(venue))
            self.venues.append(venue["id"])
        return venues

    def _resources(self) -> list[Tables]:
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

    def _supplies(self) -> list[Tables]:
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

    def _activity(self, id_: str) -> Tables:
        draw = self.draw
        activity: Tables = {"id": id_, "kind": draw(st.sampled_from(KINDS)), "title": id_}
        if self.activities and rarely(draw, 6):
            host = draw(st.sampled_from(self.activities))
            activity["within"] = host["id"]
            members, one_for_all = self._members(host)
        else:
            self._wards_of(activity)
            members, one_for_all = self._members(activity)
            self._when(activity, members, one_for_all)
        self._needs(activity, members)
        return activity

    def _wards_of(self, activity: Tables) -> None:
        draw = self.draw
        forms = ["each", "together", "none", "list", "choose"]
        if self.groups:
            forms.append("each-group")
        form = draw(st.sampled_from(forms))
        if form == "list":
            activity["wards"] = some_of(draw, [*self.wards, *self.groups])
        elif form == "choose":
            candidates = self.wards
            table: Tables = {}
            if rarely(draw):
                listed = some_of(draw, [*self.wards, *self.groups])
                candidates = [
                    ward
                    for ward in self.wards
                    if ward in listed or any(ward in self.groups.get(one, ()) for one in listed)
                ]
                table["of"] = listed
            table["choose"] = draw(st.integers(1, len(candidates)))
            if rarely(draw, 3):
                table["always"] = [draw(st.sampled_from(candidates))]
            if self.groups and rarely(draw):
                table["per_group"] = draw(st.integers(1, 2))
            activity["wards"] = table
        elif form != "each" or draw(st.booleans()):
            activity["wards"] = form

    def _host(self, activity: Tables) -> Tables:
        while "within" in activity:
            activity = next(one for one in self.activities if one["id"] == activity["within"])
        return activity

    def _members(self, activity: Tables) -> tuple[list[str], bool]:
        """Return what follows @ in the ids of an activity's events, and whether nothing does."""
        activity = self._host(activity)
        match activity.get("wards", "each"):
            case "each":
                return self.wards, False
            case "each-group":
                return list(self.groups), False
            case "together" | "none":
                return [""], True
            case list(listed):
                return listed, False
            case {"of": listed}:
                return [
                    ward
                    for ward in self.wards
                    if ward in listed or any(ward in self.groups.get(one, ()) for one in listed)
                ], False
            case _:
                return self.wards, False

    def _when(self, activity: Tables, members: list[str], one_for_all: bool) -> None:
        draw = self.draw
        if rarely(draw, 3):
            first = self.day(self.earliest, self.latest)
            least = min(first + timedelta(days=0 if rarely(draw, 6) else 4), self.latest)
            activity |= {"from": first, "to": self.day(least, self.latest)}
        sessions = some_of(draw, self.sessions)
        activity["sessions"] = sessions
        if activity.get("wards") != "none" and rarely(draw):
            activity["attendance"] = "delegates"
        if rarely(draw):
            activity["beside"] = draw(st.booleans())
        if rarely(draw, 6):
            activity["lasts"] = "window"
            return
        if rarely(draw, 5):
            activity["days"] = some_of(draw, WEEKDAYS, 2 if rarely(draw) else 4)
        self._lasts(activity, sessions)
        if rarely(draw):
            activity["times"] = 2
            if rarely(draw, 2):
                activity["apart"] = draw(st.integers(0, 3))
        self._after(activity)
        self._wishes(activity)
        if rarely(draw, 8):
            self._fix(activity, members, one_for_all)

    def _lasts(self, activity: Tables, sessions: list[str]) -> None:
        draw = self.draw
        places = [self.sessions.index(one) for one in sessions]
        in_a_row = 2 if any(place + 1 in places for place in places) else 1
        if in_a_row > 1 and rarely(draw, 3):
            activity["lasts"] = 2
        elif rarely(draw, 5):
            activity["lasts"] = {
                "days": draw(st.integers(1, 3)),
                "sessions": draw(st.integers(1, in_a_row)),
            }

    def _after(self, activity: Tables) -> None:
        draw = self.draw
        if self.activities and rarely(draw, 8):
            activity["after"] = "all"
        elif self.activities and rarely(draw, 3):
            activity["after"] = [
                {"activity": one["id"], "by": draw(st.integers(0, 2))}
                if draw(st.booleans())
                else one["id"]
                for one in some_of(draw, self.activities)[:2]
            ]

    def _wishes(self, activity: Tables) -> None:
        draw = self.draw
        prefer: Tables = {}
        if draw(st.booleans()):
            prefer["on"] = self.day()
            if activity.get("times") == 2 and draw(st.booleans()):
                prefer["on"] = [prefer["on"], self.day()]
        if rarely(draw, 3):
            prefer["sessions"] = some_of(draw, activity["sessions"])
        if prefer:
            activity["prefer"] = prefer

    def _fix(self, activity: Tables, members: list[str], one_for_all: bool) -> None:
        draw = self.draw
        first, last = activity.get("from", self.start), activity.get("to", self.end)
        stands: Tables = {"date": self.day(first, last)}
        if draw(st.booleans()) and activity.get("lasts", 1) == 1:
            stands["session"] = draw(st.sampled_from(activity["sessions"]))
        numbered = activity.get("times") == 2 and draw(st.booleans())
        if one_for_all:
            activity["fixed"] = {"#2": stands} if numbered else stands
        else:
            member = draw(st.sampled_from(members))
            activity["fixed"] = {member + ("#2" if numbered else ""): stands}

    def _needs(self, activity: Tables, members: list[str]) -> None:
        draw = self.draw
        for key, needs in (("uses", self._uses()), ("supplies", self._given(activity))):
            if needs:
                activity[key] = needs
        if self.venues and "within" not in activity:
            if rarely(draw, 3):
                activity["venue"] = draw(st.sampled_from(self.venues))
            # Without a venue in every ward, few audiences have a place.
            placed = len(self.halls) == len(self.wards) or "venue" in activity
            if rarely(draw, 3 if placed else 12):
                activity["audience"] = draw(st.sampled_from((40, 40, 80)))
        if rarely(draw, 3):
            activity["cost"] = draw(st.integers(1, 5))
            if self.sources and draw(st.booleans()):
                activity["source"] = draw(st.sampled_from(self.sources))
        if members != [""] and rarely(draw, 6):
            activity["in"] = {draw(st.sampled_from(members)): self._override(activity)}

    def _override(self, activity: Tables) -> Tables:
        """Return what is different in one ward or group."""
        draw = self.draw
        form = draw(st.sampled_from(("cost", "audience", "venue", "supplies")))
        numbers = [id_ for id_, divided in self.supplies.items() if not divided]
        if form == "audience" and self.venues:
            return {"audience": draw(st.sampled_from((40, 80)))}
        if form == "venue" and self.venues and "within" not in activity:
            return {"venue": draw(st.sampled_from(self.venues))}
        if form == "supplies" and numbers:
            return {"supplies": {draw(st.sampled_from(numbers)): draw(st.integers(0, 8))}}
        return {"cost": draw(st.integers(0, 5))}

    def _uses(self) -> Tables:
        draw = self.draw
        uses: Tables = {}
        for thing, quantity in self.things.items():
            if rarely(draw, 3):
                uses[thing] = draw(st.integers(1, quantity))
        for pool, people in self.pools.items():
            if rarely(draw, 2):
                count = st.integers(1, min(2, len(people)))
                uses[pool] = some_of(draw, people)[:2] if rarely(draw) else draw(count)
        return uses

    def _meets_wards_once(self, activity: Tables) -> bool:
        members, _ = self._members(activity)
        wards = [ward for member in members for ward in self.groups.get(member, [member])]
        return self._host(activity).get("times", 1) == 1 and len(wards) == len(set(wards))

    def _given(self, activity: Tables) -> Tables:
        """Return what an activity uses of supplies; the shares of one are handed out once."""
        draw = self.draw
        supplies: Tables = {}
        for supply, divided in self.supplies.items():
            if not rarely(draw, 3):
                continue
            if not divided:
                supplies[supply] = draw(st.integers(1, 5))
            elif supply not in self.shared and self._meets_wards_once(activity):
                self.shared.add(supply)
                supplies[supply] = "share"
        return supplies
