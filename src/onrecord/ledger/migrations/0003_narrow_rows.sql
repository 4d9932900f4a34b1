-- What a list is ordered and a hit is counted by, beside the number: a row of words is some hundred bytes, and a question about a common word or a large
-- country looks up ten thousand of them. The lists ask for these indexes by name.
CREATE INDEX events_narrow ON events(number, thread, published, id);
CREATE INDEX commitments_narrow ON commitments(number, thread, published, id);
CREATE INDEX statements_narrow ON statements(number, published, id, review);
CREATE INDEX event_threads_narrow ON event_threads(number, last_reported, id, type, mode, status, certainty);
CREATE INDEX commitment_threads_narrow ON commitment_threads(number, last_reported, id, stage, instrument, certainty);
