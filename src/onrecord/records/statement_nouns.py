"""Statements without a reporting verb: nouns ("the claim that"), "according to" and kin, adverbs, "X: ..." and "... — X"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from onrecord.codebook.reporting import Cue, adverbs, noun_cues, prepositions, words
from onrecord.records.statement_checks import is_none
from onrecord.records.statement_found import Found
from onrecord.records.statement_sources import Speaker, near_speaker, speaker
from onrecord.records.statement_tree import Range, Tree, subtree, trimmed, without
from onrecord.records.statement_verbs import cues_of

NOUN_ORDER = ("clause", "infinitive", "of", "for", "about", "on", "to", "against", "gerund")
NAME = re.compile(r"[^\W\d_][\w.’'-]*(?: (?:[A-Z][\w.’'-]*|of|the|de|van|von|al|and|\([A-Z][\w-]*\)))*\.?")
NAME_WORDS = 6
POLL_OPENINGS = frozenset(["in", "by", "to"])
CLOSERS = frozenset(["show", "shows", "showed", "suggest", "suggests", "indicate", "indicates", "reveal", "reveals"])
DENIABLE = frozenset(["en.noun.statement", "en.noun.claim", "en.noun.comment", "en.noun.description", "en.noun.report", "en.noun.call"])
"""Rows whose "no" leaves nothing said; who has no intention of leaving does say something."""


def of_noun(tree: Tree, n: int) -> Found | None:
    """The statement that a noun makes with its complement, or None."""
    cues = noun_cues(tree.lemma[n]) if tree.tag[n] in ("NN", "NNS", "VBZ") else ()
    if not cues or tree.dep[n] == "compound":
        return None
    if tree.lemma[n] in words("schemes") and (made := _of_scheme(tree, n)) is not None:
        return made
    for cue in cues:
        for frame in NOUN_ORDER:
            if frame not in cue.frames:
                continue
            content = _noun_content(tree, n, frame)
            if not content:
                continue
            source = _noun_source(tree, n)
            if source is None and frame == "clause" and tree.dep[n] == "nsubj" and content[0][0] > tree.head[n]:
                source = speaker(tree, n)  # "the accusation is that": it is all the source that is named
                return None if source is None else Found(n, _copula(tree, n), source, content, cue.id, cue.stance, "noun-clause", 0.5)
            if source is None and not _stands_alone(tree, n, cue, frame):
                return None  # nobody's notion
            if source is not None and any(a <= source.head < b for a, b in content):
                return None
            end = n + 1
            if frame in ("of", "for", "about", "to") and end < len(tree.word) and tree.word[end] == frame:
                end += 1
            owned = (source is not None or _there_are(tree, n)) and not (cue.id in DENIABLE and is_none(tree, n))
            return Found(n, (n, end), source, content, cue.id, cue.stance, "noun-" + frame, 0.6 if source else 0.5, not owned)
    return None


def _of_scheme(tree: Tree, n: int) -> Found | None:
    """What somebody's plan would do: "the mayor's plan would cap fares", "under the mayor's plan, drivers pay", "her plan is meant to cap fares".

    It counts in the wide net only: a plan that is described need not be on record as put forward.
    """
    source = _noun_source(tree, n)
    v = tree.head[n]
    if source is None:
        return None
    cue = (n, n + 1)
    content: tuple[Range, ...] = ()
    if tree.dep[n] == "pobj" and tree.word[v] == "under":
        content = _around(tree, v, Speaker(tree.left[n], tree.right[n] + 1, n))
    elif tree.dep[n] == "nsubj" and tree.tag[v] == "VB" and any(tree.word[a] in ("would", "will") for a in tree.all(v, "aux")):
        content = (trimmed(tree, v, tree.right[v] + 1),)
    elif tree.dep[n] == "nsubjpass" and tree.lemma[v] in ("intend", "mean", "design", "aim"):
        i = next((c for c in tree.all(v, "xcomp", "advcl") if tree.has_to(c)), None)
        cue, content = (n, v + 1), () if i is None else (trimmed(tree, *subtree(tree, i)),)
    return Found(n, cue, source, content, "en.noun.plan", None, "noun-scheme", 0.5, True) if content else None


def _stands_alone(tree: Tree, n: int, cue: Cue, frame: str) -> bool:
    """Whether a noun that nobody owns still tells of something said: "there are fears that", in the wide net "fears that", "allegations of" too."""
    if frame == "infinitive" and tree.lemma[n] in ("agreement", "pledge", "promise", "plan", "offer", "call", "vow"):
        return True
    if frame == "clause" and _there_are(tree, n):  # "there is agreement that"
        return True
    if cue.id not in ("en.noun.claim", "en.noun.statement", "en.noun.report"):
        return False
    return frame == "clause" or (frame in ("of", "about") and (tree.lemma[n] in words("charges") or _there_are(tree, n)))


def _there_are(tree: Tree, n: int) -> bool:
    """ "there have been complaints about": said, though by nobody named."""
    v = tree.head[n]
    return tree.dep[n] == "attr" and tree.lemma[v] == "be" and tree.child(v, "expl") is not None


def _copula(tree: Tree, n: int) -> Range:
    return tree.head[n], tree.head[n] + 1


def _noun_content(tree: Tree, n: int, frame: str) -> tuple[Range, ...]:
    if frame in ("clause", "infinitive"):
        for c in tree.children[n]:
            if c < n or not (tree.dep[c] in ("acl", "ccomp", "relcl", "xcomp") or (tree.dep[c] == "advcl" and tree.has_to(c))):
                continue
            that = any(tree.word[m] == "that" and tree.dep[m] == "mark" for m in tree.children[c])
            if (frame == "clause" and (that or tree.dep[c] == "ccomp")) or (frame == "infinitive" and tree.has_to(c)):
                a, b = subtree(tree, c)
                return (trimmed(tree, a, b),)
        copula = tree.head[n]
        if frame == "infinitive" and (aim := _aim(tree, n)) is not None:
            return (trimmed(tree, *subtree(tree, aim)),)
        if frame == "clause" and tree.dep[n] == "nsubj" and tree.lemma[copula] == "be":
            said = next((c for c in tree.all(copula, "ccomp") if c > copula), None)
            if said is not None:
                return (trimmed(tree, *subtree(tree, said)),)
        return ()
    if frame == "of" and any(tree.word[p] == "of" for p in tree.all(n, "prep")) and tree.dep[n] == "nsubj" and tree.lemma[n] in words("aims"):
        return ()  # "the goal of the union is to": whose goal, not what it is
    for p in tree.all(n, "prep"):
        if tree.word[p] == frame and (inner := tree.child(p, "pobj", "pcomp")) is not None:
            return (trimmed(tree, tree.left[inner], tree.right[p] + 1),)
    return ()


def _aim(tree: Tree, n: int) -> int | None:
    """The infinitive that "to be" says of a noun of purpose: "one of the goals of the union is to", "it is her stated intent to"."""
    if tree.lemma[n] not in words("aims"):
        return None
    top = tree.head[tree.head[n]] if tree.dep[n] == "pobj" and tree.word[tree.head[n]] == "of" else n  # "one of the goals"
    v = tree.head[top]
    if tree.lemma[v] != "be" or tree.dep[top] not in ("nsubj", "attr"):
        return None
    return next((c for c in tree.all(v, "xcomp", "advcl", "ccomp") if c > max(v, n) and tree.has_to(c)), None)


def _noun_source(tree: Tree, n: int) -> Speaker | None:
    """Possessor, "by X", "from X", the group before the noun ("union fears"), or the subject of the verb that governs the noun."""
    poss = tree.child(n, "poss")
    if poss is None and tree.lemma[n] in words("aims") and _aim(tree, n) is not None:
        of = next((p for p in tree.all(n, "prep") if tree.word[p] == "of"), None)
        owner = None if of is None else tree.child(of, "pobj")
        return None if owner is None else speaker(tree, owner)
    if poss is None and n and tree.dep[n - 1] in ("compound", "amod") and tree.head[n - 1] == n and _names_somebody(tree, n - 1):
        return Speaker(n - 1, n, n - 1)
    if poss is not None:
        return None if tree.word[poss] in words("calendar") else speaker(tree, poss)
    for p in tree.all(n, "prep", "agent", "acl"):
        for q in (p, *tree.all(p, "agent", "prep")):
            if tree.word[q] in ("by", "from") and (inner := tree.child(q, "pobj")) is not None:
                return speaker(tree, inner)
    v = tree.head[n]
    if tree.dep[n] == "attr" and tree.lemma[v] == "be" and noun_cues(tree.lemma[n])[0].id == "en.noun.side":
        own = tree.child(v, "nsubj")
        return None if own is None else speaker(tree, own)
    if tree.dep[n] in ("dobj", "attr") and tree.lemma[v] in words("holds-noun"):
        own = tree.child(v, "nsubj")
        return None if own is None else speaker(tree, own)
    return None


def _names_somebody(tree: Tree, i: int) -> bool:
    """Whether the word before a noun of speech says whose it is: "Israeli claims", "employee concerns", "media reports"."""
    if tree.tag[i] == "JJ":
        return tree.document.article.text[tree.start[i]].isupper() and tree.word[i] not in words("calendar")
    return tree.lemma[i] in words("groups") or (tree.tag[i] in ("NNP", "NNPS") and tree.word[i] not in words("calendar"))


def of_poll(tree: Tree, i: int) -> Found | None:
    """The statement that "in the latest poll,", "by one estimate," or "in her view," at token `i` makes with the clause beside it, or None."""
    named = tree.child(i, "pobj") if tree.word[i] in POLL_OPENINGS and tree.dep[i] == "prep" else None
    owner = None if named is None or tree.lemma[named] not in words("views") else tree.child(named, "poss")
    if named is None or (owner is None and tree.lemma[named] not in words("polls")):
        return None
    first, last = tree.bounds(i)
    opens = i == first or tree.word[i - 1] in (",", ";", "but", "and", "\u2014")
    closes = tree.right[named] + 2 >= last
    if not opens or not (closes or tree.word[tree.right[i] + 1 : tree.right[i] + 2] == [","]):
        return None
    source = speaker(tree, named if owner is None else owner, i)
    whole = speaker(tree, named, i)
    content = () if source is None or whole is None else _around(tree, i, whole)
    cue = (i, i + 1) if owner is None else (named, named + 1)
    return Found(i, cue, source, content, "en.by-poll" if owner is None else "en.in-view", None, "preposition", 0.6) if content else None


@cache
def preposition_openings() -> frozenset[str]:
    """First words of the phrases, to pass over the others at once."""
    return frozenset(phrase.split()[0] for phrase in prepositions())


def of_preposition(tree: Tree, i: int) -> Found | None:
    """The statement that "according to" or its kin at token `i` makes, or None."""
    table = prepositions()
    for length in (5, 4, 3, 2, 1):
        phrase = " ".join(tree.word[i : i + length])
        if phrase in table and len(tree.word) > i + length:
            break
    else:
        return None
    if phrase == "per" and tree.word[i - 1 : i] == ["as"]:
        return None
    last = i + length - 1
    named = next((tree.child(k, "pobj") for k in range(last, i - 1, -1) if tree.child(k, "pobj") is not None), None)
    if named is None and last + 1 < len(tree.word) and (run := near_speaker(tree, last, last + 1, tree.bounds(i)[1])) is not None:
        content = _around(tree, i, run)
        return Found(i, (i, last + 1), run, content, table[phrase], None, "preposition", 0.6) if content else None
    if named is None or named <= last or (phrase == "per" and not tree.tag[named].startswith("NNP")):
        return None
    source = speaker(tree, named, last)
    if source is None or tree.lemma[named] in words("measures"):
        return None
    content = _around(tree, i, source)
    return Found(i, (i, last + 1), source, content, table[phrase], None, "preposition", 0.85) if content else None


def _around(tree: Tree, i: int, source: Speaker) -> tuple[Range, ...]:
    """The clause that "according to X" belongs to, without the phrase itself."""
    top = i
    while tree.dep[top] in ("prep", "pcomp", "pobj", "mark", "advmod", "amod", "agent", "case") and tree.head[top] != top and not (
        tree.tag[top].startswith("V") and tree.dep[top] != "prep"
    ):
        top = tree.head[top]
    low, high = tree.bounds(i)
    if i <= top < source.start and tree.head[top] != top:  # the "reported" of "as reported by"
        top = tree.head[top]
    while tree.tag[top][:1] not in "VM" and tree.head[top] != top:
        top = tree.head[top]
    if tree.dep[top] == "xcomp" or (tree.dep[top] == "conj" and i < tree.left[top]):
        top = tree.head[top]
    whole = subtree(tree, top)
    hole = _parenthesis(tree, i, source)
    after = next((c for c in tree.all(top, "conj") if c > hole[1] and tree.child(c, "nsubj", "nsubjpass") is not None), None)
    if after is not None and whole[0] < i and top < i and tree.word[hole[1] : hole[1] + 1] == [","]:
        whole = whole[0], hole[1]  # "..., according to X, but Y denies it"
    pieces = [trimmed(tree, a, b) for a, b in without((max(low, whole[0]), min(high, whole[1])), [hole])]
    return tuple(p for p in pieces if p[1] - p[0] > 1)


def _parenthesis(tree: Tree, i: int, source: Speaker) -> Range:
    """ "according to X" with what belongs to X."""
    return min(i, source.start), max(source.end, tree.right[source.head] + 1)


def of_adverb(tree: Tree, i: int) -> Found | None:
    """Hearsay by adverb: no source; the content is the clause of its verb."""
    rule = adverbs().get(tree.word[i])
    if rule is None or tree.dep[i] not in ("advmod", "ROOT"):
        return None
    host = tree.head[i]
    if tree.tag[host].startswith("V") and any("clause" in c.frames for c in cues_of(tree, host)):
        return None  # "reportedly said": the verb makes the statement
    a, b = subtree(tree, host)
    pieces = tuple(p for p in (trimmed(tree, s, e) for s, e in without((a, b), [(i, i + 1)])) if p[1] - p[0] > 0)
    return Found(i, (i, i + 1), None, pieces, rule, None, "adverb", 0.5) if pieces else None


def of_closing(tree: Tree) -> Iterator[Found]:
    """ "..., documents seen by the paper show." at the end of a sentence, where the parse often takes the verb for a noun."""
    for i, word in enumerate(tree.word):
        if word != "." or i < 4 or tree.word[i - 1] not in CLOSERS:
            continue
        v, first = i - 1, tree.bounds(i)[0]
        comma = next((k for k in range(v - 1, max(first, v - 16), -1) if tree.word[k] == ","), None)
        if comma is None or comma - first < 3 or any(tree.document.quotation_at(tree.start[k]) for k in (v, comma)):
            continue
        papers = [k for k in range(comma + 1, v) if tree.lemma[k] in words("documents") and tree.tag[k].startswith("N")]
        if not papers or any(tree.tag[k] in ("VBD", "VBZ", "VBP", "MD") for k in range(comma + 1, v)):
            continue
        yield Found(v, (v, i), Speaker(comma + 1, v, papers[0]), (trimmed(tree, first, comma),), "en.cue.show", None, "clause", 0.7)


def of_layout(tree: Tree) -> Iterator[Found]:
    """ "NAME: words" at the start of a line (interviews, headlines), "words — Name" at its end after a quotation."""
    text = tree.document.article.text
    for line in re.finditer(r"[^\n]+", text):
        name, colon, rest = line.group().partition(":")
        name = name.lstrip("\"“")
        if not colon or not rest.strip() or not rest[:1].isspace() or len(name.split()) > NAME_WORDS:
            continue
        shown = name.strip(" *•-")
        if not shown or not NAME.fullmatch(shown) or not shown[0].isupper() or shown.lower() in words("not-speakers"):
            continue
        if not shown.isupper() and not _looks_named(shown):
            continue
        lead = len(line.group().partition(":")[0]) - len(name)
        start = line.start() + lead + name.index(shown)
        a = tree.document.index_at(start)
        at = tree.document.index_at(line.start() + lead + len(name))
        b = tree.document.index_at(line.end())
        if a < at < b and tree.word[at] == ":":
            said = trimmed(tree, at + 1, b, trailing=frozenset())
            yield Found(at, (at, at + 1), Speaker(a, at, at - 1), (said,), "en.layout.colon", None, "layout", 0.7)


def _looks_named(shown: str) -> bool:
    big = [w for w in shown.split() if w[0].isupper()]
    return len(big) >= 1 and len(shown.split()) - len(big) <= 2
