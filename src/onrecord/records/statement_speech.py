"""Direct speech: each quotation to the cue that introduces it, or to the speaker who went before.

The parser is at its weakest in sentences that hold quotations, so this goes by the marks, the words next to them and the order of
the text; the parse only helps to find the speaker.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from onrecord.codebook.reporting import words
from onrecord.model import Quotation
from onrecord.records.statement_found import Found
from onrecord.records.statement_sources import Speaker, near_speaker, source_of
from onrecord.records.statement_tree import Tree, group
from onrecord.records.statement_verbs import cues_of

REACH = 45
"""How many tokens before a quotation, in its sentence, its cue may stand."""
REACH_AFTER = 25
SIGNED = re.compile(r"[ \t\u00a0]*\n?[ \t\u00a0]*(—|―|–|--)[ \t\u00a0]*([A-Z@][^\n.!?:]{2,60})")
Chars = tuple[int, int]


@dataclass(slots=True)
class Draft:
    """A statement in the making, by code points."""

    at: int
    cue: Chars | None
    source: Speaker | None
    content: list[Chars]
    rule: str
    stance: str | None
    frame: str
    confidence: float
    speech: bool = False
    last_speech: int = field(default=-1)

    def covers(self, q: Quotation) -> bool:
        """Whether the content shares words with a quotation."""
        return any(s < q.span.end and q.span.start < e for s, e in self.content)

    def take(self, q: Quotation) -> None:
        """Add a quotation to the content; pieces that it touches are joined with it."""
        s, e = q.span.start, q.span.end
        rest = []
        for a, b in self.content:
            if a <= e and s <= b:
                s, e = min(s, a), max(e, b)
            else:
                rest.append((a, b))
        self.content = sorted([*rest, (s, e)])
        self.speech = True
        self.last_speech = q.span.end


def with_speech(tree: Tree, found: Iterable[Found]) -> list[Draft]:
    """The drafts of what was found, with every quotation that is speech given to the one that it belongs to, new ones included."""
    drafts = [_draft(tree, f) for f in found]
    by_cue = {d.at: d for d in drafts}
    last: Draft | None = None
    for q in tree.document.quotations:
        holders = [d for d in drafts if d.covers(q) and not _inside(tree, d, q)]
        if q.scare:
            for d in holders:
                _complete(d, q)
            continue
        owner = _owner(tree, q, holders, by_cue, last)
        for d in holders:
            if d is not owner and d.frame != "layout":
                _complete(d, q)
        if owner is None:
            continue
        if owner.at not in by_cue or by_cue[owner.at] is not owner:
            drafts.append(owner)
            by_cue[owner.at] = owner
        owner.take(q)
        last = owner
    return drafts


def _draft(tree: Tree, f: Found) -> Draft:
    cue = None if f.cue is None else (tree.start[f.cue[0]], tree.end[f.cue[1] - 1])
    content = sorted((tree.start[a], tree.end[b - 1]) for a, b in f.content if a < b)
    if f.frame != "layout":
        content = _within(tree, f.at, content)
    return Draft(f.at, cue, f.source, content, f.rule, f.stance, f.frame, f.confidence)


def _within(tree: Tree, at: int, content: list[Chars]) -> list[Chars]:
    """Content of a cue inside direct speech, without what the parse takes from behind the quotation."""
    q = tree.document.quotation_at(tree.start[at])
    if q is None or q.scare:
        return content
    kept = [(a, min(b, q.inner.end)) if a < q.inner.end else (a, b) for a, b in content]
    return [(a, b) for a, b in kept if a < b and (a < q.inner.end or tree.document.quotation_at(a) not in (None, q))]


def _inside(tree: Tree, d: Draft, q: Quotation) -> bool:
    return q.span.start <= tree.start[d.at] < q.span.end


def _complete(d: Draft, q: Quotation) -> None:
    """Let content that ends inside a quotation run to its marks."""
    s, e = q.span.start, q.span.end
    completed = []
    for a, b in d.content:
        starts = s < a <= q.inner.start
        ends = q.inner.end <= b < e
        completed.append((s if starts else a, e if ends else b))
    d.content = completed


def _owner(tree: Tree, q: Quotation, holders: list[Draft], by_cue: dict[int, Draft], last: Draft | None) -> Draft | None:
    """The draft that a quotation belongs to: one whose content holds it, one around the nearest cue, or the speech before it."""
    text = tree.document.article.text
    line = text.rfind("\n", 0, q.span.start) + 1
    line_end = text.find("\n", q.span.end)
    line_end = len(text) if line_end < 0 else line_end
    near = [d for d in holders if d.frame not in ("layout", "adverb")]
    if near:
        return min(near, key=lambda d: (d.frame == "preposition", abs(tree.start[d.at] - q.span.start)))
    signed = SIGNED.match(text, q.span.end)
    if signed and not text[line : q.span.start].strip():
        return _signed(tree, signed)
    low, high = tree.document.index_at(q.span.start), tree.document.index_at(q.span.end)
    ends_open = q.inner.text.endswith((",", "?", "!", "—", "–", "-", "…", "...")) or text[q.span.end : q.span.end + 1] == ","
    starts_free = _starts_sentence(text, line, q)
    after = _after(tree, q, high, line_end) if ends_open or not q.inner.text.endswith(".") else None
    before = None if starts_free else _before(tree, q, low, line)
    introduced = text[line : q.span.start].rstrip().endswith((":", ","))
    order = (after, before) if starts_free or (ends_open and not introduced) else (before, after)
    for v in order:
        if v is not None and (made := _made(tree, v, q, by_cue, low, high)) is not None:
            return made
    if starts_free and not text[line : q.span.start].strip() and (led := _led_in(tree, q, line, by_cue)) is not None:
        return led
    return last if starts_free and last is not None and _adjacent(text, last, q, line) else None


def _starts_sentence(text: str, line: int, q: Quotation) -> bool:
    """Whether nothing of its sentence stands before a quotation."""
    before = text[line : q.span.start].rstrip()
    return not before or (before[-1] in ".!?…”\"" and not before.endswith((",”", ',"', ":")))


def _after(tree: Tree, q: Quotation, high: int, line_end: int) -> int | None:
    """The cue behind a quotation ("...," he said; "..." said X)."""
    seen_verb = False
    for i in range(high, min(high + REACH_AFTER, len(tree.word))):
        if tree.start[i] >= line_end or tree.document.quotation_at(tree.start[i]) not in (None, q) or tree.word[i] in (".", "!", "?", ";"):
            return None
        if tree.start[i] < q.span.end:
            continue
        if _can_quote(tree, i) and not seen_verb:
            return i
        if tree.tag[i] in ("VBD", "VBZ", "VBP") and tree.dep[i] not in ("relcl", "acl", "aux", "auxpass", "advcl"):
            seen_verb = True
    return None


def _before(tree: Tree, q: Quotation, low: int, line: int) -> int | None:
    """The cue before a quotation in its sentence, the nearest first."""
    best = None
    for i in range(low - 1, max(-1, low - 1 - REACH), -1):
        if tree.start[i] < line or tree.word[i] in (".", "!", "?"):
            break
        other = tree.document.quotation_at(tree.start[i])
        if other is not None and not other.scare and other is not q:
            continue
        if _can_quote(tree, i):
            best = i
            break
    return best


def _can_quote(tree: Tree, i: int) -> bool:
    if not tree.tag[i].startswith("V") or tree.dep[i] in ("amod", "compound"):
        return False
    if tree.lemma[i] in ("hold", "vote") and tree.child(i, "dobj") is not None:  # "holding signs"
        return False
    return any("quote" in c.frames for c in cues_of(tree, i)) or _hands_out(tree, i)


def _hands_out(tree: Tree, i: int) -> bool:
    """ "issued a statement: '...'": a verb with a noun of speech for its object, and a colon behind that."""
    made = tree.child(i, "dobj")
    if made is None or made < i or tree.lemma[made] not in words("speech-nouns") or not any("speech" in c.frames for c in cues_of(tree, i)):
        return False
    colon = next((k for k in range(made + 1, min(made + 9, len(tree.word))) if tree.word[k] == ":"), None)
    return colon is not None and not any(tree.tag[k].startswith("V") for k in range(made + 1, colon))


def _made(tree: Tree, v: int, q: Quotation, by_cue: dict[int, Draft], low: int, high: int) -> Draft | None:
    """The draft around a cue, a new one where there is none."""
    known = by_cue.get(v)
    if (known is not None and known.frame in ("quote", "clause", "infinitive", "object", "speech")) or (known is not None and known.speech):
        if known.frame == "object" and not known.speech:
            known.content = [c for c in known.content if c[1] - c[0] > 25]
        return known
    if known is not None and known.frame in ("on", "about", "of", "to") and q.span.start > tree.start[v]:
        known.content = []  # "commented on the verdict: '...'": what is said, not what it is about
        return known
    cue = next(c for frame in ("quote", "speech") for c in cues_of(tree, v) if frame in c.frames)
    source = _outside(tree, source_of(tree, v), q) or _nearby(tree, v, low, high)
    if source is None:
        return None
    a, b = group(tree, v)
    return Draft(v, (tree.start[a], tree.end[b - 1]), source, [], cue.id, cue.stance, "quote", 0.9)


def _outside(tree: Tree, source: Speaker | None, q: Quotation) -> Speaker | None:
    """A source, unless the parse looked for it inside the quotation."""
    if source is None or q.span.start <= tree.start[source.head] < q.span.end:
        return None
    return source


def _nearby(tree: Tree, v: int, low: int, high: int) -> Speaker | None:
    bounds = (high, len(tree.word)) if v >= high else (max(0, low - REACH), low)
    return near_speaker(tree, v, *bounds)


def _adjacent(text: str, last: Draft, q: Quotation, line: int) -> bool:
    """Whether the speech before is in the same paragraph or ends the one before."""
    reached = max(last.last_speech, last.cue[1] if last.cue else 0)
    if reached > q.span.start:
        return False
    between = text[reached : q.span.start]
    lines = [part for part in between.split("\n") if part.strip(" \t\u00a0.,")]
    if reached >= line:
        return True
    alone = not text[line : q.span.start].strip()
    return alone and len(lines) <= 1 and len(between) < 300


def _led_in(tree: Tree, q: Quotation, line: int, by_cue: dict[int, Draft]) -> Draft | None:
    """The cue of the paragraph before, where that ends with a colon."""
    text = tree.document.article.text
    before = text[:line].rstrip()
    if not before.endswith(":"):
        return None
    i = tree.document.index_at(len(before) - 1)
    v = _before(tree, q, i, before.rfind("\n") + 1)
    return None if v is None else _made(tree, v, q, by_cue, i, i + 1)


def _signed(tree: Tree, signed: re.Match[str]) -> Draft | None:
    a = tree.document.index_at(signed.start(2))
    b = tree.document.index_at(signed.end(2))
    at = tree.document.index_at(signed.start(1))
    if not at < a < b:
        return None
    return Draft(at, signed.span(1), Speaker(a, b, b - 1), [], "en.layout.dash", None, "layout", 0.8)
