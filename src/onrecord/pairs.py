"""What one party does to another, for sentences whose two parties are known already: the learned coder with the codebook's rules as evidence.

Data sets of dyads are coded this way: the user marks who and whom, and asks for the type. The codes are those of PLOVER's sentence sets, in
which a future act of some types counts as the act of saying so (a meeting to come is AGREE, an attack to come THREATEN).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from onrecord.codebook.event_types import event_types
from onrecord.model import Article, Document, Span, Status
from onrecord.models.coder import event_coder
from onrecord.models.coder_input import Marked, unmarked
from onrecord.parsing import parse
from onrecord.records.event_contexts import codes_of
from onrecord.records.event_relations import Link, link_between

FLOOR = 0.35
"""Below this probability the coder's best type is no answer: of the sentences kept back in training, those below it are right half of the time."""


@dataclass(frozen=True, slots=True)
class CodedPair:
    """How the first party acts on the second.

    Args:
        type: the PLOVER type, None where nothing is sure enough to say.
        quad: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict; None without a type.
        mode: the mode of the trigger that found the act, None where the type is not the trigger's.
        cameo: CAMEO code, as text (leading zeros matter).
        goldstein: Goldstein score of that code.
        confidence: the probability of the type, 0 to 1; without the coder the rule's own confidence.
        status: of the act that the rules found, None where they found none.
        anchor: half-open offsets of the word that tells of it.
        rule: id of the codebook's trigger that found it, None where the coder answers alone.
    """

    type: str | None
    mode: str | None
    quad: int | None
    cameo: str | None
    goldstein: float | None
    confidence: float
    status: Status | None
    anchor: tuple[int, int] | None
    rule: str | None


def code_pairs(sentences: Sequence[Marked], *, floor: float = FLOOR, rules_only: bool = False) -> list[CodedPair]:
    """Code sentences with their parties marked.

    Args:
        sentences: each with `text`, `source` and `target`; a party may be None. `anchor` and `rule` are found here.
        floor: the probability below which there is no type.
        rules_only: leave the coder out.

    Returns:
        one answer a sentence, in order.

    Raises:
        ModelError: no English spaCy model is installed.
    """
    read = [by_rules(s) for s in sentences]
    coder = None if rules_only else event_coder()
    if coder is None or not read:
        return [_coded(link, with_future(link) if link else None, link.confidence if link else 0.0, m) for m, link in read]
    out = []
    for (sentence, link), answer in zip(read, coder.probabilities([m for m, _ in read]), strict=True):
        best = max(answer, key=lambda name: (answer[name], name))
        out.append(_coded(link, best if answer[best] >= floor else None, answer[best], sentence))
    return out


def with_future(link: Link) -> str:
    """The type of an act, for a future act the one that PLOVER gives its future."""
    if link.status in ("planned", "hypothetical"):
        return event_types()[link.type].future_as or link.type
    return link.type


def marked_row(row: Mapping[str, Any]) -> Marked:
    """A row of a user's file as a sentence with its parties.

    Args:
        row: either `marked`, the sentence with `<s>the actor</s>` and `<t>the recipient</t>`, or `text`, `source` and `target`, the words of
            each party as they stand in the text.

    Raises:
        ValueError: no such fields, or words that do not stand in the text; the message says which.
    """
    if row.get("marked"):
        sentence = unmarked(str(row["marked"]))
        if sentence.source is None and sentence.target is None:
            raise ValueError("no party is marked: write <s>actor</s> and <t>recipient</t>")
        return sentence
    text = str(row.get("text") or "")
    if not text.strip():
        raise ValueError('it has neither "marked" nor "text"')
    places: dict[str, tuple[int, int] | None] = {}
    for name in ("source", "target"):
        words = str(row.get(name) or "")
        at = text.find(words) if words else -1
        if words and at < 0:
            raise ValueError(f'its {name}, "{words}", does not stand in the text')
        places[name] = (at, at + len(words)) if words else None
    if places["source"] is None and places["target"] is None:
        raise ValueError('it names no party: fill "source" and "target" with words of the text')
    return Marked(text, places["source"], places["target"])


def by_rules(sentence: Marked) -> tuple[Marked, Link | None]:
    """The sentence with what the rules read, and their link."""
    document: Document = parse(Article("pair", "pair", sentence.text))
    link = link_between(document, _span(sentence, sentence.source), _span(sentence, sentence.target))
    if link is None:
        return replace(sentence, anchor=None, rule=None), None
    token = document.doc[link.head]
    return replace(sentence, anchor=(token.idx, token.idx + len(token.text)), rule=with_future(link)), link


def _span(sentence: Marked, offsets: tuple[int, int] | None) -> Span:
    """Offsets as a span; the whole sentence where the party is not marked."""
    start, end = offsets or (0, len(sentence.text))
    return Span.of(sentence.text, start, end)


def _coded(link: Link | None, type_name: str | None, confidence: float, sentence: Marked) -> CodedPair:
    status, rule = (link.status, link.trigger.id) if link else (None, None)
    if type_name is None:
        return CodedPair(None, None, None, None, None, confidence, status, sentence.anchor, rule)
    if link is not None and link.type == type_name:
        cameo, quad, goldstein = codes_of(type_name, link.trigger)
        return CodedPair(type_name, link.trigger.mode, quad, cameo, goldstein, round(confidence, 3), status, sentence.anchor, rule)
    kind = event_types()[type_name]
    told = rule if link is not None and with_future(link) == type_name else None
    return CodedPair(type_name, None, kind.quad, kind.cameo, kind.goldstein, round(confidence, 3), status, sentence.anchor, told)


def as_row(sentence: Marked, coded: CodedPair) -> dict[str, Any]:
    """The answer as columns to put beside the user's own."""
    anchor = sentence.text[slice(*coded.anchor)] if coded.anchor else None
    return {
        "type": coded.type, "mode": coded.mode, "quad": coded.quad, "cameo": coded.cameo, "goldstein": coded.goldstein, "confidence": coded.confidence,
        "status": coded.status, "anchor": anchor, "rule": coded.rule,
    }  # fmt: skip


def read_rows(name: str, content: str) -> list[tuple[int, dict[str, Any] | ValueError]]:
    """The rows of a JSON Lines or CSV file, each with its line number; a line that is no row as the error that says so.

    Args:
        name: the file's name; one that ends in .csv is read as CSV, all else as JSON Lines.
        content: its text.
    """
    if name.lower().endswith(".csv"):
        import csv
        import io

        reader = csv.DictReader(io.StringIO(content.removeprefix("\ufeff"), newline=""))
        return [(reader.line_num, {k: v for k, v in row.items() if k is not None}) for row in reader]
    out: list[tuple[int, dict[str, Any] | ValueError]] = []
    for number, line in enumerate(content.removeprefix("\ufeff").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError:
            out.append((number, ValueError("no JSON object")))
            continue
        out.append((number, row if isinstance(row, dict) else ValueError("no JSON object")))
    return out
