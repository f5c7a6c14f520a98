"""Offices' own Word templates: one to start from, and what is wrong with one."""

import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING

from campaign_cli.support.files import content_of, put
from campaign_cli.support.language import language

if TYPE_CHECKING:
    from campaign_cli.support.diagnostic import Diagnostic


def check_template(file: Path) -> "tuple[Diagnostic, ...]":
    """Return what is wrong with a template, and what important it leaves out.

    Raises:
        OSError: it cannot be read.
    """
    from campaign_cli.exporting.as_docx.template.filling import problems_of

    return problems_of(content_of(file), file.name)


def usable_template(file: Path) -> None:
    """See that a template can be used, before anything is made.

    Raises:
        OSError: it cannot be read.
        TemplateError: it is no Word file, or asks for what there is not.
    """
    from campaign_cli.exporting.as_docx.template.filling import office_template

    office_template(content_of(file), file.name)


def begin_template(file: Path, code: str) -> None:
    """Write a template to start from, in the language of `code`.

    Raises:
        OSError: it cannot be written, or is there already.
    """
    from campaign_cli.exporting.as_docx.template.starter import starter

    if file.exists():
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(file))
    put(file, starter(language(code)))
