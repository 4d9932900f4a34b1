-- The parties of the users' own party files (docs/party_file.md): what is read later is read with them.
CREATE TABLE own_parties (
    name TEXT PRIMARY KEY,
    spellings TEXT NOT NULL,
    kind TEXT NOT NULL,
    country TEXT, sector TEXT, wikidata TEXT
) STRICT;
