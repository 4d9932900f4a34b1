-- Form 9: which threads and articles were written last, so that whoever keeps counts of a ledger brings them up to date instead of counting anew:
-- `touched.py`.
CREATE TABLE IF NOT EXISTS touched (
    turn INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    number INTEGER NOT NULL
) STRICT;
