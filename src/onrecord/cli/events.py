"""`onrecord events`: who did what to whom, each act once."""

from onrecord.cli.listing_command import COMMON, SIDES, listing_command

command = listing_command(
    "events", "EventThread",
    (*SIDES, "place", "type", "status", "certainty", *COMMON, "least", "most", "currency", "contradicted", "review", "as_of"),
    "  onrecord events --type ASSAULT --country Ukraine --since 2025-08\n  onrecord events --pair Kenya,Uganda --format jsonl",
    "reported, first, date, amount, reports, type",
)  # fmt: skip
