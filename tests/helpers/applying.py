"""What a diagnostic's help says, done to the text of a plan as a stranger would do it."""

import re
from collections.abc import Callable, Mapping

from campaign_cli.support.diagnostic import Diagnostic, Span
from campaign_cli.support.language import Message, language

ENGLISH = language("en")
Doing = Callable[[str, Diagnostic, Mapping[str, str]], str]


def _lines(text: str, span: Span, new: str, first: int, last: int) -> str:
    """Return `text` with columns `first` to `last` (from 0) of the span's line written anew."""
    lines = text.split("\n")
    line = lines[span.line - 1]
    lines[span.line - 1] = line[:first] + new + line[last:]
    return "\n".join(lines)


def _span(problem: Diagnostic) -> Span:
    assert problem.span is not None
    return problem.span


def _instead(text: str, problem: Diagnostic, new: str) -> str:
    """Return the text with what the caret marks written anew."""
    span = _span(problem)
    return _lines(text, span, new, span.column - 1, span.end_column - 1)


def _value_end(line: str, start: int) -> int:
    """Return where the value that begins at `start` ends: before a comma, a bracket, a remark."""
    found = re.compile(r"""(?:"[^"]*"|'[^']*'|[“„«‘][^”»’]*[”»’]?|[^,\]}#])*""").match(line, start)
    assert found is not None
    return start + len(found[0].rstrip())


def _value(text: str, problem: Diagnostic, new: str) -> str:
    """Return the text with the value at the caret written anew, up to where it ends."""
    span = _span(problem)
    line = text.split("\n")[span.line - 1]
    marked = line[span.column - 1 : span.end_column - 1]
    # Of what is no TOML the caret marks the first letter only.
    first = span.column - 1
    last = span.end_column - 1 if len(marked) > 1 else _value_end(line, first)
    if new.replace("_", "").replace("-", "").isdigit() and len(marked) == 1:
        numbers = re.compile(r"[\d.,/ _０-９–-]*[\d０-９]").match(line, first)
        last = numbers.end() if numbers else last
    return _lines(text, span, new, first, last)


def _name(text: str, problem: Diagnostic, new: str) -> str:
    """Return the text with a name written anew, in quotes where it stood in quotes."""
    span = _span(problem)
    marked = span.text[span.column - 1 : span.end_column - 1]
    if marked.startswith("[["):
        return _instead(text, problem, f"[[{new}]]")
    quoted = marked[:1] in {'"', "'"} or not re.fullmatch(r"[\w-]+", marked)
    rest = span.text[span.end_column - 1 :]
    is_key = re.match(r"\s*[=.]", rest) or span.text.lstrip().startswith("[")
    return _instead(text, problem, f'"{new}"' if quoted and not is_key else new)


def _pair(text: str, problem: Diagnostic, pair: str) -> str:
    """Return the text with `key = value` in place of the pair at the caret."""
    span = _span(problem)
    key = pair.partition(" = ")[0]
    head = span.text[: span.column - 1]
    start = re.search(rf"(?:^|[\s{{,.]){re.escape(key)}\s*=\s*$", head)
    if start is None:
        return _statement(text, problem, pair)
    first = start.start() + (span.text[start.start()] != key[0])
    return _lines(text, span, pair, first, max(span.end_column - 1, first))


def _statement(text: str, problem: Diagnostic, line: str) -> str:
    lines = text.split("\n")
    at = _span(problem).line - 1
    indent = lines[at][: len(lines[at]) - len(lines[at].lstrip())]
    lines[at] = indent + line
    return "\n".join(lines)


def _more(text: str, problem: Diagnostic, line: str) -> str:
    """Return the text with a line below the caret's."""
    lines = text.split("\n")
    lines.insert(_span(problem).line, line)
    return "\n".join(lines)


def _gone(text: str, problem: Diagnostic) -> str:
    """Return the text without the entry or the line at the caret."""
    span = _span(problem)
    marked = span.text[span.column - 1 : span.end_column - 1]
    if span.text.strip().startswith(marked):
        lines = text.split("\n")
        del lines[span.line - 1]
        return "\n".join(lines)
    head = span.text[: span.column - 1].rstrip()
    first = len(head) - head.endswith(",")
    tail = span.text[span.end_column - 1 :]
    last = span.end_column - 1
    if not head.endswith(",") and tail.lstrip().startswith(","):
        last += len(tail) - len(tail.lstrip()) + 1
    return _lines(text, span, "", first, last)


def _headers(text: str, key: str, both: tuple[str, str]) -> str:
    return re.sub(
        rf"(?m)^(\s*)\[+\s*{re.escape(key)}\s*\]+", rf"\g<1>{both[0]}{key}{both[1]}", text
    )


def _in_activity(text: str, problem: Diagnostic, key: str, line: str) -> str:
    """Return the text with a key of the activity at the caret, instead of what it has of it."""
    lines = text.split("\n")
    at = _span(problem).line - 1
    start = max(one for one in range(at + 1) if lines[one].startswith("[["))
    end = next((one for one in range(at + 1, len(lines)) if lines[one].startswith("[")), len(lines))
    for one in range(start, end):
        if re.match(rf"{key}\s*=", lines[one]):
            lines[one] = line
            return "\n".join(lines)
    lines.insert(start + 1, line)
    return "\n".join(lines)


def _in_campaign(text: str, key: str, day: str) -> str:
    """Return the text with a date of the campaign."""
    text = re.sub(rf"(?m)^{key} = .*\n", "", text)
    return text.replace("[campaign]\n", f"[campaign]\n{key} = {day}\n", 1)


def _after_in(text: str, problem: Diagnostic, args: Mapping[str, str]) -> str:
    """Return the text with `before` taken out, and `after` in what comes later."""
    found = re.search(r'before\s*=\s*\["([\w-]+)"\]', _span(problem).text)
    assert found is not None
    text = _gone(text, problem)
    line = f"after = [{args['id']}]"
    later = text.partition(f'id = "{found[1]}"\n')[2].partition("[[")[0]
    if re.search("(?m)^after = ", later):
        return text
    return re.sub(rf'(?m)^id = "{found[1]}"$', f'id = "{found[1]}"\n{line}', text)


def _comma(text: str, problem: Diagnostic) -> str:
    span = _span(problem)
    start = sum(len(one) + 1 for one in text.split("\n")[: span.line - 1]) + span.column - 1
    head = text[:start].rstrip()
    return f"{head},{text[len(head) :]}"


def _closed(text: str, problem: Diagnostic) -> str:
    """Return the text with the bracket that is missing."""
    span = _span(problem)
    return _lines(text, span, args_of(problem.message)["bracket"], span.column - 1, span.column)


def _deleted(text: str, problem: Diagnostic) -> str:
    return _instead(text, problem, "")


def _add_to(text: str, key: str, new: str) -> str:
    return re.sub(rf"{key} = \[([^\]]*)\]", rf'{key} = [\g<1>, "{new}"]', text, count=1)


EDITS: Mapping[str, Doing] = {
    "did you mean `{name}`?": lambda text, one, args: _name(text, one, args["name"]),
    "did you mean {date}?": lambda text, one, args: _instead(text, one, args["date"]),
    "write the date as {date}, without quotes": lambda text, one, args: _value(
        text, one, args["date"]
    ),
    "the last day of that month is {date}": lambda text, one, args: _value(text, one, args["date"]),
    "write {date} without quotes": lambda text, one, args: _instead(text, one, args["date"]),
    "write the date alone: {date}": lambda text, one, args: _instead(text, one, args["date"]),
    "write the time as {value}": lambda text, one, args: _value(text, one, args["value"]),
    "write the number as {value}": lambda text, one, args: _value(text, one, args["value"]),
    'put a phone number in quotes: `"{value}"`': lambda text, one, args: _value(
        text, one, f'"{args["value"]}"'
    ),
    'put it in quotes: `"{value}"`': lambda text, one, args: _value(
        text, one, f'"{args["value"]}"'
    ),
    'no number begins with 0; put it in quotes: `"{value}"`': lambda text, one, args: _value(
        text, one, f'"{args["value"]}"'
    ),
    'put it in straight quotes: `"{value}"`': lambda text, one, args: _value(
        text, one, f'"{args["value"]}"'
    ),
    "write `{value}`": lambda text, one, args: _value(text, one, args["value"]),
    "write `{id}`": lambda text, one, args: _name(text, one, args["id"]),
    "write {value}": lambda text, one, args: _instead(text, one, args["value"]),
    "write {value} without quotes": lambda text, one, args: _instead(text, one, args["value"]),
    "sessions are counted: write {value} without quotes, and the time of day as `hours`": (
        lambda text, one, args: _instead(text, one, args["value"])
    ),
    "write {value} or more": lambda text, one, args: _instead(text, one, args["value"]),
    "write {value} or less": lambda text, one, args: _instead(text, one, args["value"]),
    "{n} of a hundred are {value}": lambda text, one, args: _instead(text, one, args["value"]),
    "it has no fraction: write {low} or {high}": lambda text, one, args: _value(
        text, one, args["low"]
    ),
    "a point begins decimals: nine thousand is 9_000, and here it may be {value}": (
        lambda text, one, args: _instead(text, one, args["value"])
    ),
    'write `{key} = ["{value}"]`': lambda text, one, args: _pair(
        text, one, f'{args["key"]} = ["{args["value"]}"]'
    ),
    "write `{key} = [{value}]`": lambda text, one, args: _pair(
        text, one, f"{args['key']} = [{args['value']}]"
    ),
    "write `{key} = {{ {id} = 1 }}`": lambda text, one, args: _pair(
        text, one, f"{args['key']} = {{ {args['id']} = 1 }}"
    ),
    "write `{key} = {{ {pairs} }}`": lambda text, one, args: _pair(
        text, one, f"{args['key']} = {{ {args['pairs']} }}"
    ),
    'write `{key} = {{ name = "{name}" }}`': lambda text, one, args: _pair(
        text, one, f'{args["key"]} = {{ name = "{args["name"]}" }}'
    ),
    'write `{key} = {{ name = "{name}", phone = "{phone}" }}`': lambda text, one, args: _pair(
        text, one, f'{args["key"]} = {{ name = "{args["name"]}", phone = "{args["phone"]}" }}'
    ),
    "write `{{ weekly = [{names}] }}`": lambda text, one, args: _instead(
        text, one, f"{{ weekly = [{args['names']}] }}"
    ),
    "write `{line}`": lambda text, one, args: _statement(text, one, args["line"]),
    "write `[[{key}]]` with two brackets": lambda text, _, args: _headers(
        text, args["key"], ("[[", "]]")
    ),
    "write `[{key}]` with one bracket": lambda text, _, args: _headers(
        text, args["key"], ("[", "]")
    ),
    "a remark begins with `#`: write `# {text}`": lambda text, one, args: _statement(
        text, one, f"# {args['text']}"
    ),
    'for example `id = "{id}"`': lambda text, one, args: _more(text, one, f'id = "{args["id"]}"'),
    "put a comma before it": lambda text, one, _: _comma(text, one),
    "write it here": lambda text, one, _: _closed(text, one),
    "delete it": lambda text, one, _: _deleted(text, one),
    "take one of the two out": lambda text, one, _: _gone(text, one),
    "keep one of the two lines": lambda text, one, _: _gone(text, one),
    "keep one of them": lambda text, one, _: _gone(text, one),
    "take `wards` out": lambda text, one, _: _gone(text, one),
    "take `ward` out": lambda text, one, _: _gone(text, one),
    "take it out: the event is where and when `{host}` is": lambda text, one, _: _gone(text, one),
    "take one of these out of `after`": lambda text, one, _: _gone(text, one),
    "take the character out": lambda text, one, _: _instead(text, one, '"x"'),
    "take it out, and write `after = [{id}]` in what comes later": _after_in,
    'if it is for no ward: `wards = "none"`': lambda text, one, _: _in_activity(
        text, one, "wards", 'wards = "none"'
    ),
    "or let the campaign `prepare_from` that day": lambda text, one, _: _in_campaign(
        text, "prepare_from", _span(one).text[_span(one).column - 1 : _span(one).end_column - 1]
    ),
    "or let the campaign `wind_up` on that day": lambda text, one, _: _in_campaign(
        text, "wind_up", _span(one).text[_span(one).column - 1 : _span(one).end_column - 1]
    ),
    'name it, or build on another kind: `like = "talk"`': lambda text, one, _: _more(
        text, one, 'like = "talk"'
    ),
    'name what one of them waits for: `after = ["{id}"]`': lambda text, one, args: _instead(
        text, one, f'["{args["id"]}"]'
    ),
    "keep it to where its hours are: `sessions = [{sessions}]`": lambda text, one, args: (
        _in_activity(text, one, "sessions", f"sessions = [{args['sessions']}]")
    ),
    "say which do: `uses = {{ {id} = 1 }}`": lambda text, one, args: _in_activity(
        text, one, "uses", f"uses = {{ {args['id']} = 1 }}"
    ),
    "add it to `of`": lambda text, one, _: _add_to(
        text, "of", _span(one).text[_span(one).column : _span(one).end_column - 2]
    ),
    "fix it on another day, or let it be on that weekday too: `days = [{days}]`": (
        lambda text, one, args: _in_activity(text, one, "days", f"days = [{args['days']}]")
    ),
    "prefer another day, or let it be on that weekday too: `days = [{days}]`": (
        lambda text, one, args: _in_activity(text, one, "days", f"days = [{args['days']}]")
    ),
    "move `from` or `to`; or let it be on other weekdays: `days = [{days}]`": (
        lambda text, one, args: _in_activity(text, one, "days", f"days = [{args['days']}]")
    ),
}
"""By the help line: what it asks for."""

ADVICE = frozenset(
    {
        "ask for more `times`, or take it out",
        "choose one of these wards, or take it out",
        "fix one of them at another time",
        "give it the sessions of its hours",
        "name the host's kind: `{kind}`",
        "is its date right? If it is, take the line out",
        "let it be like one of the first of them",
        "let it begin and end before or after summer time begins",
        "name a body as `owner`",
        "name a body as `owner`, or the place of the ward that runs it as `venue`",
        'name it in `wards`, or ask for an event of `"each-group"`',
        "write it as `{example}`",
        "known: {names}",
        "write the date as year-month-day, without quotes",
        "write {expected}",
        "write one behind `=`, or take the line out",
        "move its lines below the first `[{key}]`, in line {line}",
        "for one ward alone there can be {names}",
        "it stands in `{key}`: `{key} = {{ {name} = … }}`",
        "`campaign new` writes a plan to start from",
        "`prepare_from` is the first day of what comes before the campaign",
        "`times` is {times}",
        "choose fewer, or give more wards to choose from",
        "choose more, or take one of these wards out",
        "events of kind `{kind}` are as long as their window; give `lasts` where they are not",
        "fill it in, or take the line out",
        "fix another day, or widen the activity's `from` and `to`",
        "fix it on another day, or take out what closes this one",
        "give `date`, `from` and `to`, or `weekly`",
        "give `{one}` or `{other}`",
        "give an `end` later on the same day",
        'give each a `contact = {{ name = "…", phone = "…" }}`',
        "give it without `{member}`",
        "give its `share_by`, or say how much of it an event uses",
        "give its `to` too: without it, it ends with the campaign",
        "give the activity `wards`, or take the quota out",
        "have they changed places, or is a month or year wrong?",
        "in order: `prepare_from`, `start`, `end`, `wind_up`; are the years right?",
        "is the year right?",
        "its sessions: {names}",
        "let it last fewer sessions, or give it more `sessions`",
        "let the activity be later, or have it ready sooner",
        "list one date, or one for each of `times`",
        "move `from` or `to`, or take one of the closings out",
        "move it into the plan",
        "move one of the two to another day or session",
        "move the file into the campaign's folder",
        "name a larger `venue`, or give a smaller audience with `in`",
        "name a larger `venue`, or make `audience` smaller",
        "name the plan in it, such as `{file}/plan.toml`",
        "pages call them `{name}` and `{other}`; better names tell them apart",
        "prefer another day, or open this one to it and to all it needs",
        "raise `limit`, or lower one of the costs",
        "raise `of`, or lower `at_least`",
        "raise `per_group`, or choose fewer",
        "raise `quantity`, or lower `at_least`",
        "raise `quantity`, or use less of it",
        "raise its `amount`, or let another source pay for some of it",
        (
            "save it again as UTF-8: in Notepad, File, Save as, Encoding: UTF-8; in Word, Save as, "
            "Plain text, Other encoding: Unicode (UTF-8)"
        ),
        (
            "save it again as UTF-8; in PowerShell: "
            "`Get-Content {file} | Set-Content -Encoding utf8 new.toml`"
        ),
        "say how much of it an event uses",
        "sessions stand in the order of the day",
        "take one of these out of `include`",
        "take somebody else for one of the two",
        "use fewer at a time, or have more: `{key}`",
        "widen the window, or ask for fewer `times` or days `apart`",
        "write 0 where there is none",
        "write `fixed = {{ WARD = … }}`",
        "write how many",
        "write that file, or take it out of `include`",
    }
)
"""Help lines that leave the choice to the reader: no single edit follows from them."""


def args_of(way: Message) -> dict[str, str]:
    """Return the words that stand in a help line."""
    return {key: _word(value) for key, value in way.values.items()}


def _word(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(_word, value))
    return ENGLISH.say(value) if isinstance(value, Message) else str(value)


def applied(text: str, problem: Diagnostic) -> str | None:
    """Return `text` once the help of a problem is followed; None: it is advice, and no edit."""
    way = problem.help
    if way is None or way.text not in EDITS:
        return None
    return EDITS[way.text](text, problem, args_of(way))
