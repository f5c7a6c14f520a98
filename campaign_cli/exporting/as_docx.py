"""Pages as Word documents: after Decree 30/2020, or in an office's own letterhead."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from campaign_cli.exporting.docx_sheet import Sheets
from campaign_cli.exporting.formats import File, Material
from campaign_cli.model.letter import letter_of


def files(material: Material) -> Iterator[File]:
    """Yield a document for each page."""
    letter = letter_of(material.plan, material.checklists.stamp)
    sheets = Sheets(material, letter)
    for page in material.pages():
        yield File(PurePosixPath(f"{page.stem}.docx"), sheets.of(page.view))
