-- Form 7: who did what, when, where, why and how, of each article's main event (docs/summary.md). Articles that stand in the ledger already have no
-- answers until they are read anew: `onrecord reread`.
CREATE TABLE answers (
    article INTEGER NOT NULL REFERENCES articles(number) ON DELETE CASCADE,
    question TEXT NOT NULL CHECK (question IN ('who', 'what', 'when', 'where', 'why', 'how')),
    n INTEGER NOT NULL,
    value TEXT NOT NULL, basis TEXT NOT NULL,
    words TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    rule TEXT NOT NULL,
    item INTEGER,
    PRIMARY KEY (article, question, n)
) STRICT, WITHOUT ROWID;
