"""`onrecord statements`: who said what."""

from onrecord.cli.listing_command import COMMON, listing_command

command = listing_command(
    "statements", "StatementMade", ("party", "origin", "country", "type", "stance", *COMMON, "review"),
    "  onrecord statements --from Zelensky\n  onrecord statements --stance denies --format csv", "reported, speaker",
)  # fmt: skip
