"""Drawn plans, written in any form, and drawn changes: the plan then is what the change said."""

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from helpers.strategies import Tables, plans
from hypothesis import assume, event, given, note, settings
from hypothesis import strategies as st
from test_edits import all_at_once, one_after_another

from campaign_cli.model.plan import Activity, Closing, Member, Plan, Targets
from campaign_cli.model.repair import Change
from campaign_cli.reading import Reading, edited, edits_for, read

EXAMPLES = int(os.environ.get("CAMPAIGN_EDITS", "60"))
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
KINDS = ("talk", "gifts", "own")


class Writer:
    """Writes tables as people do: now in one way, now in another."""

    def __init__(self, luck: Random) -> None:
        self.luck = luck

    def text(self, tables: Tables) -> str:
        """Return the TOML of a plan."""
        lines: list[str] = []
        for key, value in tables.items():
            if isinstance(value, list):
                for one in value:
                    lines += ["", f"[[{key}]]", *self.body(key, one)]
            elif key == "kind":
                for id_, kind in value.items():
                    lines += ["", f"[kind.{id_}]", *self.body(f"kind.{id_}", kind)]
            else:
                lines += ["", f"[{key}]", *self.body(key, value)]
        return "\n".join(lines) + "\n"

    def body(self, header: str, table: Tables) -> list[str]:
        """Return the lines of a table, those with headers of their own last."""
        lines: list[str] = []
        later: list[str] = []
        for key, value in table.items():
            name = self.key(key)
            if isinstance(value, dict) and value and self.luck.random() < 0.3:
                if self.luck.random() < 0.5:
                    later += [f"[{header}.{name}]", *self.body(f"{header}.{name}", value)]
                else:
                    lines += [
                        f"{name}.{self.key(one)} = {self.value(it)}" for one, it in value.items()
                    ]
            elif (
                isinstance(value, list)
                and value
                and all(isinstance(one, dict) for one in value)
                and (key == "session" or self.luck.random() < 0.4)
            ):
                for one in value:
                    later += [f"[[{header}.{name}]]", *self.body(f"{header}.{name}", one)]
            else:
                lines.append(f"{name} = {self.value(value)}{self.comment()}")
        return lines + later

    def key(self, key: str) -> str:
        """Return a key, in quotes where it needs them and sometimes where not."""
        bare = all(letter.isalnum() or letter in "-_" for letter in key)
        return key if bare and self.luck.random() < 0.8 else f'"{key}"'

    def comment(self) -> str:
        """Return a comment, or none."""
        return self.luck.choice(("", "", "", " # said # so", "  # [x] = {"))

    def value(self, value: Any) -> str:  # noqa: PLR0911 - one line a type reads best
        """Return a value in one of its forms."""
        match value:
            case bool():
                return str(value).lower()
            case int() | float() | date():
                return str(value)
            case str():
                if type(value) is not str:
                    return str(value)  # an hour
                return f"'{value}'" if self.luck.random() < 0.3 else json.dumps(value)
            case list():
                if value and self.luck.random() < 0.3:
                    rows = [f"  {self.value(one)},{self.comment()}" for one in value]
                    if self.luck.random() < 0.5:
                        rows[-1] = f"  {self.value(value[-1])}"
                    return "\n".join(("[", *rows, "]"))
                return f"[{', '.join(map(self.value, value))}]"
            case dict():
                pairs = (f"{self.key(key)} = {self.value(one)}" for key, one in value.items())
                return f"{{ {', '.join(pairs)} }}"
            case _:
                raise TypeError(value)


def reading_of(text: str) -> Reading:
    """Return what is read."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "plan.toml"
        file.write_bytes(text.encode())
        return read(file)


def shut(plan: Plan, closings: tuple[Closing, ...]) -> frozenset[tuple[date, str, str]]:
    """Return what closings keep closed."""
    first, days = plan.campaign.prepare_from, plan.campaign.wind_up - plan.campaign.prepare_from
    return frozenset(
        (day, session.id, kind)
        for day in (first + timedelta(days=n - 9) for n in range(days.days + 18))
        for session in plan.calendar.sessions
        for kind in KINDS
        if any(one.covers(day, session.id, kind) for one in closings)
    )


def changes(plan: Plan, luck: Random) -> Iterator[tuple[Change, Plan]]:  # noqa: C901, PLR0912, PLR0915 - a table of all there are
    """Yield changes that may be asked for, each with the plan that is then to be read."""

    def one(path: tuple[str, ...], value: Any = None, **more: Any) -> Change:
        return Change(path=path, was=None, value=value, **more)

    def with_activity(activity: Activity, **new: Any) -> Plan:
        made = {**plan.activities, activity.id: replace(activity, **new)}
        for id_, other in made.items():
            host = replace(plan, activities=made).host_activity(other)
            if host is not other:
                same = ("targets", "delegates", "times", "apart", "first", "last", "days")
                made[id_] = replace(
                    other,
                    sessions=host.sessions,
                    lasts=host.lasts,
                    **{key: getattr(host, key) for key in same},
                )
        return replace(plan, activities=made)

    for id_, activity in plan.activities.items():
        here = ("activity", id_)
        if activity.within is None:
            day = min(activity.last + timedelta(days=1), plan.campaign.wind_up)
            yield one((*here, "to"), day), with_activity(activity, last=day)
            day = max(activity.first - timedelta(days=1), plan.campaign.prepare_from)
            yield one((*here, "from"), day), with_activity(activity, first=day)
            every = tuple(session.id for session in plan.calendar.sessions)
            yield one((*here, "sessions"), every), with_activity(activity, sessions=every)
            has = activity.days or plan.calendar.workdays
            names = tuple(WEEKDAYS[one] for one in sorted(has | {6}))
            yield one((*here, "days"), names), with_activity(activity, days=has | {6})
            if activity.targets.form in {"each", "each-group", "list"}:
                left = activity.targets.members[1:]
                if left and not activity.fixed and not activity.overrides:
                    yield (
                        one((*here, "wards"), left),
                        with_activity(activity, targets=Targets("list", left)),
                    )
            if activity.targets.choose > 1:
                targets = replace(activity.targets, choose=activity.targets.choose - 1)
                yield (
                    one((*here, "wards", "choose"), targets.choose),
                    with_activity(activity, targets=targets),
                )
        for key in activity.fixed:
            rest = {other: it for other, it in activity.fixed.items() if other != key}
            yield one((*here, "fixed", key)), with_activity(activity, fixed=rest)
        for place, after in enumerate(activity.after):
            others = list(activity.after)
            others[place] = replace(after, by=after.by + 1)
            yield (
                one((*here, "after", after.activity, "by"), after.by + 1),
                with_activity(activity, after=tuple(others)),
            )
            del others[place]
            if [it.activity for it in activity.after].count(after.activity) == 1:
                yield (
                    one((*here, "after", after.activity)),
                    with_activity(activity, after=tuple(others)),
                )
        if activity.audience:
            yield one((*here, "audience"), 7), with_activity(activity, audience=7)
            yield one((*here, "audience")), with_activity(activity, audience=None)
        for ward, override in activity.overrides.items():
            if override.audience:
                own = {**activity.overrides, ward: replace(override, audience=7)}
                yield (
                    one((*here, "in", ward, "audience"), 7),
                    with_activity(activity, overrides=own),
                )
    for id_, venue in plan.venues.items():
        wide = replace(venue, capacity=1234)
        yield (
            one(("venue", id_, "capacity"), 1234),
            replace(plan, venues={**plan.venues, id_: wide}),
        )
    for id_, pool in plan.resources.items():
        if pool.named:
            name = f"{id_}-{len(pool.members) + 1}"
            new = Member(id=name, name="further person")
            more = {**pool.members, name: new}
            wider = replace(pool, members=more, quantity=len(more))
            yield one(("resource", id_, "members"), 1), _with_pool(plan, wider)
            if pool.max_per_day:
                yield (
                    one(("resource", id_, "max_per_day"), 3),
                    _with_pool(plan, replace(pool, max_per_day=3)),
                )
                yield (
                    one(("resource", id_, "max_per_day")),
                    _with_pool(plan, replace(pool, max_per_day=None)),
                )
        else:
            wider = replace(pool, quantity=pool.quantity + 1)
            yield one(("resource", id_, "quantity"), wider.quantity), _with_pool(plan, wider)
    for id_, supply in plan.supplies.items():
        if not supply.per:
            more_of = replace(supply, quantity=supply.quantity + 1000)
            yield (
                one(("supply", id_, "quantity"), more_of.quantity),
                replace(plan, supplies={**plan.supplies, id_: more_of}),
            )
    if plan.budget.limit is not None:
        yield (
            one(("budget", "limit"), 10**6),
            replace(plan, budget=replace(plan.budget, limit=10**6)),
        )
    day = plan.campaign.start + timedelta(days=luck.randrange(6))
    if day not in plan.calendar.opened:
        opened = replace(plan.calendar, opened=plan.calendar.opened | {day})
        yield one(("calendar", "open"), day=day), replace(plan, calendar=opened)


def _with_pool(plan: Plan, pool: Any) -> Plan:
    return replace(plan, resources={**plan.resources, pool.id: pool})


def closings_of(plan: Plan) -> dict[tuple[str, ...], tuple[Closing, ...]]:
    """Return every list of closings that stands in the plan, by its path."""
    lists = {("calendar", "closed"): plan.calendar.closings}
    lists |= {("ward", id_, "closed"): ward.closings for id_, ward in plan.wards.items()}
    lists |= {("venue", id_, "closed"): venue.closings for id_, venue in plan.venues.items()}
    for id_, pool in plan.resources.items():
        for person, member in pool.members.items():
            lists["resource", id_, "members", person, "closed"] = member.closings
    return lists


def without_closings(plan: Plan) -> Plan:
    """Return a plan to be compared but for closings and its digest."""
    return replace(
        plan,
        digest="",
        calendar=replace(plan.calendar, closings=()),
        wards={id_: replace(one, closings=()) for id_, one in plan.wards.items()},
        venues={id_: replace(one, closings=()) for id_, one in plan.venues.items()},
        resources={
            id_: replace(
                pool,
                members={who: replace(one, closings=()) for who, one in pool.members.items()},
            )
            for id_, pool in plan.resources.items()
        },
    )


def after(text: str, reading: Reading, *asked: Change) -> Plan | None:
    """Return the plan once a stranger has written the lines; None where it is no plan then."""
    lines = edits_for(reading, asked)
    if lines is None:
        # Of two that come after all, neither can stop waiting for something by itself.
        assert any(one.path[2:3] == ("after",) for one in asked)
        return None
    for line in lines:
        note(f"{line.line}: {line.old!r} → {line.new!r}")
    made = one_after_another(text, lines)
    assert made == all_at_once(text, lines)
    again = edited(reading, lines)
    assert again.sources.files["plan.toml"].text.splitlines() == made.splitlines()
    return again.plan


@settings(max_examples=EXAMPLES)
@given(plans(), st.integers(0, 10**9), st.booleans())
def test_the_plan_is_what_the_change_said(tables: Tables, seed: int, windows: bool) -> None:
    """And nothing else of it has changed."""
    luck = Random(seed)  # noqa: S311 - no secret
    text = Writer(luck).text(tables)
    reading = reading_of(text.replace("\n", "\r\n") if windows else text)
    note(text)
    plan = reading.plan
    assume(plan is not None)
    assert plan is not None
    possible = list(changes(plan, luck))
    for asked, wanted in luck.sample(possible, min(4, len(possible))):
        note(str(asked))
        got = after(text, reading, asked)
        if got is None:
            event("not understood then")
            continue
        needs = {id_: one.quantity for id_, one in got.supplies.items() if one.per}
        supplies = {
            id_: replace(one, quantity=needs.get(id_, one.quantity))
            for id_, one in wanted.supplies.items()
        }
        assert without_closings(got) == without_closings(replace(wanted, supplies=supplies))
        assert closings_of(got) == {**closings_of(got), **closings_of(plan)}


@settings(max_examples=EXAMPLES)
@given(plans(), st.integers(0, 10**9))
def test_changes_made_together_are_those_made_one_by_one(tables: Tables, seed: int) -> None:
    """Even where they meet on a line, in a list or in a table."""
    luck = Random(seed)  # noqa: S311 - no secret
    text = Writer(luck).text(tables)
    reading = reading_of(text)
    note(text)
    assume(reading.plan is not None)
    assert reading.plan is not None
    possible = [asked for asked, _ in changes(reading.plan, luck)]
    some = luck.sample(possible, min(luck.randint(2, 5), len(possible)))
    paths = [one.path for one in some]
    # One of a thing twice, or of the whole and a part, is no set of changes.
    assume(not any(a == b[: len(a)] for n, a in enumerate(paths) for b in paths[n + 1 :]))
    assume(not any(b == a[: len(b)] for n, a in enumerate(paths) for b in paths[n + 1 :]))
    assume(len({path[:4] for path in paths}) == len(paths))
    note(str(some))
    together = after(text, reading, *some)
    for one in some:
        lines = edits_for(reading, [one])
        if lines is None:
            assert reading.plan is None or one.path[2:3] == ("after",)
            assert together is None or one.path[2:3] == ("after",)
            return
        reading = edited(reading, lines)
    if reading.plan is None or together is None:
        assert together is None or reading.plan is None
        return
    assert replace(together, digest="") == replace(reading.plan, digest="")


@settings(max_examples=EXAMPLES)
@given(plans(), st.integers(0, 10**9))
def test_what_is_opened_is_open_and_all_else_stays_closed(tables: Tables, seed: int) -> None:
    """Days and single sessions, one or several of one list, whatever the form of the closing."""
    luck = Random(seed)  # noqa: S311 - no secret
    text = Writer(luck).text(tables)
    note(text)
    reading = reading_of(text)
    plan = reading.plan
    assume(plan is not None)
    assert plan is not None
    lists = {path: ones for path, ones in closings_of(plan).items() if shut(plan, ones)}
    assume(lists)
    path = luck.choice(sorted(lists))
    days = sorted({day for day, _, _ in shut(plan, lists[path])})
    sessions = [one.id for one in plan.calendar.sessions]
    asked: dict[tuple[date, str], Change] = {}
    for _ in range(luck.randint(1, 3)):
        day = luck.choice(days)
        session = luck.choice(["", *sessions])
        if any(
            one.covers(day, each, kind)
            for one in lists[path]
            for each in (sessions if not session else [session])
            for kind in KINDS
        ):
            asked[day, session] = Change(path=path, was=None, day=day, session=session)
    assume(asked)
    note(str(list(asked)))
    got = after(text, reading, *asked.values())
    assert got is not None
    assert without_closings(got) == without_closings(plan)
    now, before = closings_of(got), closings_of(plan)
    assert {other: one for other, one in now.items() if other != path} == {
        other: one for other, one in before.items() if other != path
    }
    opened = {
        (day, each) for day, session in asked for each in ([session] if session else sessions)
    }
    assert shut(got, now[path]) == {
        one for one in shut(plan, before[path]) if (one[0], one[1]) not in opened
    }
