"""A value of a JSON document and the way to it: so that what is wrong can be said where it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from campaign_cli.support.language import Message, message


class DocumentError(Exception):
    """A document that is no schedule; `message` says what and where."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True, slots=True)
class Place:
    """A value of a document, and how one gets there: `events[3].dates`."""

    where: str
    value: object

    def __getitem__(self, name: str) -> "Place":
        table = self._table()
        if name not in table:
            raise self._wrong(message("`{name}` is missing", name=name))
        return self._inside(name, table[name])

    def items(self) -> list[tuple[str, "Place"]]:
        """Return the entries of a table."""
        return [
            (Place(self.where, name).text(), self._inside(name, value))
            for name, value in self._table().items()
        ]

    def entries(self) -> list["Place"]:
        """Return the entries of a list."""
        if not isinstance(self.value, list | tuple):
            raise self._wrong(message("this must be a list"))
        return [Place(f"{self.where}[{at}]", one) for at, one in enumerate(self.value)]

    def has(self, name: str) -> bool:
        """Return whether a table has an entry of this name."""
        return name in self._table()

    def text(self) -> str:
        """Return a text that every file and screen can carry: no half of a surrogate pair."""
        if not isinstance(self.value, str) or any(
            "\ud800" <= one <= "\udfff" for one in self.value
        ):
            raise self._wrong(message("this must be a text"))
        return self.value

    def text_or_none(self) -> str | None:
        """Return a text, or None."""
        return None if self.value is None else self.text()

    def whole(self) -> int:
        """Return a whole number."""
        if not isinstance(self.value, int) or isinstance(self.value, bool):
            raise self._wrong(message("this must be a whole number"))
        return self.value

    def whole_or_none(self) -> int | None:
        """Return a whole number, or None."""
        return None if self.value is None else self.whole()

    def flag(self) -> bool:
        """Return true or false."""
        if not isinstance(self.value, bool):
            raise self._wrong(message("this must be true or false"))
        return self.value

    def day(self) -> date:
        """Return a date, written as 2022-11-25 and in no other way."""
        text = self.value if isinstance(self.value, str) else ""
        try:
            day = date.fromisoformat(text)
        except ValueError:
            day = None
        if day is None or day.isoformat() != text:
            raise self._wrong(message("this must be a date such as `2022-11-25`"))
        return day

    def _table(self) -> Mapping[str, object]:
        if not isinstance(self.value, Mapping):
            raise self._wrong(message("this must be an object"))
        return self.value

    def _inside(self, name: str, value: object) -> "Place":
        return Place(f"{self.where}.{name}" if self.where else name, value)

    def _wrong(self, what: Message) -> DocumentError:
        if not self.where:
            return DocumentError(message("this is no schedule: {what}", what=what))
        return DocumentError(
            message("this is no schedule: {what}, at `{where}`", what=what, where=self.where)
        )
