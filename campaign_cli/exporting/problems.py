"""What can keep files from being made, though the plan and the folder are fine."""

from campaign_cli.model.diagnostic import Diagnostic


class FormatError(Exception):
    """A format cannot be made on this machine."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.code)
        self.diagnostic = diagnostic


class TemplateError(Exception):
    """A template cannot be used. `unreadable`: the file itself is the trouble, not what it says."""

    def __init__(self, *problems: Diagnostic, unreadable: bool = False) -> None:
        super().__init__(*(problem.code for problem in problems))
        self.diagnostics = problems
        self.unreadable = unreadable
