"""How much an office's template may do: it is a program, and must not take the machine with it.

Every row gone through, every text joined or filtered is paid for out of one sum for each page.
Repeated doubling and loops in loops are stopped by it, wherever they hide.
"""

from collections.abc import Callable, Sized
from functools import wraps
from typing import Any

from jinja2 import StrictUndefined, nodes  # noqa: TID253 - loaded with templates alone
from jinja2.runtime import markup_join  # noqa: TID253 - the same
from jinja2.sandbox import SandboxedEnvironment  # noqa: TID253 - the same
from jinja2.visitor import NodeTransformer  # noqa: TID253 - the same

FILTERS = frozenset(
    {
        *("abs", "capitalize", "count", "d", "default", "first", "float", "groupby", "int", "join"),
        *("last", "length", "list", "lower", "map", "max", "min", "reject", "rejectattr"),
        *("replace", "reverse", "round", "select", "selectattr", "sort", "sum", "title", "trim"),
        *("truncate", "unique", "upper", "wordcount"),
    }
)
"""What a template may do with a text or a list. None of them lets text in as markup."""

WORK = 50_000_000
"""Letters that may be taken up while one page is filled in."""
ROW = 100
"""What a row of a loop costs, in letters."""
_DIGITS = 15
"""Decimals to which a number may be rounded: floats have no more."""

_JOINED, _COUNTED = "_joined", "_counted"


class SpentError(Exception):
    """A template does more than any page needs."""


class Sandbox(SandboxedEnvironment):
    """Where templates are read and filled: no functions, no markup, nothing that is not there."""

    intercepted_binops = frozenset({"+"})

    def __init__(self) -> None:
        super().__init__(undefined=StrictUndefined, autoescape=True)
        self.left = WORK
        self.globals.clear()
        known = {name: self._paid(self.filters[name]) for name in FILTERS}
        known["replace"] = self._before(known["replace"], _replaced)
        known["join"] = self._before(known["join"], _joined)
        known["round"] = self._before(known["round"], _rounded)
        self.filters = {**known, _JOINED: self._concatenated, _COUNTED: self._counted}

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return a field; of what is no data, what the sandbox allows."""
        if isinstance(obj, dict):
            return obj[attribute] if attribute in obj else self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Return a sum, paid for: texts and lists are put together by it as well."""
        self.spend(_size(left) + _size(right))
        return super().call_binop(context, operator, left, right)

    def spend(self, letters: int) -> None:
        """Pay for what is about to be done.

        Raises:
            SpentError: nothing is left.
        """
        self.left -= letters
        if self.left < 0:
            raise SpentError

    def begin(self) -> None:
        """Begin a page, or the reading of a template: all may be spent anew."""
        self.left = WORK

    def bounded(self, tree: nodes.Template) -> nodes.Template:
        """Return a template in which loops and joined texts are paid for, too."""
        bounded: nodes.Template = _Bounds().visit(tree)
        return bounded

    def _paid(self, made: Callable[..., Any]) -> Callable[..., Any]:
        # Jinja hands some of its filters the environment before the value: they keep their mark.
        @wraps(made)
        def paid(*given: Any, **named: Any) -> Any:
            self.spend(ROW + sum(map(_size, given)))
            result = made(*given, **named)
            self.spend(_size(result))
            return result

        return paid

    def _before(self, made: Callable[..., Any], cost: Callable[..., int]) -> Callable[..., Any]:
        """Return a filter that is paid for before it makes something huge."""

        @wraps(made)
        def paid(first: Any, *given: Any, **named: Any) -> Any:
            self.spend(
                cost(*(given if hasattr(made, "jinja_pass_arg") else (first, *given)), **named)
            )
            return made(first, *given, **named)

        return paid

    def _concatenated(self, texts: list[Any]) -> str:
        self.spend(ROW + sum(map(_size, texts)))
        return markup_join(texts)

    def _counted(self, rows: Any) -> Any:
        rows = rows if isinstance(rows, Sized) else list(rows)
        self.spend(ROW * (len(rows) + 1))
        return rows


class _Bounds(NodeTransformer):
    """Puts a filter that pays round what is gone through, and in the place of `~`."""

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802 - Jinja's own way of naming
        self.generic_visit(node)
        node.iter = _filter(node.iter, _COUNTED)
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802 - the same
        self.generic_visit(node)
        texts = nodes.List(node.nodes, lineno=node.lineno)
        return _filter(texts, _JOINED)


def _filter(node: nodes.Node, name: str) -> nodes.Filter:
    assert isinstance(node, nodes.Expr)
    return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno)


def _size(value: Any) -> int:
    # What Jinja hands on beside values calls itself sized, and is not.
    return len(value) if isinstance(value, (str, list, tuple, dict)) else 1


def _replaced(value: Any, old: Any = "", new: Any = "", count: Any = None) -> int:
    del count
    return str(value).count(str(old)) * len(str(new))


def _joined(value: Any, d: Any = "", attribute: Any = None) -> int:
    del attribute
    rows = value if isinstance(value, Sized) else ()
    return len(str(d)) * len(rows)


def _rounded(value: Any, precision: Any = 0, method: Any = "") -> int:
    del value, method
    return 0 if not isinstance(precision, int) or abs(precision) <= _DIGITS else WORK + 1
