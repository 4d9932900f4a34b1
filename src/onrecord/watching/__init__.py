"""Watching a ledger unattended: new files in, what changed out, to the screen and to a webhook. `onrecord watch` does it (docs/watch.md)."""
