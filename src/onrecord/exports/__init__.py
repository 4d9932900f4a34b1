"""Exports of a ledger: one file a format (docs/exports.md)."""
