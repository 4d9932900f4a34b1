"""`onrecord parties`: who is on record."""

from onrecord.cli.listing_command import listing_command

command = listing_command(
    "parties", "PartyKnown", ("party", "country", "type", "text"),
    "  onrecord parties --country Kenya\n  onrecord parties --type organisation",
    "mentions, name",
)  # fmt: skip
