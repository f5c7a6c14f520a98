"""The month as a picture, in a file."""

import errno
import os
from pathlib import Path
from typing import Literal

from campaign_cli.app.handing import checklists
from campaign_cli.app.making import Made
from campaign_cli.model.files import content_of, put


def picture(made: Made, what: Literal["month", "wards"], file: Path, *, force: bool) -> bool:
    """Draw the month, or its wards by day, into `file`; return whether that changed it.

    Raises:
        FileExistsError: another file is there, and stays unless `force`.
        OSError: it cannot be read or written.
    """
    from campaign_cli.exporting.as_svg import picture as drawn

    content = drawn(made.plan, checklists(made), what).encode()
    try:
        there = content_of(file)
    except FileNotFoundError:
        there = None
    if there == content:
        return False
    if there is not None and not force:
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(file))
    put(file, content)
    return True
