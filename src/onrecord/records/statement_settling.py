"""Which drafts stand as statements: one for a cue, nested ones only where the inner source is another; their chains and manner."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from onrecord.codebook.reporting import verb_cues, words
from onrecord.model import Manner, Party, Span, Statement, WhoIsWho, content_id, unique
from onrecord.records.statement_speech import Draft
from onrecord.records.statement_trailing import cut_trailing
from onrecord.records.statement_tree import Tree

ARTICLE = re.compile(r"^(?:the|a|an|some|this|that|these|those)\s+", re.IGNORECASE)
LONGEST_DATELINE = 60
MINDED = frozenset(["en.cue.expect", "en.cue.predict", "en.cue.fear", "en.cue.want", "en.cue.pledge", "en.cue.accuse"])
"""Rows of verbs that only somebody with a mind does, whatever the noun says of its kind."""
POINTING = frozenset(["this", "that", "these", "those", "all"])
"""Determiners that stand for things and not for somebody of a group ("another", "some", "one")."""
FIRST_PERSONS = frozenset(["i", "we", "you", "me", "us", "my", "our", "your"])
ANYBODY = frozenset(["anyone", "anybody", "whoever", "whomever"])
BESIDE_TIMES = frozenset(["this", "the", "last", "next", "on", "in", "early", "late"])
"""Words of the calendar that name no time by themselves."""
THIRD_PERSONS = frozenset(["he", "she", "they", "it", "his", "her", "their", "its", "who"])


def settled(tree: Tree, drafts: Iterable[Draft], who: WhoIsWho) -> tuple[Statement, ...]:
    """The statements in the order of their cues."""
    drafts = list(drafts)
    cut_trailing(tree, drafts)
    kept = [d for d in drafts if d.content and not _is_only_time(tree, d)]
    kept.sort(key=lambda d: (tree.start[d.at], d.content[0]))
    kept = [d for d in _not_within_objects(tree, kept) if _can_speak(tree, d, who)]
    parties = [_party(tree, who, d) for d in kept]
    _papers(tree, kept, parties)
    outer = [_outer(tree, kept, n) for n in range(len(kept))]
    standing = [outer[n] is None or _differs(tree, kept, parties, n, outer[n]) for n in range(len(kept))]
    made = []
    for n, d in enumerate(kept):
        if standing[n]:
            made.append(_statement(tree, d, parties[n], _chain(n, outer, standing, parties)))
    return _with_ids(tree.document.article.id, made)


def _is_only_time(tree: Tree, d: Draft) -> bool:
    """Whether the words taken for content only say when ("protested on Monday")."""
    text = tree.document.article.text
    said = " ".join(text[s:e] for s, e in d.content).lower().split()
    pure = all(w.strip(".,") in words("calendar") or w.strip(".,").isdigit() for w in said)
    return pure and any(w.strip(".,") not in BESIDE_TIMES for w in said)  # "denied this" is no time


def _not_within_objects(tree: Tree, drafts: list[Draft]) -> list[Draft]:
    """Without nouns that are the object of a cue verb which is a statement itself ("announced plans to")."""
    verbs = {d.at: d for d in drafts if not d.frame.startswith("noun")}
    out = []
    for d in drafts:
        holder = verbs.get(tree.head[d.at]) if d.frame.startswith("noun") else None
        if holder is None or tree.dep[d.at] not in ("dobj", "attr", "pobj") or not _touch(holder, d) or _is_anothers(tree, holder, d):
            out.append(d)
    return out


def _is_anothers(tree: Tree, holder: Draft, d: Draft) -> bool:
    """Whether a noun of speech has an owner of its own by name ("backed Ms Roy's proposal to sell the port" tells of two)."""
    if d.source is None or holder.source is None or d.source.head == holder.source.head:
        return False
    return tree.dep[d.source.head] == "poss" and tree.tag[d.source.head].startswith("NNP")


def _can_speak(tree: Tree, d: Draft, who: WhoIsWho) -> bool:
    """Whether a source can oppose, demand or announce a thing: a party, a document, a pronoun. With a clause or speech any source can."""
    if d.source is not None and tree.word[d.source.head] in ("'s", "’s"):
        return False  # "let's see how it goes"
    if d.source is not None and tree.word[d.source.head] in ANYBODY:
        return False
    if d.source is None or d.speech or d.frame in ("preposition", "layout", "noun-clause", "clause", "infinitive", "gerund"):
        return True
    head = d.source.head
    if d.rule in MINDED and tree.word[d.source.end - 1] not in words("calendar"):
        return True  # "the service expects high waves", not "is expected by the end of the month"
    if (tree.tag[head] in ("DT", "CD") and tree.word[head] not in POINTING):
        return True  # "another accused him"
    if any(tree.dep[c] == "appos" and tree.tag[c].startswith("NNP") for c in tree.children[head]):
        return True  # "its chair, Ana Roy, accused"
    judges = d.stance is not None or any(c.stance is not None and c.id == d.rule for c in verb_cues(tree.lemma[d.at]))  # "no longer supports" too
    if d.frame == "object+as" or tree.tag[head] == "NNS" or judges or tree.word[head] in ("percent", "%"):
        return True  # "residents described it as", "supporters praised", "the guild criticised"
    return bool(who.of(head)) or tree.lemma[head] in words("documents") or tree.tag[head] in ("PRP", "PRP$", "WP", "NNP", "NNPS")


def _touch(a: Draft, b: Draft) -> bool:
    return any(s < f and e < t for s, t in a.content for e, f in b.content)


def _party(tree: Tree, who: WhoIsWho, d: Draft) -> Party | None:
    """Who the source is; a document, or a source of no known kind, as the article describes it."""
    if d.source is None:
        return None
    found = who.of(d.source.head)
    if found:
        return found[0]
    if tree.tag[d.source.head] not in ("NN", "NNS", "NNP", "NNPS"):
        return None
    words_ = Span.trimmed(tree.document.article.text, tree.start[d.source.start], tree.end[d.source.end - 1])
    return Party(ARTICLE.sub("", words_.text), "group", None, None, None, words_)


def _papers(tree: Tree, drafts: list[Draft], parties: list[Party | None]) -> None:
    """Let "it" stand for the document that spoke just before in the same paragraph ("the draft says ... It recommends ...")."""
    for n in range(1, len(drafts)):
        now, then = drafts[n].source, drafts[n - 1].source
        if now is None or then is None or tree.word[now.head] != "it" or tree.lemma[then.head] not in words("documents"):
            continue
        between = tree.document.article.text[tree.start[then.head] : tree.start[now.head]]
        apart = tree.sentence[now.head] - tree.sentence[then.head]
        if "\n" not in between and apart in (0, 1) and parties[n - 1] is not None:
            parties[n] = parties[n - 1]


def _outer(tree: Tree, drafts: list[Draft], n: int) -> int | None:
    """The innermost draft in whose content the cue of draft `n` stands."""
    at = tree.start[drafts[n].at]
    best, size = None, 0
    for m, other in enumerate(drafts):
        if m == n or other.at == drafts[n].at:
            continue
        for s, e in other.content:
            if s <= at < e and (best is None or e - s < size) and not _inside(tree, other, drafts[n]):
                best, size = m, e - s
    return best


def _inside(tree: Tree, d: Draft, other: Draft) -> bool:
    at = tree.start[d.at]
    return any(s <= at < e for s, e in other.content)


def _differs(tree: Tree, drafts: list[Draft], parties: list[Party | None], n: int, m: int | None) -> bool:
    """Whether the source of a nested draft is another than that of the draft around it."""
    assert m is not None
    inner, outer = drafts[n], drafts[m]
    if inner.source is None:
        return outer.source is not None and inner.frame not in ("adverb",) and not tree.document.quotation_at(tree.start[inner.at])
    word = tree.word[inner.source.head]
    quoted = tree.document.quotation_at(tree.start[inner.at])
    scare = quoted.span if quoted is not None and quoted.scare else None
    if scare is not None and tree.start[inner.source.head] < scare.start < inner.content[0][0] < scare.end:
        return False  # he "only said what they think": it is said of him
    if quoted is not None and not quoted.scare and (inner.frame not in ("clause", "noun-clause", "quote") or word in THIRD_PERSONS):
        return False
    if (tree.tag[inner.at] == "VB" or (tree.tag[inner.at] == "VBG" and tree.has_to(inner.at))) and inner.frame != "clause":
        return False  # "he urged them to push for it": nobody pushes yet
    if word in FIRST_PERSONS:
        return False
    if outer.source is not None and inner.source.head == outer.source.head:
        return False
    a, b = parties[n], parties[m]
    if a is not None and b is not None and a.name == b.name:
        return False
    return word not in THIRD_PERSONS or (a is not None and b is not None)


def _chain(n: int, outer: list[int | None], standing: list[bool], parties: list[Party | None]) -> tuple[Party, ...]:
    """The sources from the immediate one outward."""
    chain: list[Party] = []
    seen: set[int] = set()
    at: int | None = n
    while at is not None and at not in seen:
        seen.add(at)
        party = parties[at]
        if standing[at] and party is not None and all(party.name != p.name for p in chain):
            chain.append(party)
        at = outer[at]
    return tuple(chain)


def _statement(tree: Tree, d: Draft, party: Party | None, chain: tuple[Party, ...]) -> Statement:
    article = tree.document.article
    content = tuple(Span.trimmed(article.text, _after_dateline(tree, s, e), e) for s, e in d.content)
    source = None
    if d.source is not None:
        source = Span.trimmed(article.text, tree.start[d.source.start], tree.end[d.source.end - 1])
    cue = None if d.cue is None else article.span(*d.cue)
    return Statement("", source, party, cue, content, _manner(tree, content), d.stance, chain, d.rule, d.confidence)


def _after_dateline(tree: Tree, start: int, end: int) -> int:
    """Where content begins that the parse took together with the dateline before it ("Aug. 26 (Agency) - ...")."""
    near = (r.span.end for r in tree.document.article.removed if r.reason == "dateline" and start <= r.span.end < end)
    return max((e for e in near if e - start < LONGEST_DATELINE), default=start)


def _manner(tree: Tree, content: tuple[Span, ...]) -> Manner:
    """Direct where all letters of the content are quoted, mixed where some are, indirect else."""
    quoted = plain = False
    text = tree.document.article.text
    for span in content:
        at = span.start
        for q in tree.document.quotations:
            if q.span.start >= span.end:
                break
            s, e = max(q.span.start, at), min(q.span.end, span.end)
            if s < e:
                plain = plain or any(c.isalnum() for c in text[at:s])
                quoted = quoted or any(c.isalnum() for c in text[s:e])
                at = e
        plain = plain or any(c.isalnum() for c in text[at : span.end])
    if not quoted:
        return "indirect"
    return "mixed" if plain else "direct"


def _with_ids(article: str, made: list[Statement]) -> tuple[Statement, ...]:
    ids = unique(content_id("s", article, *((s.start, s.end) if s else None for s in (m.source, m.cue, *m.content))) for m in made)
    return tuple(replace(m, id=i) for m, i in zip(made, ids, strict=True))
