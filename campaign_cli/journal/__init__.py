"""What happened: every revision ever made, in one SQLite file beside the plan."""

from campaign_cli.journal.problems import JournalError
from campaign_cli.journal.revisions import Draft, Entry, Journal, Revision, journal_of

__all__ = ["Draft", "Entry", "Journal", "JournalError", "Revision", "journal_of"]
