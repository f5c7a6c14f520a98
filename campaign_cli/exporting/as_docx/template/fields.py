"""Which fields a template names, and which of them there are not: read without filling it in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from jinja2 import nodes  # noqa: TID253 - loaded with templates alone

from campaign_cli.exporting.as_docx.template.context import FIELDS
from campaign_cli.exporting.as_docx.template.sandbox import FILTERS
from campaign_cli.support.language import Message, message

_SAME = frozenset({"list", "reject", "rejectattr", "reverse", "select", "selectattr", "sort"})
_ONE = frozenset({"first", "last", "max", "min"})
_BY_FIELD = frozenset({"groupby", "rejectattr", "selectattr"})
"""Filters whose first word is a field."""
_TEXT = frozenset({"capitalize", "lower", "replace", "title", "trim", "truncate", "upper"})
_PLAIN = (
    nodes.Output,
    nodes.TemplateData,
    nodes.Const,
    nodes.If,
    nodes.Test,
    nodes.Compare,
    nodes.CondExpr,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Concat,
    nodes.Add,
    nodes.Sub,
    nodes.Keyword,
    nodes.Slice,
    nodes.Neg,
)
"""What may stand in a template and needs no more said about it than its parts."""

_LOOP = dict.fromkeys(
    ("index", "index0", "first", "last", "length", "revindex", "revindex0", "depth"), ""
)


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong on a line of a template's source, and the way out."""

    code: str
    line: int
    said: Message
    help: Message | None = None


@dataclass(frozen=True, slots=True)
class _Found:
    """What a name stands for: its shape (None: unknown), and its dotted name from the top."""

    shape: Any = None
    path: str = ""


_Scope = dict[str, _Found]


@dataclass(slots=True)
class Fields:
    """The fields that templates name, and the mistakes in them."""

    used: set[str] = field(default_factory=set)
    mistakes: list[Mistake] = field(default_factory=list)

    def read(self, template: nodes.Template) -> None:
        """Read one part of a template."""
        scope = {name: _Found(shape, name) for name, shape in FIELDS.items()}
        for node in template.body:
            self._statement(node, scope)

    def _statement(self, node: nodes.Node, scope: _Scope) -> None:
        match node:
            case nodes.For():
                self._for(node, scope)
            case nodes.Assign(target=nodes.Name() as named):
                scope[named.name] = self._value(node.node, scope)
            case nodes.With():
                inner = dict(scope)
                for target, value in zip(node.targets, node.values, strict=True):
                    if isinstance(target, nodes.Name):
                        inner[target.name] = self._value(value, scope)
                self._each(node.body, inner)
            case nodes.If():
                self._value(node.test, scope)
                self._each((*node.body, *node.elif_, *node.else_), scope)
            case nodes.Output():
                for one in node.nodes:
                    self._shown(self._value(one, scope), one.lineno)
            case _:
                self._refuse(node)

    def _each(self, statements: Any, scope: _Scope) -> None:
        for node in statements:
            self._statement(node, scope)

    def _for(self, node: nodes.For, scope: _Scope) -> None:
        rows = self._value(node.iter, scope)
        inner = dict(scope)
        inner["loop"] = _Found(_LOOP, "loop")
        one = _Found()
        match rows.shape:
            case list():
                one = _Found(rows.shape[0], rows.path)
            case str() | Mapping():
                said = message("`{name}` is no list: it cannot be gone through", name=rows.path)
                self._wrong("D602", node.lineno, said)
            case _:
                pass
        if isinstance(node.target, nodes.Name):
            inner[node.target.name] = one
        else:
            self._refuse(node.target)
        if node.test:
            self._value(node.test, inner)
        self._each(node.body, inner)
        self._each(node.else_, scope)

    def _value(self, node: nodes.Node, scope: _Scope) -> _Found:
        """Return what an expression stands for, its parts read."""
        match node:
            case nodes.Name():
                return self._name(node, scope)
            case nodes.Getattr():
                return self._part(self._value(node.node, scope), node.attr, node.lineno)
            case nodes.Getitem():
                return self._item(node, scope)
            case nodes.Filter():
                return self._filter(node, scope)
            case _:
                return self._others(node, scope)

    def _item(self, node: nodes.Getitem, scope: _Scope) -> _Found:
        whole = self._value(node.node, scope)
        match node.arg:
            case nodes.Const(value=str() as name):
                return self._part(whole, name, node.lineno)
            case _:
                self._value(node.arg, scope)
        if isinstance(whole.shape, list) and not isinstance(node.arg, nodes.Slice):
            return _Found(whole.shape[0], whole.path)
        return whole if isinstance(node.arg, nodes.Slice) else _Found()

    def _others(self, node: nodes.Node, scope: _Scope) -> _Found:
        if isinstance(node, (nodes.List, nodes.Tuple)):
            # To compare with; a list of lists could grow without an end.
            if not all(isinstance(one, nodes.Const) for one in node.items):
                self._refuse(node)
            return _Found([""], "[…]")
        if not isinstance(node, _PLAIN):
            self._refuse(node)
            return _Found()
        parts = [self._value(below, scope) for below in node.iter_child_nodes()]
        match node:
            case nodes.TemplateData() | nodes.Const():
                return _Found("")
            case nodes.Concat():
                return _Found("", "… ~ …")
            case nodes.CondExpr():
                return parts[1]
            case _:
                return _Found()

    def _name(self, node: nodes.Name, scope: _Scope) -> _Found:
        found = scope.get(node.name)
        if found is None:
            self._unknown(node.name, node.name, scope, node.lineno)
            return _Found()
        self.used.add(found.path)
        return found

    def _part(self, whole: _Found, name: str, line: int) -> _Found:
        path = f"{whole.path}.{name}" if whole.path else name
        if name.startswith("_"):
            self._wrong("D603", line, message("`{name}` is out of a template's reach", name=path))
            return _Found()
        match whole.shape:
            case None:
                return _Found()
            case Mapping() if name in whole.shape:
                self.used.add(path)
                return _Found(whole.shape[name], path)
            case Mapping():
                self._unknown(path, name, whole.shape, line)
            case list():
                said = message("`{name}` is a list: its parts have `{part}`, not the list itself",
                    name=whole.path, part=name)  # fmt: skip
                help_ = message("`{{% for one in {name} %}}` goes through it", name=whole.path)
                self._wrong("D602", line, said, help_)
            case _:
                said = message("`{name}` is a text: it has no `{part}`", name=whole.path, part=name)
                self._wrong("D602", line, said)
        return _Found()

    def _filter(self, node: nodes.Filter, scope: _Scope) -> _Found:
        inner = self._value(node.node, scope) if node.node else _Found()
        for below in (*node.args, *(pair.value for pair in node.kwargs)):
            self._value(below, scope)
        if node.name not in FILTERS:
            said = message("there is no filter `{name}` in templates", name=node.name)
            self._wrong("D603", node.lineno, said, _near(node.name, FILTERS))
        rows = inner.shape if isinstance(inner.shape, list) else [None]
        one = _Found(rows[0], inner.path)
        by_field = self._by_field(node, one)
        match node.name:
            case name if name in _SAME:
                return inner
            case name if name in _ONE:
                return one
            case "map":
                return _Found([by_field.shape if by_field else ""], inner.path)
            case "groupby":
                return _Found([None], inner.path)
            case "join":
                self._shown(by_field or one, node.lineno)
            case name if name in _TEXT:
                self._shown(inner, node.lineno)
            case _:
                return _Found()
        return _Found("")

    def _by_field(self, node: nodes.Filter, one: _Found) -> _Found | None:
        """Return what the field is that a filter goes by, if it names one."""
        named = [pair.value for pair in node.kwargs if pair.key == "attribute"]
        given = named or (node.args[:1] if node.name in _BY_FIELD else [])
        match given:
            case [nodes.Const(value=str() as steps)]:
                for step in steps.split("."):
                    one = _Found() if step.isdigit() else self._part(one, step, node.lineno)
                return one
            case _:
                return None

    def _shown(self, found: _Found, line: int) -> None:
        """Refuse to print what is not one text."""
        match found.shape:
            case Mapping():
                parts = tuple(f"{found.path}.{name}" for name in found.shape)
                said = message("`{name}` is several texts: say which", name=found.path)
                self._wrong("D602", line, said, message("there are: {names}", names=parts))
            case list():
                said = message("`{name}` is a list: it cannot be printed whole", name=found.path)
                help_ = message("`{{% for one in {name} %}}` goes through it", name=found.path)
                self._wrong("D602", line, said, help_)
            case _:
                pass

    def _unknown(self, path: str, name: str, known: Mapping[str, Any], line: int) -> None:
        said = message("there is no field `{name}`", name=path)
        self._wrong("D602", line, said, _near(name, known))

    def _refuse(self, node: nodes.Node) -> None:
        what = type(node).__name__.lower()
        said = message("`{what}` may not stand in a template", what=_WRITTEN.get(what, what))
        self._wrong("D603", node.lineno or 1, said)

    def _wrong(self, code: str, line: int, said: Message, help_: Message | None = None) -> None:
        self.mistakes.append(Mistake(code, line, said, help_))


_WRITTEN = {
    "call": "(…)",
    "list": "[…]",
    "tuple": "(…, …)",
    "scope": "autoescape",
    "scopedevalcontextmodifier": "autoescape",
    "evalcontextmodifier": "autoescape",
    "mul": "*",
    "pow": "**",
    "mod": "%",
    "div": "/",
    "floordiv": "//",
    "assignblock": "set",
    "filterblock": "filter",
    "callblock": "call",
    "fromimport": "import",
    "nsref": "namespace",
}
"""How what may not stand in a template is written there."""


def _near(name: str, known: Any) -> Message | None:
    near = get_close_matches(name, list(known), 1, 0.6)
    if near:
        return message("did you mean `{option}`?", option=near[0])
    return message("there are: {names}", names=tuple(sorted(known)))
