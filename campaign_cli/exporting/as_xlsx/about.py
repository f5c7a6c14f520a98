"""The last sheet of a workbook: what it is, for people and for programs."""

from collections.abc import Iterable, Mapping

from campaign_cli.exporting.as_xlsx.book import Book
from campaign_cli.exporting.as_xlsx.layout import FORMAT, STAMP
from campaign_cli.exporting.as_xlsx.text import height, lines
from campaign_cli.exporting.material import Material
from campaign_cli.support.language import N_

WIDTH = 72

_NAMES: Mapping[str, str] = {
    "format": N_("Layout"),
    "campaign": N_("Campaign"),
    "revision": N_("Revision"),
    "draft": N_("Draft"),
    "plan": N_("Plan"),
    "language": N_("Language"),
    "reader": N_("Reader"),
    "id": N_("Id"),
    "made": N_("Made"),
}


def stamp_of(material: Material, reader: str, id_: str) -> dict[str, str | int]:
    """Return a workbook's stamp, as `model/workbook.py` defines it."""
    stamp = material.checklists.stamp
    values: dict[str, str | int] = {
        "format": FORMAT,
        "campaign": stamp.campaign,
        "revision": stamp.revision,
        "draft": "yes" if stamp.draft else "no",
        "plan": stamp.plan,
        "language": stamp.language,
        "reader": reader,
        "id": id_,
        "made": material.made.isoformat(timespec="seconds"),
    }
    return {name: values[name] for name in STAMP}


def about(
    book: Book,
    stamp: Mapping[str, str | int],
    facts: Iterable[tuple[str, str]],
    *,
    protected: bool = True,
) -> None:
    """Write the sheet: whose workbook it is, whom to call, and the stamp."""
    say = book.say
    sheet = book.sheet(say.text("About"))
    sheet.set_portrait()
    sheet.set_column(0, 0, 10, None, {"hidden": True})
    sheet.set_column(1, 1, 18)
    sheet.set_column(2, 2, WIDTH)
    sheet.set_row(0, 24)
    book.text(sheet, 0, 1, book.subject, "title")
    row = 1
    for name, value in (
        *facts,
        (say.text("Campaign"), say.campaign()),
        (say.text("Version"), say.version()),
    ):
        row += 1
        book.text(sheet, row, 1, name, "label")
        book.text(sheet, row, 2, value, "note")
        sheet.set_row_pixels(row, height(lines(book.literal(value), WIDTH)))
    row += 1
    for key, number_or_text in stamp.items():
        row += 1
        sheet.write_string(row, 0, key, book.style("key"))
        sheet.write_string(row, 1, say.text(_NAMES[key]), book.style("small"))
        if isinstance(number_or_text, int):
            sheet.write_number(row, 2, number_or_text, book.style("small-number"))
        else:
            book.text(sheet, row, 2, number_or_text, "small")
    if protected:
        sheet.protect("")
