"""What happened: every revision ever made, in one SQLite file beside the plan."""

from campaign_cli.journal.problems import JournalError, not_kept
from campaign_cli.journal.publication import (
    Standing,
    Version,
    hand_out,
    issues,
    publish,
    sources,
    standing,
    stands_so,
    versions,
)
from campaign_cli.journal.revisions import Draft, Entry, Journal, Revision, journal_of

__all__ = [
    "Draft",
    "Entry",
    "Journal",
    "JournalError",
    "Revision",
    "Standing",
    "Version",
    "hand_out",
    "issues",
    "journal_of",
    "not_kept",
    "publish",
    "sources",
    "standing",
    "stands_so",
    "versions",
]
