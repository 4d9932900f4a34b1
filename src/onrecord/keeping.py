"""`onrecord.Ledger`: the ledger in Python, from articles to answers."""

from __future__ import annotations
