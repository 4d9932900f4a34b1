"""A ledger, or a selection of it, as a website of plain files. `onrecord publish` writes it (docs/publish.md)."""
