"""Records whose commitments are the gold mentions of stories, for measuring linking without the reading.

The gold of a story tells each mention's words and stage, and its thread's promisor and beneficiary. The rest of what a commitment holds follows
from the text in one way for all: the action is the clause of the mention's words, without a subject that is a party; sum and due date are those
of the clause; the beneficiary is that of the thread where the action names it. Statements, events and parties stay as they were read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, get_args

from onrecord.codebook.countries import country_named
from onrecord.codebook.stages import instrument_of
from onrecord.ledger.identity import principals
from onrecord.mentions.amounts import find_amounts
from onrecord.mentions.parties import find_parties
from onrecord.mentions.times import find_times
from onrecord.model import Amount, Commitment, Document, Party, PartyKind, Record, Span, Stage, Time, content_id
from onrecord.model.linking import amount_for
from onrecord.model.timing import due_for, due_within, when_of
from onrecord.parsing import parse
from onrecord.records.commitment_parties import joined

if TYPE_CHECKING:
    from spacy.tokens import Token

    from onrecord.model.document import WhoIsWho

BODIES: tuple[PartyKind, ...] = ("organisation", "group", "person")
VOTES = frozenset(["votes", "vote", "seats"])
"""Units that tell how a thing is approved, not what it is."""
ENDS = " \t\r\n,;:.–—-…"


@dataclass(frozen=True, slots=True)
class Gold:
    """A mention of a gold thread: the thread (story and id), its kind, promisor and beneficiary, the article's id, the words and the stage."""

    thread: str
    kind: str
    promisor: str
    beneficiary: str
    article: str
    words: Span
    about: str
    stage: str


def with_gold(records: Iterable[Record], gold: list[Gold]) -> tuple[list[Record], dict[int, Commitment]]:
    """The records with the gold mentions in place of the commitments that were read.

    Returns:
        the records, and the commitment of each gold mention by its place in `gold`.
    """
    out: list[Record] = []
    made: dict[int, Commitment] = {}
    for record in records:
        own = [n for n, one in enumerate(gold) if one.kind == "commitment" and one.article == record.article.id]
        document = parse(record.article)
        who, times, amounts = find_parties(document), find_times(document), find_amounts(document)
        parties = list(record.parties)
        here: list[Commitment] = []
        for n in own:
            promisors = [party_named(name, parties, gold[n].words) for name in gold[n].promisor.split(";")]
            parties.extend(p for p in promisors if all(p.name != q.name for q in parties))
            made[n] = _commitment(gold[n], document, promisors, who, times, amounts)
            here.append(made[n])
        here.sort(key=lambda c: (c.anchor.start, c.anchor.end))
        out.append(replace(record, commitments=tuple(here), parties=tuple(parties)))
    return out, made


def with_promisors(records: Iterable[Record], gold: list[Gold], found: Mapping[int, Commitment]) -> list[Record]:
    """The records as they were read, with the gold promisor in the place of that of each commitment that was found to be a gold mention."""
    by_item = {item.id: gold[n] for n, item in found.items()}
    out: list[Record] = []
    for record in records:
        parties, made = list(record.parties), list[Commitment]()
        for item in record.commitments:
            if item.id in by_item:
                promisors = [party_named(name, record.parties, item.promisor.mention) for name in by_item[item.id].promisor.split(";")]
                parties.extend(p for p in promisors if all(p.name != q.name for q in parties))
                item = replace(item, promisor=joined(tuple(promisors)))
            made.append(item)
        out.append(replace(record, commitments=tuple(made), parties=tuple(parties)))
    return out


def party_named(name: str, parties: Iterable[Party], words: Span) -> Party:
    """The party of a gold name: the state, else the party of the article that the name may mean, else an organisation of that name."""
    name = name.strip()
    country = country_named(name)
    if country:
        return Party(country.name, "state", country.iso3, "GOV", None, words)
    for party in parties:
        if may_mean(name, party):
            return replace(party, mention=words)
    return Party(name, "organisation", None, None, None, words)


def may_mean(name: str, party: Party) -> bool:
    """Whether a gold name may mean a party that was read: the same state, or names that share a key, of a body, a group or a person of its country."""
    name = name.strip()
    country, keys = country_named(name), set(principals([party]))
    if country:
        return country.iso3 in keys
    span = Span(0, len(name), name)
    return any(
        not keys.isdisjoint(principals([Party(name, kind, of, None, None, span)])) for kind in BODIES for of in {None, party.country}
    )  # fmt: skip


def _commitment(
    gold: Gold, document: Document, promisors: list[Party], who: WhoIsWho, times: tuple[Time, ...], amounts: tuple[Amount, ...]
) -> Commitment:
    root = _root(document, gold.words)
    sentence = document.sentence_of(root)
    action = _action(document, root, gold.words, who)
    due = due_for(document, times, root.i) or due_within(document, times, action)
    amounts = tuple(a for a in amounts if a.unit not in VOTES)
    amount = amount_for(document, amounts, root.i) or next((a for a in amounts if action.contains(a.words)), None)
    stage: Stage = next((s for s in get_args(Stage) if s == gold.stage), "pledged")
    return Commitment(
        id=content_id("c", gold.article, gold.words.start, gold.words.end, gold.thread), anchor=gold.words, promisor=joined(tuple(promisors)),
        beneficiary=_beneficiary(gold, promisors, who, action), action=action, stage=stage, condition=None,
        due=when_of(due, due=True) if due is not None else None, amount=amount,
        instrument=instrument_of(t.lemma_.lower() for t in document.tokens_in(action)), said_by=(), certainty="asserted", event=None,
        sentence=sentence, rule="gold", confidence=1.0,
    )  # fmt: skip


def _root(document: Document, words: Span) -> Token:
    """The verb of the words that stands highest, else the highest word."""
    tokens = [t for t in document.tokens_in(words) if not t.is_space]
    inside = {t.i for t in tokens}
    tops = [t for t in tokens if t.head.i not in inside or t.head == t]
    root = next((t for t in tops if t.pos_ in {"VERB", "AUX"}), tops[0])
    while root.dep_ in {"aux", "auxpass"} and root.head.i in inside:
        root = root.head
    return root


def _action(document: Document, root: Token, words: Span, who: WhoIsWho) -> Span:
    """The clause of a verb without a subject that is a party: the act as a reader would mark it."""
    left_out: set[int] = set()
    for child in root.children:
        acting = child.dep_ == "nsubj" and who.at(child.i) is not None
        before = child.i < root.i and root.pos_ in {"VERB", "AUX"} and child.dep_ not in {"nsubj", "nsubjpass"}
        if acting or before or child.dep_ in {"parataxis", "mark", "punct", "advcl", "conj", "cc"}:
            left_out.update(t.i for t in child.subtree)
    own = [t for t in root.subtree if t.i not in left_out and not t.is_space]
    start = min(t.idx for t in own)
    end = max(t.idx + len(t) for t in own)
    between = [t.idx for t in root.doc if t.i in left_out and t.i > root.i and t.idx > words.end]
    return Span.trimmed(document.article.text, start, max(min([end, *between]), words.end), ENDS)


def _beneficiary(gold: Gold, promisors: list[Party], who: WhoIsWho, action: Span) -> Party | None:
    """The beneficiary of the thread, where the words of the act name it."""
    mine = set(principals(promisors))
    for mention in who.mentions:
        party = mention.party
        other = party.kind != "person" and mine.isdisjoint(principals([party]))
        if other and action.contains(mention.span) and any(may_mean(name, party) for name in gold.beneficiary.split(";") if name.strip()):
            return party
    return None
