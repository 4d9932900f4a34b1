"""`onrecord articles`: what was read."""

from onrecord.cli.listing_command import COMMON, listing_command

command = listing_command(
    "articles", "ArticleRead", ("party", *COMMON), "  onrecord articles --since 2026-06\n  onrecord articles --text 'dockers strike'",
    "reported, publisher",
)  # fmt: skip
