"""The reading room: the ledger as pages in a browser, drawn on the server. `onrecord serve` opens it."""
