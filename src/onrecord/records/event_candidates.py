"""Which words of a document may tell of an act: the triggers of the codebook tested against the parse, the most specific first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from onrecord.codebook.event_types import Trigger, event_types
from onrecord.model import Document, Party, Statement, WhoIsWho
from onrecord.records.event_frames import Form, Frame, base_forms, frame_of, has_to, phrase_lemmas
from onrecord.records.event_roles import recipients_of

if TYPE_CHECKING:
    from spacy.tokens import Token


INFINITIVE = "to *"
"""Stands in a trigger's `complement` for any infinitive."""
NAME = "@name"
"""Stands in a trigger's `objects` or `subjects` for any proper name or personal pronoun."""
PERSONAL = frozenset({"he", "she", "they", "we", "i", "you", "him", "her", "them", "us", "me", "himself", "herself", "themselves"})


OPENING = frozenset({"“", '"', "``", "‘", "«", "„"})
QUOTED_WITHIN = 12
"""How many words after a verb a quoted name may begin ("called the inquiry into his taxes a 'hoax'")."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that tells of an act.

    Args:
        type: the event type.
        trigger: the row of the codebook that says so.
        frame: its surroundings.
        anchor: the tokens that carry the act, in order.
        more: other words of the sentence that tell of the same act; a side that is not named here may be named there.
    """

    type: str
    trigger: Trigger
    frame: Frame
    anchor: tuple[Token, ...]
    more: tuple[Candidate, ...] = ()

    @property
    def head(self) -> Token:
        """The token that carries the act."""
        return self.frame.head

    @property
    def scope(self) -> Token:
        """The token whose clause says whether the act is done: the light verb above a noun, else the word itself."""
        return self.frame.support if self.frame.support is not None else self.frame.head


@dataclass(frozen=True, slots=True)
class Entry:
    """A trigger as it is filed under one of its head words.

    Args:
        type: its event type.
        trigger: the row.
        form: what the head word is.
        rest: the further words: before the head for nouns ("air" strike), after it for verbs (pull "out").
        rank: sorts better matches first: more constraints, then confidence, then the order of the files.
    """

    type: str
    trigger: Trigger
    form: Form
    rest: tuple[str, ...]
    rank: tuple[float, float, int]


def find_candidates(document: Document, who: WhoIsWho, statements: tuple[Statement, ...] = ()) -> tuple[Candidate, ...]:
    """The words of `document` that tell of an act, in order, each with its best trigger. Page chrome is left out."""
    removed = [(r.span.start, r.span.end) for r in document.article.removed]
    found = []
    for token in document.doc:
        if token.is_space or token.is_punct or any(a <= token.idx < b for a, b in removed):
            continue
        candidate = next(candidates_at(token, who, speakers(token, statements)), None)
        if candidate is not None:
            found.append(candidate)
    return tuple(found)


def candidates_at(token: Token, who: WhoIsWho, speaker: tuple[Party, ...] = ()) -> Iterator[Candidate]:
    """All acts that one word, said by `speaker`, may tell of, the most specific first."""
    frames: dict[Form, Frame] = {}
    for entry in _entries(token):
        frame = frames.get(entry.form)
        if frame is None:
            frame = frames[entry.form] = frame_of(token, entry.form, speaker)
        if fits(entry, frame, who):
            yield Candidate(entry.type, entry.trigger, frame, _anchor(entry, token))


def speakers(token: Token, statements: tuple[Statement, ...]) -> tuple[Party, ...]:
    """Who says a word: the speaker of the narrowest statement whose content holds it."""
    statement = statement_at(token.idx, statements)
    return () if statement is None or statement.speaker is None else (statement.speaker,)


def statement_at(offset: int, statements: tuple[Statement, ...]) -> Statement | None:
    """The narrowest statement whose content holds a code point of the text."""
    around = (s for s in statements if any(c.start <= offset < c.end for c in s.content))
    return min(around, key=lambda s: sum(c.end - c.start for c in s.content), default=None)


def fits(entry: Entry, frame: Frame, who: WhoIsWho) -> bool:
    """Whether the surroundings of a word are those that the trigger asks for."""
    trigger = entry.trigger
    return (
        _has_words(entry, frame)
        and _has_lemmas(_things(frame, who), trigger.objects, trigger.not_objects, who)
        and _has_prepositions(frame, trigger.preps, trigger.not_preps)
        and _has_complement(frame.clauses, trigger.complement, trigger.not_complement)
        and _has_lemmas(_subjects(frame), trigger.subjects, trigger.not_subjects, who)
        and all(_has_part(need, trigger, frame, who) for need in trigger.needs)
    )


# ------------------------------------------------------------------------------------------------------ filing triggers
@cache
def entries() -> dict[tuple[Form, str], tuple[Entry, ...]]:
    """All triggers by form and head lemma, the most specific first."""
    filed: dict[tuple[Form, str], list[Entry]] = {}
    order = 0
    for kind in event_types().values():
        for trigger in kind.triggers:
            order += 1
            for form, lemma, rest in _heads(trigger):
                rank = (-constraints(trigger, rest), -trigger.confidence, order)
                filed.setdefault((form, lemma), []).append(Entry(kind.type, trigger, form, rest, rank))
    return {k: tuple(sorted(v, key=lambda e: e.rank)) for k, v in filed.items()}


def _heads(trigger: Trigger) -> Iterator[tuple[Form, str, tuple[str, ...]]]:
    for verb in trigger.verbs:
        head, *rest = verb.split()
        yield "verb", head, tuple(rest)
    for noun in trigger.nouns:
        *before, head = noun.replace("-", " - ").split()
        yield "noun", head, tuple(before)
    for adjective in trigger.adjectives:
        head, *rest = adjective.split()
        yield "adjective", head, tuple(rest)


def constraints(trigger: Trigger, rest: tuple[str, ...]) -> float:
    """How much a trigger asks for: what must be there counts whole, which parts there must be at all counts half."""
    wanted = (trigger.objects, trigger.preps, trigger.subjects)
    complement = 0.0 if not trigger.complement else 0.5 if trigger.complement == ("*",) else 1.0
    return sum(1.0 for w in wanted if w) + complement + len(rest) + 0.5 * len(trigger.needs)


def _entries(token: Token) -> Iterable[Entry]:
    """The triggers filed under a word, for each form that its tag allows, and for regular endings that the tagger misread."""
    lemma, lower, pos = token.lemma_.lower(), token.lower_, token.pos_
    table = entries()
    if pos in {"VERB", "AUX"} or token.dep_ == "aux":
        found = table.get(("verb", lemma), ())
        if not found:
            found = next((table["verb", b] for b in base_forms(lower) if ("verb", b) in table), ())
        if token.tag_ == "VBG" and token.dep_ in {"pobj", "dobj", "nsubj"}:
            found += table.get(("noun", lower), ())
        if token.tag_ == "VBN" or token.dep_ == "ROOT":
            found += table.get(("adjective", lower), ())
        return () if token.dep_ in {"amod", "compound"} and not list(token.children) else found
    if pos in {"NOUN", "PROPN"}:
        found = table.get(("noun", lemma), ()) or table.get(("noun", lower), ())
        if not found and token.dep_ not in {"compound", "nsubj", "npadvmod"}:
            found = next((table["verb", b] for b in base_forms(lower) if ("verb", b) in table), ())
        return () if token.dep_ == "compound" else found
    if pos in {"ADJ", "ADV", "ADP"}:
        found = table.get(("adjective", lemma), ()) or table.get(("adjective", lower), ())
        if token.dep_ in {"amod", "advmod"}:
            return ()
        if not found and token.dep_ in {"acomp", "ROOT", "acl", "advcl", "xcomp", "ccomp", "conj", "oprd"}:
            found = next((table["verb", b] for b in base_forms(lower) if ("verb", b) in table), ())
        return found
    return ()


def _anchor(entry: Entry, token: Token) -> tuple[Token, ...]:
    """The words that carry the act: those before a noun, or the particles that follow a verb closely."""
    if entry.form == "noun":
        return tuple(token.doc[token.i - len(entry.rest) : token.i + 1]) if entry.rest else (token,)
    last = token.i
    for word in entry.rest:
        for ahead in range(last + 1, min(last + 3, len(token.doc))):
            if word in {token.doc[ahead].lower_, token.doc[ahead].lemma_.lower()}:
                last = ahead
                break
    return tuple(token.doc[token.i : last + 1])


# ------------------------------------------------------------------------------------------------------ testing frames
def _has_words(entry: Entry, frame: Frame) -> bool:
    if not entry.rest:
        return True
    if entry.form == "noun":
        head = frame.head
        before = list(head.doc[max(0, head.i - len(entry.rest)) : head.i])
        return len(before) == len(entry.rest) and all(
            w in {t.lower_, t.lemma_.lower()} for w, t in zip(entry.rest, before, strict=True)
        )
    return all(word in frame.particles for word in entry.rest)


def _things(frame: Frame, who: WhoIsWho) -> tuple[Token, ...]:
    """The objects; where a party is supplied with something, the something too."""
    if frame.form == "verb" and frame.head.lemma_ in WITH_THINGS and any(who.of(t.i) for t in frame.objects):
        return frame.objects + frame.phrase("with")
    return frame.objects


WITH_THINGS = frozenset({"supply", "provide", "furnish", "present", "equip", "issue"})


def _subjects(frame: Frame) -> tuple[Token, ...]:
    if frame.form == "noun":
        return frame.subjects + frame.owners + frame.phrase("by")
    return frame.subjects


def _has_lemmas(tokens: tuple[Token, ...], wanted: tuple[str, ...], unwanted: tuple[str, ...], who: WhoIsWho) -> bool:
    if wanted:
        lemmas = {lemma for token in tokens for lemma in phrase_lemmas(token)}
        named = NAME in wanted and any(t.pos_ == "PROPN" or t.lower_ in PERSONAL for t in tokens)
        if not named and not any(all(part in lemmas for part in w.split()) for w in wanted):
            return False
    if unwanted:
        # what stands before a party does not say what it is: "met opposition leaders" met with no opposition
        cores = {x for t in tokens for x in ((t.lemma_.lower(), t.lower_) if who.of(t.i) else phrase_lemmas(t))}
        return not any(all(part in cores for part in u.split()) for u in unwanted)
    return True


def _has_prepositions(frame: Frame, wanted: tuple[str, ...], unwanted: tuple[str, ...]) -> bool:
    return (not wanted or any(_has_preposition(frame, w) for w in wanted)) and not any(_has_preposition(frame, u) for u in unwanted)


def _has_preposition(frame: Frame, wanted: str) -> bool:
    """ "with", "out of", or a preposition and a lemma in its phrase: "into custody"."""
    if frame.has_preposition(wanted):
        return True
    preposition, _, lemma = wanted.rpartition(" ")
    if not preposition:
        return wanted in frame.particles and frame.form == "verb"
    return any(lemma in phrase_lemmas(token) for token in frame.phrase(preposition))


def _has_complement(clauses: tuple[Token, ...], wanted: tuple[str, ...], unwanted: tuple[str, ...]) -> bool:
    if not wanted and not unwanted:
        return True
    lemmas = {x for c in clauses for x in (c.lemma_.lower(), c.lower_)}
    lemmas |= {k.lower_ for c in clauses for k in c.children if k.dep_ in {"neg", "acomp", "attr"}}
    if (wanted and not lemmas) or ("*" in unwanted and lemmas):
        return False
    fitting = "*" in wanted or not lemmas.isdisjoint(wanted) or (INFINITIVE in wanted and any(map(has_to, clauses)))
    return (not wanted or fitting) and lemmas.isdisjoint(unwanted)


def _has_part(need: str, trigger: Trigger, frame: Frame, who: WhoIsWho) -> bool:
    if need == "object":
        return bool(frame.objects)
    if need == "no_object":
        return not frame.objects
    if need == "speaker":
        return bool(frame.speaker)
    if need == "predicate":
        return frame.predicate
    if need == "negated":
        return frame.negated
    if need == "negated_copula":
        return any(c.dep_ == "neg" for c in frame.head.head.children)
    if need == "quoted":
        return any(t.text in OPENING for t in frame.head.doc[frame.head.i + 1 : frame.head.i + QUOTED_WITHIN])
    if need == "subject":
        return bool(_subjects(frame))
    if need == "party_subject":
        return any(who.of(t.i) for t in _subjects(frame))
    if need == "party_object":
        return any(who.of(t.i) for t in (*frame.objects, *frame.indirect))
    return bool(recipients_of(trigger, frame, who))
