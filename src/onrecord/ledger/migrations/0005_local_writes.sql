-- Form 5: adding an article writes less, and where other new articles are written. Bands of copies stand by the time of publication (copies.py: `STRETCH`,
-- `stretch_of`), mentions that wait for their thread are in no index of threads, and parties are counted by the store, once a transaction for each.
CREATE TABLE copy_bands_by_time (
    stretch INTEGER NOT NULL,
    band INTEGER NOT NULL,
    value INTEGER NOT NULL,
    article INTEGER NOT NULL REFERENCES articles(number) ON DELETE CASCADE,
    PRIMARY KEY (stretch, band, value, article)
) STRICT, WITHOUT ROWID;
INSERT INTO copy_bands_by_time
SELECT CASE WHEN a.published GLOB '????-??-??*' AND date(substr(a.published, 1, 10)) = substr(a.published, 1, 10)
            THEN CAST(julianday(substr(a.published, 1, 10)) - 1721424.5 AS INTEGER) / 22 ELSE -1 END, b.band, b.value, b.article
FROM copy_bands b JOIN articles a ON a.number = b.article;
DROP TABLE copy_bands;
ALTER TABLE copy_bands_by_time RENAME TO copy_bands;
CREATE INDEX copy_bands_article ON copy_bands(article);

DROP INDEX events_thread;
CREATE INDEX events_thread ON events(thread) WHERE thread IS NOT NULL;
DROP INDEX commitments_thread;
CREATE INDEX commitments_thread ON commitments(thread) WHERE thread IS NOT NULL;

DROP TRIGGER IF EXISTS item_parties_are_counted;
