"""Text of a plan as workbooks hold it: it stands there, and nothing obeys it."""

import re
from dataclasses import dataclass, field
from html import escape

from campaign_cli.model.text import clean, shortened

LONGEST = 32_767
"""What a cell holds, in UTF-16 units."""

NO_LETTERS = re.compile("[\ufffe\uffff]")
"""What XML cannot hold beside controls."""


@dataclass(slots=True)
class Literal:
    """Text of a plan as cells hold it; what many cells say is looked at once."""

    known: dict[str, str] = field(default_factory=dict)

    def __call__(self, text: str) -> str:
        """Return `text` on one line, without what XML cannot hold, cut where it is too long."""
        found = self.known.get(text)
        if found is None:
            found = self.known[text] = cut(NO_LETTERS.sub("", clean(text)))
        return found


def cut(text: str, longest: int = LONGEST) -> str:
    """Return `text`, cut with "…" where it has more UTF-16 units than `longest`."""
    if 2 * len(text) <= longest or len(text.encode("utf-16-le")) <= 2 * longest:
        return text
    units = text.encode("utf-16-le")[: 2 * (longest - 1)]
    # Half of a pair is dropped with the rest.
    return f"{units.decode('utf-16-le', 'ignore')}…"


def shared(text: str) -> str:
    """Return text as the table of shared strings takes it.

    The library takes text between `<r>` and `</r>` for markup of its own: such text is given to
    it as that markup.
    """
    if text.startswith("<r>") and text.endswith("</r>"):
        return f'<r><t xml:space="preserve">{escape(text, quote=False)}</t></r>'
    return text


def marginal(text: str, longest: int) -> str:
    """Return text for a page's margin, where "&" begins an order, in so many UTF-16 units."""
    text = shortened(text, longest)
    while len(_ordered(text).encode("utf-16-le")) > 2 * longest:
        text = f"{text[:-2]}…"
    return _ordered(text)


def _ordered(text: str) -> str:
    """Return text in which each "&" is doubled and none seems to begin an order.

    The library takes "&&G" for a picture and "&&[" for a name: a change to the size that the text
    has already parts them.
    """
    return re.sub(r"&([G\[])?", lambda found: f"&&&9{found[1]}" if found[1] else "&&", text)
