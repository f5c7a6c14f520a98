"""Plans as coordinators write them: a TOML text made of tables, a key a line, that can be changed.

`written` gives the text of a `city`, so that the same plan can be measured as a value and as the
file a person would hand in.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from campaign_cli.model.plan import Activity, After, Closing, Fixed, Member, Plan, Resource
from campaign_cli.model.plan import Targets as Wards

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SAID_BY_KIND = {"posters", "contest", "training"}
"""Built-in kinds that say how long an event lasts: here the activity always says it itself."""
LINE = 100

Path = tuple[str, ...]
Values = Mapping[str, Any]


@dataclass(frozen=True)
class Text:
    """A plan's tables in the order of the file, by path: ("activity", "talk"), ("calendar",)."""

    tables: Mapping[Path, Values]

    def has(self, *path: str) -> Any:
        """Return what a key is; None where it is not written."""
        return self.tables[path[:-1]].get(path[-1])

    def but(self, *path: str, **keys: Any) -> "Text":
        """Return the text with keys of one table changed; None takes a key out.

        `from_` is `from`: that is no name in Python.
        """
        table = dict(self.tables[path])
        for key, value in keys.items():
            table[key.rstrip("_")] = value
        kept = {key: value for key, value in table.items() if value is not None}
        return Text({**self.tables, path: kept})

    def and_table(self, *path: str, **keys: Any) -> "Text":
        """Return the text with a table more at its end."""
        return Text({**self.tables, path: {key.rstrip("_"): one for key, one in keys.items()}})

    def __str__(self) -> str:
        return "\n".join(line for table in self.tables for line in self._table(table))

    def _table(self, path: Path) -> Iterator[str]:
        yield _header(path)
        for key, value in self.tables[path].items():
            yield f"{key} = {_value(value, len(key) + 3)}"
        yield ""


def _header(path: Path) -> str:
    match path:
        case ("calendar", "session", _):
            return "[[calendar.session]]"
        case ("budget", "source", _):
            return "[[budget.source]]"
        case ("kind", id_):
            return f"[kind.{id_}]"
        case (section,):
            return f"[{section}]"
        case _:
            return f"[[{path[0]}]]"


def _value(value: Any, indent: int = 0) -> str:  # noqa: PLR0911 - one line a type reads best
    """Return a value as TOML; lists of tables that are long have a line for each."""
    match value:
        case bool():
            return str(value).lower()
        case int() if value >= 10_000:
            return f"{value:_}"
        case date() | time():
            return value.isoformat()
        case str():
            return f'"{value}"'
        case list() | tuple():
            said = f"[{', '.join(_value(one) for one in value)}]"
            if any(isinstance(one, dict) for one in value) and indent + len(said) > LINE:
                return "[\n" + "".join(f"  {_value(one)},\n" for one in value) + "]"
            return said
        case dict():
            return "{ " + ", ".join(f"{_key(k)} = {_value(v)}" for k, v in value.items()) + " }"
        case _:
            return str(value)


def _key(key: str) -> str:
    return key if key.replace("-", "").replace("_", "").isalnum() else f'"{key}"'


def written(plan: Plan, costs: Mapping[str, tuple[int, str]]) -> Text:
    """Return the text of a city; `costs`: what an event of each activity costs, and who pays."""
    tables: dict[Path, Values] = {
        ("campaign",): {
            "name": "Tháng hành động năm 2022",
            "organiser": "ubnd",
            "start": plan.campaign.start,
            "end": plan.campaign.end,
            "ward_term": "phường",
        },
        ("calendar",): _said(closed=_closed(plan.calendar.closings)),
    }
    for session in plan.calendar.sessions:
        tables["calendar", "session", session.id] = {
            "id": session.id,
            "start": session.start,
            "end": session.end,
        }
    tables["budget",] = _said(currency="VND", limit=plan.budget.limit)
    for source in plan.budget.sources.values():
        tables["budget", "source", source.id] = {
            "id": source.id,
            "name": source.name,
            "amount": source.amount,
        }
    tables["body", "ubnd"] = {"id": "ubnd", "name": "Ủy ban nhân dân", "short": "UBND"}
    for group in plan.groups.values():
        tables["group", group.id] = {
            "id": group.id,
            "name": f"Cụm {group.id[1:].lstrip('0')}",
            "wards": list(group.wards),
        }
    for ward in plan.wards.values():
        tables["ward", ward.id] = _said(
            id=ward.id,
            name=f"Phường {ward.id[1:].lstrip('0')}",
            population=ward.population,
            need=ward.need,
            closed=_closed(ward.closings),
        )
    for venue in plan.venues.values():
        tables["venue", venue.id] = _said(
            id=venue.id,
            name=venue.id.replace("-", " "),
            ward=venue.ward,
            capacity=venue.capacity,
            closed=_closed(venue.closings),
        )
    for resource in plan.resources.values():
        tables["resource", resource.id] = _resource(resource)
    for supply in plan.supplies.values():
        tables["supply", supply.id] = _said(
            id=supply.id, name=supply.id, quantity=supply.quantity, ready=supply.ready
        )
    tables["kind", "film"] = {"name": "Chiếu phim", "like": "meeting"}
    for activity in plan.activities.values():
        cost, source = costs.get(activity.id, (0, ""))
        tables["activity", activity.id] = _activity(plan, activity, cost, source)
    return Text(tables)


def _said(**keys: Any) -> Values:
    return {
        key.rstrip("_"): value for key, value in keys.items() if value not in (None, [], {}, "")
    }


def _closed(closings: tuple[Closing, ...]) -> list[Any]:
    return [closing_table(closing) for closing in closings]


def closing_table(closing: Closing) -> Any:
    """Return a closing as a plan has it: a date alone where it says nothing else."""
    table: dict[str, Any] = {}
    if closing.first is not None and closing.first == closing.last:
        table["date"] = closing.first
    elif closing.first is not None:
        table |= {"from": closing.first, "to": closing.last}
    if closing.weekdays:
        days = [WEEKDAYS[day] for day in sorted(closing.weekdays)]
        table["weekly"] = days[0] if len(days) == 1 else days
    for key in ("sessions", "kinds"):
        if getattr(closing, key):
            table[key] = sorted(getattr(closing, key))
    if closing.why:
        table["why"] = closing.why
    return table["date"] if table.keys() == {"date"} else table


def _resource(resource: Resource) -> Values:
    return _said(
        id=resource.id,
        name=resource.id,
        quantity=None if resource.named else resource.quantity,
        max_per_day=resource.max_per_day,
        members=[_member(one) for one in resource.members.values()],
    )


def _member(member: Member) -> Values:
    days = None if member.days is None else [WEEKDAYS[day] for day in sorted(member.days)]
    return _said(
        id=member.id,
        name=f"Báo cáo viên {member.id}",
        days=None if days == list(WEEKDAYS[:5]) else days,
        closed=_closed(member.closings),
    )


def _activity(plan: Plan, activity: Activity, cost: int, source: str) -> Values:
    campaign = plan.campaign
    kind_days = activity.kind.id in {"arts", "sports"}
    days = None if activity.days is None else [WEEKDAYS[day] for day in sorted(activity.days)]
    lasts: Any = activity.lasts.sessions
    if activity.lasts.days > 1:
        lasts = {"days": activity.lasts.days, "sessions": activity.lasts.sessions}
    prefer: dict[str, Any] = {}
    if activity.prefer_on:
        on = list(activity.prefer_on)
        prefer["on"] = on[0] if len(on) == 1 else on
    if activity.prefer_sessions:
        prefer["sessions"] = sorted(activity.prefer_sessions)
    return _said(
        id=activity.id,
        kind=activity.kind.id,
        title=activity.title,
        owner="ubnd",
        wards=_wards(activity.targets, everyone=len(plan.wards)),
        attendance="delegates" if activity.delegates else None,
        times=activity.times if activity.times > 1 else None,
        apart=activity.apart if activity.times > 1 else None,
        from_=activity.first if activity.first != campaign.start else None,
        to=activity.last if activity.last != campaign.end else None,
        days=None if kind_days else days,
        sessions=list(activity.sessions),
        lasts=lasts if activity.kind.id in SAID_BY_KIND or lasts != 1 else None,
        beside=activity.beside or None,
        after=[_after(one) for one in activity.after],
        uses={pool: _listed(use) for pool, use in activity.uses.items()},
        supplies=dict(activity.supplies),
        audience=activity.audience,
        venue=activity.venue,
        cost=cost or None,
        source=source,
        prefer=prefer,
        fixed={at: _fixed(one) for at, one in activity.fixed.items()},
    )


def _after(after: After) -> Any:
    return after.activity if after.by == 1 else {"activity": after.activity, "by": after.by}


def _listed(use: int | tuple[str, ...]) -> Any:
    return list(use) if isinstance(use, tuple) else use


def _fixed(fixed: Fixed) -> Any:
    return fixed.date if fixed.session is None else {"date": fixed.date, "session": fixed.session}


def _wards(targets: Wards, everyone: int) -> Any:
    match targets.form:
        case "list":
            return list(targets.members)
        case "choose":
            table: dict[str, Any] = {"choose": targets.choose}
            if len(targets.members) < everyone:
                table["of"] = list(targets.members)
            if targets.always:
                table["always"] = sorted(targets.always)
            if targets.per_group is not None:
                table["per_group"] = targets.per_group
            return table
        case form:
            return form
