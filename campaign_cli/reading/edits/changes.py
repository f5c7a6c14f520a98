"""What changes of a plan ask of its files: each in the form in which the plan writes the thing."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from campaign_cli.model.plan import Plan
from campaign_cli.model.plan.activity import After
from campaign_cli.model.repair import Change, Value
from campaign_cli.reading.edits.closings import Opening, covering, open_days
from campaign_cli.reading.edits.sheet import Sheet, UnwritableError
from campaign_cli.reading.edits.values import listing, number, quoted, text_of
from campaign_cli.reading.files.place import Place
from campaign_cli.reading.files.sources import Sources
from campaign_cli.reading.files.toml_layout import Keys
from campaign_cli.reading.format.tables import WEEKDAYS
from campaign_cli.support.diagnostic import Path

_MORE_PEOPLE = {"vi": "người bổ sung", "en": "further person"}
"""What people are called until someone names them; by the plan's language."""

_BEHIND: Mapping[str, tuple[str, ...]] = {
    "to": ("from", "id"),
    "sessions": ("days", "to", "from", "id"),
    "days": ("to", "from", "id"),
    "wards": ("title", "id"),
    "by": ("activity",),
    "open": ("workdays",),
    "wind_up": ("end",),
    "prepare_from": ("start",),
    "capacity": ("name", "id"),
}
"""Behind which keys of its table a new one is written, the first that is there."""


class Writing:
    """The files of a plan, and all that is to change in them."""

    def __init__(self, sources: Sources, plan: Plan) -> None:
        self._sources = sources
        self._plan = plan
        self._sheets: dict[str, Sheet] = {}

    def sheets(self) -> Iterable[Sheet]:
        """Return the files that change, in their order."""
        return [self._sheets[name] for name in self._sources.files if name in self._sheets]

    def write(self, changes: Sequence[Change]) -> None:
        """Note all of `changes`.

        Raises:
            UnwritableError: one of them cannot be written.
        """
        openings: dict[Path, list[Opening]] = defaultdict(list)
        orders: dict[str, dict[str, int | None]] = defaultdict(dict)
        days: dict[Path, list[date]] = defaultdict(list)
        for change in changes:
            match change.path:
                case (*_, "closed") | (*_, "closed", _) if change.day is not None:
                    openings[change.path].append((change.day, change.session))
                case ("calendar", "open") if change.day is not None:
                    days[change.path].append(change.day)
                case (*_, "days" | "workdays") if change.day is not None:
                    self._weekday(change.path, change.day)
                case ("activity", id_, "after", other, *_):
                    orders[id_][other] = change.value if isinstance(change.value, int) else None
                case ("activity", id_, "fixed", *which):
                    self._fixed(id_, "".join(which[:1]), change.value)
                case ("resource", pool, "members") if isinstance(change.value, int):
                    self._members(pool, change.value)
                case _:
                    self._set(change.path, change.value)
        self._open(openings)
        for id_, order in orders.items():
            self._after(id_, order)
        for path, more in days.items():
            self._gain(path, [text_of(one) for one in sorted(set(more))])

    # Where things stand.

    def _sheet(self, file: str) -> Sheet:
        if file not in self._sheets:
            self._sheets[file] = Sheet(self._sources.files[file])
        return self._sheets[file]

    def _reach(self, path: Path) -> tuple[Sheet, Keys, object]:
        """Return the file and the keys of `path`, and what stands there now, if anything does."""
        reached = self._sources.reach(path)
        if reached is None and len(path) == 2 and path[0] in {"calendar", "budget"}:  # noqa: PLR2004 - table and key
            home = self._sources.places["campaign",]
            reached = Place(home.file), path
        if reached is None:
            raise UnwritableError
        place, rest = reached
        own = self._sources.places.get(path[:2])
        if own is not None and place == own and own.keys[-1:] == ("ward",):
            place = Place(own.file)  # a ward that stands in its own file alone
        value = None if rest else self._sources.value(place)
        return self._sheet(place.file), (*place.keys, *rest), value

    # What is asked for.

    def _set(self, path: Path, value: Value | None) -> None:
        sheet, keys, now = self._reach(path)
        behind = (*_BEHIND.get(path[-1], ()), "id")
        match value:
            case None:
                if now is None:
                    raise UnwritableError
                sheet.drop(keys)
            case tuple():
                self._set_list(sheet, keys, now, value)
            case int():
                was = sheet.written(keys) or ""
                sheet.put(keys, number(value, was, sheet.source.text), behind)
            case _:
                sheet.put(keys, text_of(value), behind)

    def _set_list(self, sheet: Sheet, keys: Keys, now: object, names: Sequence[str]) -> None:
        """Let a list have these names; those that stand there already stay as they are."""
        if not names:
            raise UnwritableError
        if not isinstance(now, list) or not set(names) & set(now):
            behind = (*_BEHIND.get(str(keys[-1]), ()), "id")
            sheet.put(keys, listing(names, len(f"{keys[-1]} = ")), behind)
            return
        kept = [one for one in names if one in now]
        written = sheet.written(keys) or ""
        if len(names) > len(kept) and "\n" not in written and kept == now:
            # In the order in which they are asked for: the days of a week, the sessions of a day.
            first = sheet.written((*keys, 0)) or ""
            sheet.put(keys, f"[{', '.join(quoted(one, first) for one in names)}]")
            return
        for place, one in enumerate(now):
            if one not in names:
                sheet.drop((*keys, place))
        first = sheet.written((*keys, 0)) or ""
        for name in names:
            if name not in now:
                sheet.add(keys, quoted(name, first))

    def _gain(self, path: Path, texts: Sequence[str]) -> None:
        """Let a list have elements more; it is made where there is none."""
        sheet, keys, now = self._reach(path)
        if now is None:
            sheet.put(keys, f"[{', '.join(texts)}]", (*_BEHIND.get(path[-1], ()), "id"))
            return
        for text in texts:
            sheet.add(keys, text)

    def _weekday(self, path: Path, day: date) -> None:
        """Let the weekdays at `path` have that of `day`, too."""
        has = self._weekdays(path)
        more = [one for at, one in enumerate(WEEKDAYS) if at in has or at == day.weekday()]
        self._set(path, tuple(more))

    def _weekdays(self, path: Path) -> frozenset[int]:
        workdays = self._plan.calendar.workdays
        match path:
            case ("activity", id_, *_):
                return self._plan.activities[id_].days or workdays
            case ("resource", pool, "members", member, *_):
                return self._plan.resources[pool].members[member].days or frozenset()
            case _:
                return workdays

    def _open(self, openings: Mapping[Path, Sequence[Opening]]) -> None:
        """Open days that are closed; all those of one list together."""
        lists: dict[Path, dict[int, list[Opening]]] = defaultdict(lambda: defaultdict(list))
        for path, wanted in openings.items():
            if path[-1] == "closed":
                closings = self._closings(path)
                for day, session in wanted:
                    for place in covering(closings, day, session):
                        lists[path][place].append((day, session))
            elif path[-1].isdecimal():
                lists[path[:-1]][int(path[-1])].extend(wanted)
            else:
                raise UnwritableError
        if sum(map(len, openings.values())) > sum(
            len(one) for places in lists.values() for one in places.values()
        ):
            raise UnwritableError
        sessions = [one.id for one in self._plan.calendar.sessions]
        for path, places in lists.items():
            sheet, keys, _ = self._reach(path)
            open_days(sheet, keys, self._closings(path), places, sessions)

    def _closings(self, path: Path) -> Sequence[object]:
        _, _, now = self._reach(path)
        if not isinstance(now, list):
            raise UnwritableError
        return now

    def _fixed(self, activity: str, event: str, value: Value | None) -> None:
        """Let an event be fixed on another day, or not at all; `event`: what follows @."""
        sheet, keys, now = self._reach(("activity", activity, "fixed"))
        if now is None:
            raise UnwritableError
        if isinstance(now, dict) and not {"date", "session"} & now.keys():
            key = next((one for one in now if one.removesuffix("#1") == event), None)
            if key is None:
                raise UnwritableError
            keys, now = (*keys, key), now[key]
        if value is None:
            sheet.drop(keys)
        elif isinstance(now, dict):
            sheet.put((*keys, "date"), text_of(value))
        else:
            sheet.put(keys, text_of(value))

    def _after(self, activity: str, order: Mapping[str, int | None]) -> None:
        """Let an activity come after others by so many days; None: not after them at all."""
        sheet, keys, now = self._reach(("activity", activity, "after"))
        if now == "all":
            if any(self._after_all(one) for one in self._plan.activities if one != activity):
                raise UnwritableError  # those would have to wait for this one then
            left = [
                After(one.activity, order.get(one.activity, one.by) or 0)
                for one in self._plan.activities[activity].after
                if order.get(one.activity, one.by) is not None
            ]
            if left:
                sheet.put(keys, f"[{', '.join(map(_entry, left))}]")
            else:
                sheet.drop(keys)
            return
        if not isinstance(now, list):
            raise UnwritableError
        ward = self._plan.activities[activity].own_ward
        for other, by in order.items():
            place = _place_of(now, other, ward)
            if by is None:
                sheet.drop((*keys, place))
            elif isinstance(now[place], dict):
                sheet.put((*keys, place, "by"), str(by), _BEHIND["by"])
            else:
                sheet.put((*keys, place), _entry(After(str(now[place]), by)))

    def _after_all(self, activity: str) -> bool:
        reached = self._sources.reach(("activity", activity, "after"))
        return reached is not None and not reached[1] and self._sources.value(reached[0]) == "all"

    def _members(self, pool: str, more: int) -> None:
        """Let a pool have more people, whom nobody has named yet."""
        sheet, keys, now = self._reach(("resource", pool, "members"))
        if not isinstance(now, list):
            raise UnwritableError
        known = {one for resource in self._plan.resources.values() for one in resource.members}
        free = _free_ids(pool, len(now) + 1, known)
        name = _MORE_PEOPLE.get(self._plan.campaign.language, _MORE_PEOPLE["en"])
        for place in range(more):
            called = name if more == 1 else f"{name} {place + 1}"
            pairs = [f'id = "{free()}"', f"name = {quoted(called)}"]
            if keys in sheet.layout.nodes:
                sheet.add(keys, f"{{ {', '.join(pairs)} }}")
            else:
                sheet.add_table(keys, pairs)


def _entry(after: After) -> str:
    if after.by == 1:
        return quoted(after.activity)
    return f"{{ activity = {quoted(after.activity)}, by = {after.by} }}"


def _place_of(entries: Sequence[object], other: str, ward: str | None) -> int:
    """Return the place of the entry that means the activity `other`."""
    for place, entry in enumerate(entries):
        name = entry.get("activity") if isinstance(entry, dict) else entry
        if name == other or (ward is not None and f"{ward}-{name}" == other):
            return place
    raise UnwritableError


def _free_ids(pool: str, begin: int, known: set[str]) -> Callable[[], str]:
    def free() -> str:
        nonlocal begin
        while f"{pool}-{begin}" in known:
            begin += 1
        begin += 1
        return f"{pool}-{begin - 1}"

    return free
