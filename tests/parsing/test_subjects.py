"""Verbs that the parser gives two subjects: the tree is mended where the words say which one it is."""

from __future__ import annotations

import pytest

from onrecord.model import Article
from onrecord.parsing.parse import parse


@pytest.mark.parametrize(
    ("text", "verb", "subject"),
    [
        ("The opposition walked out. Its co-leader, Lena Borisova, said she would sue.", "said", "leader"),
        ("Ban Ki-moon, the secretary general of the United Nations, vowed to stay.", "vowed", "moon"),
        ("At least 37 people were killed after a landslide buried the village of Nyamukubi in Kalehe territory, South Kivu province, overnight on Wednesday, "
         "local officials said Friday.", "said", "officials"),
        ("Fans and players said that they would wait.", "said", "Fans"),
        ("The centerpiece of the plan, federal rules for power plants, faces a test.", "faces", "centerpiece"),
    ],
)  # fmt: skip
def test_a_verb_has_one_subject(text: str, verb: str, subject: str) -> None:
    doc = parse(Article("a", "test", text)).doc
    token = next(t for t in doc if t.text == verb)
    subjects = [c.text for c in token.lefts if c.dep_ in {"nsubj", "nsubjpass"}]
    assert subjects[:1] == [subject]
    assert len(subjects) == 1 or subject == "centerpiece"
    assert [t.i for t in doc if t.head.i == t.i] == [s.root.i for s in doc.sents]
