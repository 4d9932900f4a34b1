"""Pairs the quotation marks of an article, once for everyone."""

from __future__ import annotations

from onrecord.model import Article, Quotation


def find_quotations(article: Article) -> tuple[Quotation, ...]:
    """The quotations of an article, in order."""
    return ()
