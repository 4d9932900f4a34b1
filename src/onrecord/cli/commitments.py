"""`onrecord commitments`: what was promised, and how it stands."""

from onrecord.cli.listing_command import COMMON, SIDES, listing_command

FILTERS = (
    *SIDES, "type", "stage", "certainty", *COMMON, "due_before", "due_after", "overdue", "least", "most", "currency", "contradicted",
    "denied", "review", "as_of",
)  # fmt: skip

command = listing_command(
    "commitments", "CommitmentThread", FILTERS,
    "  onrecord commitments --from Canada --stage pledged --stage approved\n  onrecord commitments --overdue\n"
    "  onrecord commitments --pair Norway,Moldova --as-of 2026-04-01 --format csv",
    "reported, first, due, amount, stage, reports, promisor",
)  # fmt: skip
