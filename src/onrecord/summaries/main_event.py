"""Which event of an article is the main one: by its title, its lead, the parties named, the kind of act and whether it happened."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.model import Document, Event, Span
from onrecord.model.summary import Act

LEAD = (3.0, 1.5, 0.75, 0.25)
"""What an event gains by standing in the first, second ... sentence of the story."""
STATUS = {"actual": 1.0, "planned": 0.75, "hypothetical": 0.0, "negated": 0.0, "historical": -2.0}
STAGE = 0.5
"""What a commitment has for the status of an event."""
TITLE_WORD, TITLE_ACT, ASIDE, FIRST_CLAUSE = 2.0, 1.5, -1.0, 1.0
PARTY, SIDES_COUNTED = 0.4, 3
BY_THE_WAY = {"CONSULT": -0.5, "ACCUSE": -0.25}
"""Types that often only carry another act: talks at which something was agreed, words about what was done."""
SMALL = frozenset(
    [
        "the", "a", "an", "of", "in", "on", "at", "to", "for", "and", "or", "by", "with", "from", "as", "is", "are", "was", "were", "be",
        "its", "his", "her", "their", "it", "over", "after", "says", "say", "said", "will", "has", "have", "that", "than", "up", "out",
    ]
)  # fmt: skip
ENDINGS = re.compile(r"(?:ians?|ings?|ed|es|s|'s|e|y)$")


@dataclass(frozen=True, slots=True)
class Choice:
    """The main event and what counted for it."""

    event: Act
    reasons: tuple[str, ...]


def main_event(document: Document, events: tuple[Act, ...]) -> Choice | None:
    """The main event of an article.

    Args:
        document: the parsed article; its title counts where it has one.
        events: the events of its record, and the commitments that none of them tells of.

    Returns:
        the event that scores highest, the earlier one of two that score alike; None where there is no event.
    """
    if not events:
        return None
    title = stems(document.article.title or "")
    sentences = story_sentences(document)
    scored = [(_score(e, document, title, sentences), e) for e in events]
    (_, reasons), event = max(scored, key=lambda s: (round(s[0][0], 6), -s[1].anchor.start))
    return Choice(event, reasons)


def story_sentences(document: Document) -> list[Span]:
    """The sentences of the story in order; those that are page chrome, a headline or a dateline alone are left out."""
    removed = [(r.span.start, r.span.end) for r in document.article.removed]
    out = []
    for sentence in document.doc.sents:
        words = [t for t in sentence if not t.is_space and not any(a <= t.idx < b for a, b in removed)]
        if len([t for t in words if t.is_alpha]) > 2 and any(t.pos_ in {"VERB", "AUX"} for t in words):
            out.append(document.sentence_of(words[0]))
    return out


def stems(text: str) -> frozenset[str]:
    """The words of a text that say something, without their endings: "Pledges" and "pledged" are one."""
    words = re.findall(r"[^\W_]+(?:['’]s)?", text.lower())
    return frozenset(_stem(w) for w in words if w not in SMALL and len(w) > 1)


def _stem(word: str) -> str:
    cut = ENDINGS.sub("", word.replace("’", "'").removesuffix("'s"))
    cut = ENDINGS.sub("", cut) if len(cut) > 5 else cut
    cut = cut[:-1] if len(cut) > 3 and cut[-1] == cut[-2] else cut  # "expelled"
    return cut if len(cut) > 2 else word


def _score(event: Act, document: Document, title: frozenset[str], sentences: list[Span]) -> tuple[float, tuple[str, ...]]:
    reasons: list[str] = []
    status: str
    if isinstance(event, Event):
        status, score = event.status, STATUS[event.status] + BY_THE_WAY.get(event.type, 0.0)
        acting, sides = event.actors, (*event.actors, *event.recipients)
    else:
        status, score = event.stage, STAGE
        acting, sides = (event.promisor,), (event.promisor, *((event.beneficiary,) if event.beneficiary else ()))
    number = next((n for n, s in enumerate(sentences) if s.start <= event.anchor.start < s.end), len(LEAD))
    if number < len(LEAD):
        score += LEAD[number]
        reasons.append("lead" if number == 0 else f"sentence {number + 1}")
    shared = len(title & stems(event.sentence.text))
    if shared:
        score += TITLE_WORD * shared / len(title)
        reasons.append(f"title {shared} of {len(title)}")
    if title & stems(event.anchor.text):
        score += TITLE_ACT
        reasons.append("act in title")
    named = [p for p in sides if p.kind != "group"]
    score += PARTY * min(len(named), SIDES_COUNTED) + (PARTY if acting else 0.0)
    if named:
        reasons.append(f"{len(named)} named")
    score += _standing(event, document)
    if status != "actual":
        reasons.append(status)
    return score + event.confidence / 10, tuple(reasons)


def _standing(event: Act, document: Document) -> float:
    """Whether the act is the news of its sentence or stands in a clause by the way ("the aid that Canada announced")."""
    token = document.doc[document.index_at(event.anchor.start)]
    for _ in range(12):
        if token.dep_ in {"relcl", "acl", "advcl", "pcomp", "pobj", "appos"} or (token.dep_ == "amod" and token.tag_ in {"VBG", "VBN"}):
            return ASIDE
        if token.dep_ == "ROOT" or token.head is token:
            return FIRST_CLAUSE
        token = token.head
    return 0.0
