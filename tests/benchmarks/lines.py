"""What a plan says once only some of its lines count: to prove what a conflict claims.

A conflict is irreducible when the plan reduced to its lines cannot hold, and can once any one of
them is taken out, too. `reduced` makes such a plan from a plan's value alone and knows nothing of
how conflicts are found; the plain model says whether it can hold.

What each line asks while it is in, and what its absence frees, is one thing for each rule:

- chosen-count of an activity: its events are held, with all that is within them; out, or not
  named, there are none of them. Of its `wards`: how many are chosen; else whatever number.
- window, open-day, closings, supply-ready, fixed: they take days and sessions away; else all of
  the campaign are there. An event of several days skips the days that the whole plan closes to
  it, or uses those that lines left out would close: taking a line out never takes a place away.
- venue-capacity: only an audience and a capacity that are both named keep an event out of a
  venue, and only a named audience keeps it from where there is no venue at all.
- one-at-a-time: a ward, a venue, a person that is not named may do several things at once.
- resource-quantity of a pool: its size, and that nobody serves it twice in a session; else it is
  asked for nobody. Who is asked for by name is asked for all the same.
- member-per-day: a person may serve as many events a day as the named limits say.
- precedence, apart: the events need be in order; else they may be on one day, in any order. With
  `apart = 0` the line is `times`.
- supply-quantity, budget: how much there is, and who uses or costs how much of it, each if named.

An activity that gives no bound of its own has the campaign's; the list of a ward's closings is
written as one path, as is what an activity comes after: `readings` are what such paths may mean.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from campaign_cli.model.plan import Activity, Closing, Member, Plan, Resource, Supply, Venue, Ward
from campaign_cli.model.plan.demand import audience_at, members_of, override_at, venue_at, wards_at
from campaign_cli.model.plan.kind import Lasts

Path = tuple[str, ...]
Line = tuple[str, Path]
"""A rule, and the path of the line it acts through."""

Use = int | Literal["share"]
EVERY_DAY = frozenset(range(7))
PLENTY = 10**13
"""More money, or things, than any plan has: a country spends over 10**9 đồng on one activity."""


@dataclass(frozen=True)
class Reduced:
    """A plan of some lines alone, and who and what may do several things at once there."""

    plan: Plan
    free: frozenset[Path]


def reduced(plan: Plan, lines: Iterable[Line], out: Line | None = None) -> Reduced:
    """Return what `plan` says where only `lines` count, `out` taken out of them."""
    return _Reducing(plan, tuple(lines), out).made()


class _Reducing:
    def __init__(self, plan: Plan, lines: tuple[Line, ...], out: Line | None) -> None:
        self.plan = plan
        self.out = out[1] if out else ()
        held = {path[1] for rule, path in lines if rule == "chosen-count"}
        self.named = {
            one.id for one in plan.activities.values() if plan.host_activity(one).id in held
        }
        lines = tuple(line for line in lines if line != out)
        self.lines = lines
        self.paths = [path for _, path in lines]

    def keeps(self, *path: str) -> bool:
        """Return whether a line at `path`, inside it or around it is named.

        What is around is no table by itself: ("activity", "talk") names its events alone.
        """
        return any(
            one[: len(path)] == path
            or (path[: len(one)] == one and (len(one) > 2 or one[0] == "calendar"))
            for one in self.paths
        )

    def gone(self, *path: str) -> bool:
        """Return whether this line is what is taken out."""
        return bool(self.out) and path[: len(self.out)] == self.out

    def named_as(self, rule: str, *path: str) -> bool:
        """Return whether exactly this line is named for this rule."""
        return (rule, path) in self.lines

    def made(self) -> Reduced:
        plan = self.plan
        activities = {
            id_: self.activity(one)
            for id_, one in plan.activities.items()
            if id_ in self.named and not self.gone("activity", plan.host_activity(one).id)
        }
        activities = {
            id_: replace(one, after=tuple(of for of in one.after if of.activity in activities))
            for id_, one in activities.items()
        }
        calendar = plan.calendar
        by_holidays = self.keeps("calendar", "open") or self.keeps("campaign", "country")
        budget = plan.budget
        made = replace(
            plan,
            activities=activities,
            calendar=replace(
                calendar,
                closings=self.closings(calendar.closings, "calendar", "closed"),
                holidays=calendar.holidays if by_holidays else {},
            ),
            budget=replace(
                budget,
                limit=budget.limit if self.keeps("budget", "limit") else None,
                sources={
                    id_: one if self.keeps("budget", "source", id_) else replace(one, amount=PLENTY)
                    for id_, one in budget.sources.items()
                },
            ),
            wards={id_: self.ward(one) for id_, one in plan.wards.items()},
            venues={id_: self.venue(one) for id_, one in plan.venues.items()},
            resources={id_: self.resource(one) for id_, one in plan.resources.items()},
            supplies={id_: self.supply(one) for id_, one in plan.supplies.items()},
            weights=dict.fromkeys(plan.weights, 0),
        )
        people = {person for pool in plan.resources.values() for person in pool.members}
        free = [("ward", id_) for id_ in plan.wards] + [("venue", id_) for id_ in plan.venues]
        busy = {path for rule, path in self.lines if rule == "one-at-a-time"}
        ones = {path[-1] for path in busy if path[0] == "resource"}
        free = [path for path in free if path not in busy]
        free += [("member", one) for one in people if one not in ones]
        free += [
            ("apart", id_)
            for id_, one in plan.activities.items()
            if not self.keeps("activity", id_, "apart" if one.apart else "times")
        ]
        return Reduced(made, frozenset(free))

    def closings(self, closings: tuple[Closing, ...], *path: str) -> tuple[Closing, ...]:
        return tuple(one for number, one in enumerate(closings) if self.keeps(*path, str(number)))

    def ward(self, ward: Ward) -> Ward:
        return replace(ward, closings=self.closings(ward.closings, "ward", ward.id, "closed"))

    def venue(self, venue: Venue) -> Venue:
        return replace(
            venue,
            closings=self.closings(venue.closings, "venue", venue.id, "closed"),
            capacity=venue.capacity if self.keeps("venue", venue.id, "capacity") else None,
        )

    def resource(self, pool: Resource) -> Resource:
        here = ("resource", pool.id)
        return replace(
            pool,
            max_per_day=pool.max_per_day if self.keeps(*here, "max_per_day") else None,
            members={id_: self.member(pool, one) for id_, one in pool.members.items()},
        )

    def member(self, pool: Resource, member: Member) -> Member:
        here = ("resource", pool.id, "members")
        if self.named_as("member-closed", *here):
            return member
        own = [path for path in self.paths if path[:4] == (*here, member.id) and len(path) > 4]
        every = self.named_as("member-closed", *here, member.id)
        return replace(
            member,
            days=member.days if every or (*here, member.id, "days") in own else None,
            closings=tuple(
                one
                for number, one in enumerate(member.closings)
                if every
                or (*here, member.id, "closed") in own
                or (*here, member.id, "closed", str(number)) in own
            ),
        )

    def supply(self, supply: Supply) -> Supply:
        here = ("supply", supply.id)
        counts = any(self.keeps(*here, key) for key in ("quantity", "unit_cost"))
        return replace(
            supply,
            quantity=supply.quantity if counts or supply.share_by else PLENTY,
            at_least=supply.at_least if self.keeps(*here, "at_least") else 0,
            ready=supply.ready if self.keeps(*here, "ready") else None,
            unit_cost=supply.unit_cost if self.keeps(*here, "unit_cost") else 0,
        )

    def activity(self, one: Activity) -> Activity:
        here = ("activity", one.id)
        campaign = self.plan.campaign
        sessions = tuple(session.id for session in self.plan.calendar.sessions)
        by_kind = self.keeps(*here, "kind") or self.keeps("kind", one.kind.id, "days")
        weekdays = self.keeps("calendar", "workdays") if one.days is None else by_kind
        kept: dict[str, Any] = {}
        if not one.window:
            kept["first"] = one.first if self.keeps(*here, "from") else campaign.prepare_from
            kept["last"] = one.last if self.keeps(*here, "to") else campaign.wind_up
            kept["sessions"] = one.sessions if self.keeps(*here, "sessions") else sessions
            kept["days"] = one.days if weekdays or self.keeps(*here, "days") else EVERY_DAY
        if self.gone(*here, "lasts"):
            kept["lasts"] = Lasts()
        targets = one.targets
        fixed = {
            key: where
            for key, where in one.fixed.items()
            if self.keeps(*here, "fixed", *((key,) if key else ()))
        }
        if targets.form == "choose":
            # ("activity", "arts", "wards") is how many are chosen, and that alone.
            if (*here, "wards", "per_group") not in self.paths:
                targets = replace(targets, per_group=None)
            if self.out == (*here, "wards", "always"):
                targets = replace(targets, always=frozenset())
            if (*here, "wards") not in self.paths:
                asked = targets.always | {key.partition("#")[0] for key in fixed}
                targets = replace(targets, choose=len(asked))
        return replace(
            one,
            **kept,
            targets=targets,
            fixed=fixed,
            after=tuple(of for of in one.after if self.keeps(*here, "after", of.activity)),
            times=1 if self.gone(*here, "times") else one.times,
            uses={pool: use for pool, use in one.uses.items() if self.uses(one, pool)},
            audience=None,
            cost=one.cost if self.keeps(*here, "cost") else 0,
            supplies=self.supplies(one, one.supplies),
            overrides={
                member: replace(
                    override_at(one, member),
                    audience=self.audience(one, member),
                    cost=override_at(one, member).cost if self.keeps(*here, "cost") else None,
                    supplies=self.supplies(one, override_at(one, member).supplies),
                )
                for member in members_of(self.plan.host_activity(one))
            },
        )

    def audience(self, one: Activity, member: str) -> int | None:
        """Return for how many there must be room; 0: a venue, if there is any."""
        size = audience_at(one, member)
        own = override_at(one, member).audience is not None
        path = ("activity", one.id, *(("in", member) if own else ()), "audience")
        if size is None or path in self.paths:
            return size
        host = self.plan.host_activity(one)
        wards = wards_at(self.plan, host, member)
        somewhere = venue_at(host, member) or any(
            venue.ward in wards for venue in self.plan.venues.values() if venue.ward is not None
        )
        return 0 if somewhere else None

    def supplies(self, one: Activity, uses: Mapping[str, Use]) -> dict[str, Use]:
        """Return what of a use of supplies counts: where its line does, or when it is there."""
        some = any(path[2:3] == ("supplies",) for path in self.paths)
        return {
            id_: use
            for id_, use in uses.items()
            if self.keeps("supply", id_, "ready")
            or (
                some
                if self.plan.supplies[id_].share_by or self.plan.supplies[id_].per
                else self.keeps("activity", one.id, "supplies")
            )
        }

    def uses(self, one: Activity, pool: str) -> bool:
        """Return whether what an activity uses of a pool counts: where its size does."""
        resource = self.plan.resources[pool]
        if isinstance(one.uses[pool], tuple):
            return True
        if resource.named:
            here = ("resource", pool, "members")
            return any(path == here and rule != "member-closed" for rule, path in self.lines)
        return self.keeps("resource", pool, "quantity")
