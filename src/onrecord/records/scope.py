"""Whether an act is done, planned, only possible, denied or past, and the words that say so.

The method is that of ConText (Harkema et al. 2009), rows of cues with a category and a reach, over the parse instead of a window:
auxiliaries, negations and marks of the act's own clause, and the verbs, nouns and adjectives that it depends on.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.codebook.scope import Category
from onrecord.model import Document, Span, Status, Time
from onrecord.records.scope_chain import Link, chain_of
from onrecord.records.scope_conditions import Condition, condition_for, conditions_in
from onrecord.records.scope_cues import Decision, along
from onrecord.records.scope_sentence import background, in_reach, is_present, question

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class Scope:
    """What the surroundings of an act say about it.

    Args:
        decisions: what was found, nearest to the act first.
        condition: the words of the condition the act depends on, or None.
        binding: whether the condition leaves the act open ("if", not "once" or "as part of").
        condition_rule: the row of the condition.
    """

    decisions: tuple[Decision, ...] = ()
    condition: Span | None = None
    binding: bool = False
    condition_rule: str | None = None

    @property
    def negated(self) -> Span | None:
        """The negation: "not", "no", "denied", "without"."""
        return self._first("negated")

    @property
    def refused(self) -> Span | None:
        """The refusal: "refused to", "declined to", "failed to", "ruled out"."""
        return self._first("refused")

    @property
    def future(self) -> Span | None:
        """What puts the act ahead: "will", "plans to", "is set to", "next month"."""
        return self._first("future")

    @property
    def modal(self) -> Span | None:
        """What makes it only possible: "may", "is considering", "did not rule out", the "if" of a condition it stands in."""
        return self._first("modal")

    @property
    def requested(self) -> Span | None:
        """What asks somebody else for it: "urged", "called for"."""
        return self._first("requested")

    @property
    def question(self) -> Span | None:
        """What asks about it: "whether", a question mark."""
        return self._first("question")

    @property
    def hearsay(self) -> Span | None:
        """What leaves the source unnamed: "reportedly", "alleged", "is said to"."""
        return self._first("hearsay")

    @property
    def historical(self) -> Span | None:
        """What puts it well before the story: "in 2011", "years ago", "former"."""
        return self._first("historical")

    @property
    def status(self) -> Status:
        """Negated before hypothetical, hypothetical before planned, planned before historical, else actual."""
        if self.negated or self.refused:
            return "negated"
        if self.modal or self.requested or self.question or (self.condition and self.binding):
            return "hypothetical"
        if self.future:
            return "planned"
        return "historical" if self.historical else "actual"

    @property
    def cues(self) -> tuple[Span, ...]:
        """The words that decided anything, in the order of the text, each once."""
        spans = {d.span for d in self.decisions}
        if self.condition is not None:
            spans.add(self.condition)
        return tuple(sorted(spans))

    def _first(self, category: Category) -> Span | None:
        return next((d.span for d in self.decisions if d.category == category), None)


def scope_of(document: Document, index: int, times: tuple[Time, ...] = (), published: str | None = None) -> Scope:
    """The scope of one act.

    Args:
        document: the parsed article.
        index: token index of the verb or noun that tells of the act.
        times: temporal expressions; with them dates long before `published` are told from the story's own time.
        published: ISO date of publication; the article's own where None.
    """
    act = document.doc[index]
    chain = chain_of(act)
    decisions = list(along(document, chain))
    decisions += in_reach(document, act)
    decisions += question(document, act)
    decisions += background(document, chain, times, published or document.article.published)
    denied = any(d.category in {"negated", "refused"} for d in decisions)
    found = tuple(c for c in conditions_in(iter(act.sent)) if denied or not c.cue.negated)
    inside = next((c for c in found if c.clause is not None and c.holds(index)), None)
    if inside is not None:
        category: Category = "modal" if inside.cue.binding else "future"
        if inside.cue.binding or is_present(inside.clause):
            decisions.append(Decision(category, document.span_of([inside.first]), inside.cue.id))
    condition = condition_for(found, _with_speech(chain))
    return _scope(document, tuple(decisions), condition)


def condition_of(document: Document, index: int) -> Span | None:
    """The words of the condition of one act, as in `scope_of`, without the rest of its scope."""
    act = document.doc[index]
    found = conditions_in(iter(act.sent))
    if any(c.cue.negated for c in found):  # these hold only of a denied act
        return scope_of(document, index).condition
    condition = condition_for(found, _with_speech(chain_of(act))) if found else None
    return None if condition is None else condition.span(document)


def _scope(document: Document, decisions: tuple[Decision, ...], condition: Condition | None) -> Scope:
    if condition is None:
        return Scope(decisions)
    return Scope(decisions, condition.span(document), condition.cue.binding, condition.cue.id)


def _with_speech(chain: tuple[Link, ...]) -> tuple[Token, ...]:
    """The words of the chain, and the verb of saying above it: "If he wins, he has said, he will leave"."""
    tokens = tuple(link.token for link in chain)
    last = tokens[-1]
    while last.dep_ in {"ccomp", "parataxis", "conj", "advcl", "xcomp"} and last.head.i != last.i and len(tokens) < 12:
        last = last.head
        tokens = (*tokens, last)
    return tokens
