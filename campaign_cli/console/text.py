"""Text of plans on the terminal: shown as it stands, never as markup, pictures or commands."""

from typing import TYPE_CHECKING

from campaign_cli.model.text import clean

if TYPE_CHECKING:
    from rich.text import Text

__all__ = ["clean", "literal"]


def literal(text: str, style: str = "") -> "Text":
    """Return `text` as it stands, in `style`."""
    from rich.text import Text

    return Text(clean(text), style=style)
