"""onrecord reads news articles and keeps the record: who said what, who did what to whom, who promised what."""

__version__ = "0.1.0"
