-- Form 6: what linking knows of a mention holds who else may have promised, large numbers and how an action begins (`features.py`, `unsure.py`). It is worked
-- out anew from the records when the ledger is next opened for writing, and all mentions are linked anew: `onrecord.ledger.store`.
DELETE FROM link_keys;
DELETE FROM links;
