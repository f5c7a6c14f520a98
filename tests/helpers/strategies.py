"""Whole plans for Hypothesis: small campaigns with every form the plan file knows.

A plan is drawn as the tables of its file (`plans`) and written as TOML by `text_of`. All are
understood; some can be scheduled and some cannot.
"""

from datetime import timedelta

from hypothesis import strategies as st

from helpers.ground import KINDS, WEEKDAYS, Draw, Ground, Tables, rarely, some_of, text_of

__all__ = ["Tables", "plan_texts", "plans", "text_of"]


@st.composite
def plans(draw: Draw) -> Tables:
    """Return the tables of a plan: 1–4 wards, 1–5 activities, 3–12 days, 1–3 sessions."""
    return _Drawing(draw).tables()


@st.composite
def plan_texts(draw: Draw) -> str:
    """Return the text of such a plan."""
    return text_of(draw(plans()))


class _Drawing(Ground):
    """A whole plan: what stands on the ground, and the activities."""

    def tables(self) -> Tables:
        draw = self.draw
        tables: Tables = {
            "campaign": self.draw_campaign(),
            "calendar": self.draw_calendar(),
            "kind": {"own": self.draw_own_kind()},
        }
        if rarely(draw):
            tables["budget"] = {"limit": draw(st.integers(0, 60))}
            if draw(st.booleans()):
                self.sources = ["s1", "s2"][: draw(st.integers(1, 2))]
                tables["budget"]["source"] = [
                    {"id": id_, "amount": draw(st.integers(0, 40))} for id_ in self.sources
                ]
        tables["ward"] = self.draw_wards()
        tables["group"] = self.draw_groups()
        tables["venue"] = self.draw_venues()
        tables["resource"] = self.draw_resources()
        tables["supply"] = self.draw_supplies()
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
        forms = ["each", "together", "none", "list", "list", "choose"]
        if self.groups:
            forms.append("each-group")
        form = draw(st.sampled_from(forms))
        if form == "list":
            # Often few: what comes after it, or before, then has no ward in common with it.
            listed = some_of(draw, [*self.wards, *self.groups])
            activity["wards"] = listed[:1] if draw(st.booleans()) else listed
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
            activity["times"] = 3 if rarely(draw) else 2
            if rarely(draw, 2):
                activity["apart"] = draw(st.sampled_from((0, 0, 1, 2, 3)))
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
            if activity.get("times") and draw(st.booleans()):
                prefer["on"] = [self.day() for _ in range(activity["times"])]
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
        numbered = activity.get("times", 1) > 1 and draw(st.booleans())
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
