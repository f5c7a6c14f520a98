"""What a table of wards was taken for, column by column, and what of it wants a look."""

from typing import TYPE_CHECKING

from campaign_cli.console.layout.lines import literal
from campaign_cli.console.layout.terminal import Screen
from campaign_cli.console.problems import diagnostics
from campaign_cli.support.language import N_, counted, message

if TYPE_CHECKING:
    from campaign_cli.starting import Listed

FIELDS = {
    "number": N_("running number, not needed"),
    "id": N_("id"),
    "name": N_("name of the ward"),
    "population": N_("population"),
    "need": N_("need"),
    "contact": N_("contact"),
    "phone": N_("phone"),
    "deputy": N_("deputy"),
    "deputy_phone": N_("phone of the deputy"),
    "hall": N_("hall"),
    "capacity": N_("capacity of the hall"),
    "": N_("not taken"),
}
"""What a column can be taken for, but for figures that the plan has under their own names."""


def show(screen: Screen, listed: "Listed") -> None:
    """Say what each column was taken for, then what wants a look."""
    from rich.table import Table

    language = screen.language
    wards = counted("{n} ward", "{n} wards", len(listed.wards))
    if listed.sheet:
        said = message(
            "{file}, sheet `{sheet}`: {wards}", file=listed.file, sheet=listed.sheet, wards=wards
        )
    else:
        said = message("{file}: {wards}", file=listed.file, wards=wards)
    screen.say(said)
    table = Table(box=None, pad_edge=False, header_style="", padding=(0, 2, 0, 0))
    table.add_column("")
    table.add_column(literal(language.text("heading")), overflow="fold")
    table.add_column(literal(language.text("taken for")), no_wrap=True)
    table.add_column(literal(language.text("filled")), justify="right")
    for one in listed.columns:
        taken = f"counts.{one.key}" if one.key else language.text(FIELDS[one.field])
        table.add_row(
            literal(one.letter),
            literal(one.heading),
            literal(taken, "" if one.field else "bold"),
            literal(language.number(one.wards) if one.field not in {"", "number", "id"} else ""),
        )
    screen.note(table)
    screen.problems(diagnostics.listed(listed.remarks, screen))
