"""Who is the source of a cue: subjects through passives, relative clauses, participles, coordination and control."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.codebook.reporting import words
from onrecord.records.statement_tree import NOUN_TAGS, PHRASE_TAGS, RELATIVE, Tree, noun_phrase

CLAUSES = frozenset(["xcomp", "advcl", "ccomp", "pcomp", "conj"])


@dataclass(frozen=True, slots=True)
class Speaker:
    """The noun phrase of a source, by token indexes."""

    start: int
    end: int
    head: int


def source_of(tree: Tree, v: int) -> Speaker | None:
    """The source of the verb `v` read as an active cue: its subject, or the agent where it is passive; None where there is none."""
    head = _sender(tree, v) or subject(tree, v)
    return None if head is None else speaker(tree, head, v)


def _sender(tree: Tree, v: int) -> int | None:
    """Who a handed-out statement is from: "the palace issued the following statement from the queen"."""
    made = tree.child(v, "dobj")
    if made is None or tree.lemma[v] not in words("issues") or tree.lemma[made] not in ("statement", "message", "letter"):
        return None
    sent = next((p for h in (v, made) for p in tree.all(h, "prep") if tree.word[p] == "from" and p > made), None)
    return None if sent is None else tree.child(sent, "pobj")


def speaker(tree: Tree, head: int, cue: int | None = None) -> Speaker | None:
    """The noun phrase of a head, clear of the cue; None for expletives and words that cannot name a source."""
    if tree.tag[head] not in NOUN_TAGS and tree.tag[head] != "PRP$" and not tree.tag[head].startswith("V"):
        return None
    if tree.word[head] in ("it", "there") and tree.dep[head] == "expl":
        return None
    start, end = noun_phrase(tree, head, () if cue is None else (cue,))
    return Speaker(start, end, head) if start <= head < end else Speaker(head, head + 1, head)


def subject(tree: Tree, v: int, depth: int = 0) -> int | None:
    """Head of the phrase that does what the verb `v` says (the logical subject), or None."""
    if depth > 5:
        return None
    if tree.is_passive(v):
        return agent(tree, v)
    dep, head = tree.dep[v], tree.head[v]
    own = _own(tree, v, "nsubj", "csubj")
    if own is not None and not (dep == "relcl" and tree.word[own] in RELATIVE):
        return _antecedent(tree, own, v)
    paper = _paper(tree, head) if dep in ("acl", "relcl") and tree.tag[v] in ("VBG", "VBD", "VBZ") else None
    if paper is not None:
        issuer = surface_subject(tree, tree.head[paper], depth + 1)  # "they released a report saying": they say it
        if issuer is not None and tree.lemma[tree.head[paper]] in words("issues"):
            return issuer
    if own is not None:
        return _antecedent(tree, own, v)
    if dep == "acl":
        return head if tree.tag[v] == "VBG" else _owner(tree, head, depth)
    if dep == "relcl":
        return head if any(tree.word[c] in RELATIVE for c in tree.children[v]) else None
    if dep == "pcomp":
        poss = tree.child(v, "poss")
        return poss if poss is not None else _governor(tree, head, depth)
    if dep in CLAUSES and tree.tag[head][:1] in "VAMJ" and head != v:
        if dep == "xcomp" and tree.lemma[head] in words("controls-object") and (them := tree.child(head, "dobj")) is not None:
            return them
        if dep == "conj" and tree.is_passive(head):
            return tree.child(head, "nsubjpass") if not tree.is_passive(v) else agent(tree, head)
        return surface_subject(tree, head, depth)
    return None


def _paper(tree: Tree, noun: int) -> int | None:
    """The document that somebody issues and a clause is hung on, or on a name in it ("issued a ruling against Ana Roy finding that")."""
    if tree.dep[noun] == "pobj" and tree.tag[noun].startswith("NNP") and tree.word[tree.head[noun]] in ("against", "on", "to", "for"):
        noun = tree.head[tree.head[noun]]
    return noun if tree.dep[noun] == "dobj" and tree.lemma[noun] in words("documents") else None


def _own(tree: Tree, v: int, *deps: str) -> int | None:
    """The subject that hangs on a verb, or on one of its auxiliaries."""
    own = tree.child(v, *deps)
    last = next((s for s in reversed(tree.all(v, *deps)) if s < v), None)
    if own is not None and last is not None and own < last and tree.word[tree.left[last] - 1] == "," and tree.right[last] + 1 == v:
        own = last  # "..., the first of three cargoes, the port said", what is added to the clause taken for a subject too
    if own is None:
        own = next((s for a in tree.all(v, "aux", "auxpass") if (s := tree.child(a, *deps)) is not None), None)
    if own is None and tree.tag[v] in ("VBP", "VBD", "VBZ"):  # "44 percent approve", the share taken for a measure
        own = next((s for s in tree.all(v, "npadvmod") if s < v and tree.word[s] in ("percent", "%", "per")), None)
    return own


def surface_subject(tree: Tree, v: int, depth: int = 0) -> int | None:
    """Head of the grammatical subject of a verb, passive ones included."""
    own = _own(tree, v, "nsubj", "nsubjpass")
    if own is not None:
        return _antecedent(tree, own, v)
    return subject(tree, v, depth + 1)


def agent(tree: Tree, v: int) -> int | None:
    """Head of the by-phrase of a passive, or None."""
    by = next((c for c in tree.children[v] if tree.dep[c] == "agent" or (tree.word[c] == "by" and tree.dep[c] == "prep")), None)
    return None if by is None else tree.child(by, "pobj")


def _antecedent(tree: Tree, own: int, v: int) -> int | None:
    """The noun that a relative pronoun stands for; the subject itself else."""
    if tree.word[own] in ("it", "there") and (tree.dep[own] == "expl"):
        return None
    if tree.word[own] in RELATIVE and tree.tag[own] in ("WP", "WDT", "IN", "DT"):
        top = v
        while tree.dep[top] not in ("relcl", "ROOT", "acl") and tree.head[top] != top:
            top = tree.head[top]
        if tree.dep[top] in ("relcl", "acl"):
            return _person(tree, tree.head[top]) if tree.word[own] == "who" else tree.head[top]
        return own if tree.word[own] == "that" else None
    return own


def _person(tree: Tree, noun: int) -> int:
    """Whom "who" stands for where the parse hangs it on a thing ("people briefed on the plan, who asked not to be named")."""
    at = noun
    for _ in range(4):
        if tree.lemma[at] not in words("documents") | words("proposals") | words("things"):
            return at
        holder = tree.head[tree.head[at]] if tree.dep[at] == "pobj" else tree.head[at]
        while tree.dep[holder] in ("acl", "amod", "prep") and tree.head[holder] != holder:
            holder = tree.head[holder]
        if not tree.tag[holder].startswith("N") or holder == at:
            return noun
        at = holder
    return noun


def _governor(tree: Tree, preposition: int, depth: int) -> int | None:
    """The subject of the verb over a preposition ("he responded by saying", "was quoted as saying")."""
    head = tree.head[preposition]
    if tree.lemma[head] in ("quote", "cite") and not tree.is_passive(head) and (them := tree.child(head, "dobj")) is not None:
        return them  # "quoted the mayor as saying"
    if tree.tag[head].startswith("V"):
        return surface_subject(tree, head, depth + 1)
    return _owner(tree, head, depth)


def _owner(tree: Tree, noun: int, depth: int) -> int | None:
    """Who a noun belongs to: its possessor, else the subject of the verb it is the object of."""
    poss = tree.child(noun, "poss")
    if poss is not None:
        return poss
    head = tree.head[noun]
    if tree.dep[noun] in ("dobj", "attr") and head != noun:
        return surface_subject(tree, head, depth + 1)
    return None


def near_speaker(tree: Tree, v: int, low: int, high: int) -> Speaker | None:
    """The noun phrase next to a cue, by its tags alone, where the parse has no subject for it.

    Args:
        tree: the document.
        v: the cue.
        low, high: token bounds outside which nothing is looked for (the quotation marks).
    """
    for back in (True, False):
        if back and v < low + 1:
            continue
        run = _run(tree, v, low, high, back)
        if run:
            a, b = _apposed(tree, v, low, *run) if back else run
            while a < b - 1 and tree.word[a] in words("days"):
                a += 1  # "On Friday Smith said"
            nouns = [i for i in range(a, b) if tree.tag[i].startswith("N") or tree.tag[i] in ("PRP", "WP")]
            if nouns and not all(tree.tag[i] == "PRP" and tree.word[i] in ("it", "him", "them", "me", "us", "her") for i in nouns):
                head = nouns[-1] if a == run[0] or not back else next((i for i in nouns if not tree.tag[i + 1].startswith("NNP")), nouns[-1])
                return Speaker(a, b, head)
    return None


def _apposed(tree: Tree, v: int, low: int, a: int, b: int) -> tuple[int, int]:
    """The phrase before an apposition between commas ("Anna Roy of 'Clean Wells', a charity, told"): it names who speaks."""
    if tree.word[v - 1] != "," or a - 2 < low or tree.word[a - 1] != "," or tree.word[a] not in ("a", "an", "the", "his", "her", "its", "their"):
        return a, b
    first = a - 1
    while first > low and tree.word[first - 1] not in (",", ".", ";", ":", "\n") and a - first < 14:
        first -= 1
    while first < a - 1 and not tree.tag[first].startswith("NNP"):
        first += 1
    return (first, b) if first < a - 1 else (a, b)


def _run(tree: Tree, v: int, low: int, high: int, back: bool) -> tuple[int, int] | None:
    """The stretch of noun phrase words directly before or after a cue, adverbs and auxiliaries between passed over."""
    step = -1 if back else 1
    i = v + step
    while low <= i < high and (tree.tag[i] in ("RB", "MD") or tree.dep[i] in ("aux", "auxpass") or (back and tree.word[i] == ",")):
        i += step
    at = i
    while low <= i < high and (tree.tag[i] in PHRASE_TAGS or (not back and tree.word[i] == "of")):
        i += step
    if i == at:
        return None
    return (i + 1, at + 1) if back else (at, i)
