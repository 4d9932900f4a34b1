-- The views for people: named for what they show, ids in place of numbers. Made anew whenever the ledger is opened for writing by another version.

CREATE VIEW commitments_now AS
SELECT id, promisor, promisor_country, beneficiary, beneficiary_country, stage, action, amount, unit, delivered, due, condition, instrument,
       certainty, stage_since, first_reported, last_reported, reports, outlets, mentions, denials, contradictions, review
FROM commitment_threads;

CREATE VIEW commitment_history AS
SELECT t.id AS commitment_id, s.n AS step, s.date, s.until, s.told_stage, s.does, s.stage, s.outlets, s.said_by, s.certainty, s.told_amount, s.told_unit,
       s.told_due, s.told_condition, s.amount, s.unit, s.delivered, s.due, s.condition, s.words,
       coalesce(c.id, e.id) AS mention_id, a.id AS article_id, a.url, a.publisher
FROM steps s JOIN commitment_threads t ON t.number = s.thread
LEFT JOIN commitments c ON c.number = s.item LEFT JOIN events e ON e.number = s.item
JOIN articles a ON a.number = coalesce(c.article, e.article);

CREATE VIEW events_distinct AS
SELECT id, type, mode, cameo, quad, goldstein, actor, actor_country, recipient, recipient_country, status, certainty, date, place, country, admin1,
       geonameid, latitude, longitude, amount, unit, words, first_reported, last_reported, reports, outlets, mentions, contradictions, review
FROM event_threads;

CREATE VIEW commitment_mentions AS
SELECT c.id, t.id AS commitment_id, a.id AS article_id, a.url, a.publisher, c.published, r.id AS report_id, c.promisor, c.promisor_country, c.beneficiary,
       c.beneficiary_country, c.stage, c.action, c.condition, c.due, c.amount, c.unit, c.instrument, c.certainty, c.said_by, c.words, c.sentence,
       c.start, c."end", c.rule, c.confidence, c.review
FROM commitments c JOIN articles a ON a.number = c.article JOIN articles r ON r.number = a.report
LEFT JOIN commitment_threads t ON t.number = c.thread;

CREATE VIEW event_mentions AS
SELECT e.id, t.id AS event_id, a.id AS article_id, a.url, a.publisher, e.published, r.id AS report_id, e.type, e.mode, e.contexts, e.cameo, e.quad,
       e.goldstein, e.actor, e.actor_country, e.recipient, e.recipient_country, e.status, e.certainty, e.said_by, e.date, e.place, e.country,
       e.amount, e.unit, e.words, e.sentence, e.start, e."end", e.rule, e.confidence, e.review
FROM events e JOIN articles a ON a.number = e.article JOIN articles r ON r.number = a.report
LEFT JOIN event_threads t ON t.number = e.thread;

CREATE VIEW statements_made AS
SELECT s.id, a.id AS article_id, a.url, a.publisher, s.published, s.speaker, s.speaker_country, s.cue, s.content, s.manner, s.stance, s.told_by,
       s.start, s."end", s.rule, s.confidence, s.review
FROM statements s JOIN articles a ON a.number = s.article;

CREATE VIEW parties_known AS
SELECT p.id, p.name, p.kind, p.country, p.sector, q.id AS same_as,
       (SELECT min(o.wikidata) FROM own_parties o JOIN parties s ON s.name = o.name AND s.kind = o.kind
        WHERE coalesce(s.same_as, s.number) = coalesce(p.same_as, p.number)) AS wikidata
FROM parties p LEFT JOIN parties q ON q.number = p.same_as;

CREATE VIEW articles_read AS
SELECT a.id, a.url, a.source, a.title, a.byline, a.publisher, a.published, a.published_basis, a.language, a.characters, a.text_sha256,
       r.id AS report_id, a.id <> r.id AS is_copy, a.read_by
FROM articles a JOIN articles r ON r.number = a.report;

CREATE VIEW article_answers AS
SELECT a.id AS article_id, a.url, a.publisher, a.published, a.title, coalesce(c.id, e.id) AS main_id, coalesce(c.review, e.review) AS review, w.question, w.n,
       w.value, w.basis, w.words, w.start, w."end", w.rule
FROM answers w JOIN articles a ON a.number = w.article LEFT JOIN commitments c ON c.number = w.item LEFT JOIN events e ON e.number = w.item;

CREATE VIEW why_linked AS
SELECT l.kind, coalesce(c1.id, e1.id) AS mention_id, coalesce(c2.id, e2.id) AS other_id, l.score, l.why
FROM links l LEFT JOIN commitments c1 ON c1.number = l.item LEFT JOIN events e1 ON e1.number = l.item
LEFT JOIN commitments c2 ON c2.number = l.other LEFT JOIN events e2 ON e2.number = l.other
WHERE l.joined;

CREATE VIEW reports_that_differ AS
SELECT x.kind, coalesce(ct.id, et.id) AS thread_id, x.field, x.value, coalesce(c1.id, e1.id) AS mention_id, x.other_value,
       coalesce(c2.id, e2.id) AS other_mention_id, x.date
FROM contradictions x
LEFT JOIN commitment_threads ct ON x.kind = 'commitment' AND ct.number = x.thread
LEFT JOIN event_threads et ON x.kind = 'event' AND et.number = x.thread
LEFT JOIN commitments c1 ON c1.number = x.item LEFT JOIN events e1 ON e1.number = x.item
LEFT JOIN commitments c2 ON c2.number = x.other_item LEFT JOIN events e2 ON e2.number = x.other_item;

CREATE VIEW words_behind AS
SELECT coalesce(c.id, e.id, s.id) AS item_id, x.field, x.n, x.start, x."end", x.words, x.basis
FROM spans x LEFT JOIN commitments c ON c.number = x.item LEFT JOIN events e ON e.number = x.item LEFT JOIN statements s ON s.number = x.item;
