-- Form 8: a mention stands under its article too, and weak words are no keys by themselves; what is said of restatements is worked out in another way
-- (`features.py`, `keys.py`, `unsure.py`). All mentions are linked anew when the ledger is next opened for writing, from the records that it keeps.
DELETE FROM link_keys;
DELETE FROM links;
