"""The ledger: many articles in one SQLite file, one record of what was promised and what became of it (docs/ledger.md)."""
