"""Article -> Document: sentences, tokens, dependencies and quotations."""

from onrecord.parsing.parse import parse, parse_all

__all__ = ["parse", "parse_all"]
