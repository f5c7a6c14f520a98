"""What would make an impossible plan work: a sentence, its price, and the lines to write."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from campaign_cli.console.layout.lines import QUIET
from campaign_cli.console.layout.terminal import Screen
from campaign_cli.model.plan import Plan
from campaign_cli.model.repair import PRICES, Change, Edit, Repair
from campaign_cli.model.schedule.repair_sentences import sentences
from campaign_cli.support.language import N_, Message, message
from campaign_cli.support.text import clean

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

_INDENT = "    "


_STEPS = {
    "from": N_("a day earlier"),
    "to": N_("a day later"),
    "by": N_("a day less between two activities"),
    "after": N_("an order given up"),
    "apart": N_("a day less between events of an activity"),
    "ready": N_("a supply ready a day earlier"),
    "capacity": N_("ten seats more"),
    "audience": N_("ten people fewer"),
    "limit": N_("a twentieth more money"),
    "amount": N_("a twentieth more money"),
    "sessions": N_("a session of the day more"),
    "end": N_("a day of the campaign more"),
    "start": N_("a day of the campaign more"),
    "wind_up": N_("a day of the campaign more"),
    "prepare_from": N_("a day of the campaign more"),
    "days": N_("a day of the week more"),
    "fixed": N_("an event free to move"),
    "max_per_day": N_("an event a day more for each person"),
    "closed": N_("a closed day opened"),
    "open": N_("a day off opened"),
    "quantity": N_("one thing more"),
    "supply": N_("a twentieth more of what is used up"),
    "per_group": N_("a ward of each group more"),
    "members": N_("a person more"),
    "choose": N_("a ward fewer or more chosen"),
    "times": N_("an event fewer in every ward"),
    "wards": N_("a ward left out"),
}
"""What one step of each change is, by the keys of `PRICES`."""


def repairs(
    plan: Plan, found: Sequence[Repair], screen: Screen, *, whole: bool = True
) -> "Iterator[RenderableType]":
    """Yield the repairs, cheapest first, and how their prices are counted.

    Not `whole`: the search ended before it was over.
    """
    from rich.text import Text

    language = screen.language
    if not found:
        if whole:
            none = message("no change of these lines was found that makes the whole plan work")
        else:
            none = message("no change was found until then that makes the whole plan work")
        yield Text(language.say(none))
        yield Text.assemble(
            (f"{language.text('help:')} ", "bold green"),
            language.text("loosen one of these lines, then: campaign schedule"),
        )
        return
    if not all(repair.tried for repair in found):
        said = message(
            "what makes the sums right; there was no time to try it by scheduling the changed plan:"
        )
    elif len(found) == 1:
        said = message("one way to make it work, tried by scheduling the changed plan:")
    else:
        said = message(
            "{n} ways to make it work, each tried by scheduling the changed plan:", n=len(found)
        )
    yield Text(language.say(said), style="bold green")
    for number, repair in enumerate(found, 1):
        yield ""
        yield _heading(plan, number, repair, screen)
        yield from _lines(repair.edits, screen)
    yield ""
    counted_so = prices(found)
    if counted_so:
        for line in _wrapped(counted_so, screen):
            line.stylize(QUIET)
            yield line
    yield Text(language.text("write one of them into the plan, then: campaign schedule"))


def prices(found: Sequence[Repair]) -> Message | None:
    """Return how the prices of these repairs are counted, in one sentence."""
    keys = {key for repair in found for change in repair.changes for key in _keys(change)}
    steps = sorted((PRICES[key], place, key) for place, key in enumerate(PRICES) if key in keys)
    said = dict.fromkeys((price, _STEPS[key]) for price, _, key in steps)
    if not said:
        return None
    each = tuple(message("{n} for {step}", n=price, step=message(step)) for price, step in said)
    return message("price: {each}", each=each)


def _keys(change: Change) -> tuple[str, ...]:
    """Return the keys of `PRICES` that a change is counted by."""
    path = change.path
    if change.day is not None:
        return ("closed" if "closed" in path[1:] else "open",)
    if path[0] == "supply" and path[-1] == "quantity":
        return ("supply",)
    if path[0] == "activity" and path[2:3] == ("after",):
        return ("by", "after") if change.value is None else ("by",)
    # What stands last is meant: `members` of a resource, but `days` of one of its members.
    for word in (*reversed(path[2:]), *path[1:2]):
        if word in PRICES:
            return (word,)
    return ()


def _heading(plan: Plan, number: int, repair: Repair, screen: Screen) -> "Text":
    """Return a repair's number, what it does, and its price."""
    from rich.text import Text

    language = screen.language
    said = [clean(language.say(one)) for one in sentences(plan, repair)] or [repair.text]
    price = language.say(message("price {n}", n=repair.price))
    text = Text()
    for place, one in enumerate(said):
        last = place == len(said) - 1
        line = Text(one + ("" if last else ";"))
        if last:
            line.append(f" ({price})", QUIET)
        for row, part in enumerate(line.wrap(screen.answers(), screen.width() - len(_INDENT))):
            part.rstrip()
            lead = f"{number:>2}. " if place == row == 0 else _INDENT
            text.append(lead, "bold green" if lead.strip() else "").append_text(part).append("\n")
    text.rstrip()
    return text


def _lines(edits: Sequence[Edit], screen: Screen) -> "Iterator[Text]":
    """Yield the lines to write, from the beginning of each file to its end."""
    from rich.text import Text

    room = screen.width() - len(_INDENT) - 2
    files = dict.fromkeys(edit.file for edit in edits)
    before: tuple[str, int] = ("", 0)
    for file in files:
        for edit in sorted(
            (one for one in edits if one.file == file), key=lambda one: (one.line, bool(one.old))
        ):
            if before != (file, edit.line - 1) or not edit.old:
                yield _place(edit, screen)
            before = (file, edit.line) if edit.old else ("", 0)
            if edit.old:
                yield Text(f"{_INDENT}- {_cut(edit, room)}", style="red", no_wrap=True)
            for line in edit.new.split("\n") if edit.new else ():
                yield Text(f"{_INDENT}+ {clean(line)}", style="green", no_wrap=True)


def _cut(edit: Edit, room: int) -> str:
    """Return the old line in `room` cells, with what changes in it."""
    from rich.cells import cell_len, set_cell_size

    old = clean(edit.old)
    if cell_len(old) <= room:
        return old
    pairs = zip(old, clean(edit.new), strict=False)
    same = next((place for place, (one, other) in enumerate(pairs) if one != other), 0)
    if cell_len(old[:same]) > room // 2:
        old = f"…{old[min(same - room // 4, len(old) - room + 1) :]}"
    if cell_len(old) <= room:
        return old
    return set_cell_size(old, room - 1).rstrip() + "…"


def _place(edit: Edit, screen: Screen) -> "Text":
    from rich.text import Text

    where = f"{clean(edit.file)}:{edit.line}"
    if not edit.old:
        said = message("{place}, a new line before it", place=where)
        where = screen.language.say(said)
    return Text.assemble(_INDENT, ("--> ", "blue"), where)


def _wrapped(sentence: Message, screen: Screen) -> "list[Text]":
    from rich.text import Text

    lines = list(Text(screen.language.say(sentence)).wrap(screen.answers(), screen.width()))
    for line in lines:
        line.rstrip()
    return lines
