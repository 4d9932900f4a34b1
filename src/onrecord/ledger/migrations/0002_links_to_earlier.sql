-- Threads are drawn mention by mention in the order of telling: a mention is linked to the likest of the earlier ones, and each link says whether it
-- joined two threads. The links of a ledger of form 1 are worked out anew when it is next opened for writing: `onrecord.ledger.store`.
DROP TABLE links;
DELETE FROM link_keys;

-- Why a mention is taken for the same event or commitment as an earlier one; `score` in 0..1.
-- `day`: when `other`, the later one, was told ("9999": not known). `joined`: 1 where this link made one thread of two. A commitment may be linked to
-- an event that shows it delivered.
CREATE TABLE links (
    kind TEXT NOT NULL,
    other INTEGER NOT NULL,
    item INTEGER NOT NULL,
    day TEXT NOT NULL,
    score REAL NOT NULL,
    why TEXT NOT NULL,
    joined INTEGER NOT NULL,
    PRIMARY KEY (kind, other, item)
) STRICT, WITHOUT ROWID;
CREATE INDEX links_later ON links(kind, item, day);
CREATE INDEX links_joined_later ON links(kind, item) WHERE joined = 1;
CREATE INDEX links_joined_earlier ON links(kind, other) WHERE joined = 1;
