"""What the formats share: reading the ledger, the columns of our own tables, other systems' conventions, safe cells."""
