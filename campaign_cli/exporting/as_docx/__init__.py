"""Pages as Word documents: after Decree 30/2020, or in an office's own letterhead."""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from campaign_cli.exporting.as_docx.plan import NAME, PlanDocument
from campaign_cli.exporting.as_docx.sheet import Sheets
from campaign_cli.exporting.material import File, Material
from campaign_cli.pages.letter import letter_of
from campaign_cli.support.files import content_of


def files(material: Material) -> Iterator[File]:
    """Yield a document for each page; of everyone, the plan itself too.

    Raises:
        TemplateError: the template cannot be used; nothing was yielded then.
        OSError: the template cannot be read.
    """
    letter = letter_of(material.plan, material.checklists.stamp)
    sheets = Sheets(material, letter)
    template = material.options.template
    if template is not None:
        yield from _filled(template, sheets)
        return
    for page in material.pages():
        yield File(PurePosixPath(f"{page.stem}.docx"), sheets.of(page.view))
    if material.everyone:
        whole = PlanDocument(material, letter)
        about = sheets.properties(f"{whole.title()} · {material.checklists.stamp.campaign}")
        yield File(PurePosixPath(f"{NAME}.docx"), whole.document(about, sheets.foot()))


def _filled(template: Path, sheets: Sheets) -> list[File]:
    """Return the pages in a template; all of them, or an error before any is written."""
    from campaign_cli.exporting.as_docx.template.context import context_of
    from campaign_cli.exporting.as_docx.template.filling import office_template

    office = office_template(content_of(template), template.name)
    files = []
    for page in sheets.material.pages():
        context = context_of(page.view, sheets.material, sheets.letter)
        about = sheets.properties(f"{context['title']} · {context['subject']}")
        path = PurePosixPath(f"{page.stem}.docx")
        files.append(File(path, office.fill(context, about)))
    return files
