"""Mends of the parse that matter to who says what, made on the lists of a `Tree` before anything is read off them.

The small parser attaches a second verb of saying to the clause before it ("she said he would stay and warned of ..." makes him warn).
Reporters seldom write that, so such a verb goes back to the verb of saying above; the edges of all subtrees follow.
"""

from __future__ import annotations

from onrecord.codebook.reporting import verb_cues, words
from onrecord.records.statement_tree import Tree

CLAUSE_DEPS = frozenset(["ccomp", "conj", "xcomp", "advcl", "acomp", "dobj", "relcl", "prep", "pobj"])


def mend(tree: Tree) -> Tree:
    """The same tree with second verbs of saying under the first; its lists are changed in place."""
    moved = False
    for v, tag in enumerate(tree.tag):
        if tag == "NNS" and _is_verb(tree, v):
            tree.tag[v] = "VBZ"
        elif tag == "NNS" and tree.dep[v] == "ROOT" and (said := _said_by_compound(tree, v)) is not None:
            tree.tag[v] = "VBZ"
            tree.dep[said] = "xcomp" if tree.has_to(said) else "ccomp"
            for c in [c for c in tree.children[v] if c < v - 1]:
                _move(tree, c, v - 1, tree.dep[c])
            tree.dep[v - 1] = "nsubj"
            tree.set_edges()
    verbs = [v for v, tag in enumerate(tree.tag) if tag in ("VBD", "VBZ", "VBG", "VBN")]
    for v in verbs:
        if tree.dep[v] == "acl" and _closes(tree, v):
            top = tree.head[tree.head[v]]
            own = tree.head[v]
            tree.tag[v] = "VBD"
            _move(tree, v, top, "parataxis")
            _move(tree, own, v, "nsubj")
            tree.set_edges()
    for v in verbs:
        if tree.tag[v] in ("VBD", "VBZ") and _is_inverted(tree, v):
            tree.dep[next(c for c in tree.children[v] if tree.dep[c] == "dobj")] = "nsubj"
            tree.dep[v] = "parataxis" if tree.head[v] != v else "ROOT"
    for v in verbs:
        if tree.dep[v] in ("conj", "advcl") and _speaks(tree, v) and (tree.tag[v] != "VBN" or _is_finite(tree, v)):
            above = _above(tree, v)
            if above is not None:
                _move(tree, v, above, tree.dep[v])
                moved = True
    if "according" in tree.word:
        for i, word in enumerate(tree.word):
            moved = (word == "according" and _give_back_subject(tree, i)) or moved
    if moved:
        tree.set_edges()
    return tree


def _is_verb(tree: Tree, n: int) -> bool:
    """Whether a word taken for a plural has a subject and an infinitive or clause ("the firm plans to expand")."""
    own = tree.child(n, "nsubj")
    if own is None or own > n or tree.child(n, "cop", "det", "amod", "poss") is not None or not verb_cues(tree.lemma[n]):
        return False
    return any(c > n and (tree.has_to(c) or tree.dep[c] == "ccomp") for c in tree.all(n, "xcomp", "ccomp"))


def _said_by_compound(tree: Tree, n: int) -> int | None:
    """The clause of a plural that stands for the verb of its sentence ("Dahl charges that ports pay nothing"), its subject taken for a part of it."""
    if n == 0 or tree.dep[n - 1] != "compound" or tree.head[n - 1] != n or not verb_cues(tree.lemma[n]):
        return None
    if not all(tree.dep[c] in ("compound", "det", "punct") for c in tree.children[n] if c < n):
        return None
    return next((c for c in tree.all(n, "acl", "relcl", "ccomp", "xcomp") if c > n and (tree.has_to(c) or tree.word[tree.left[c]] == "that")), None)


def _give_back_subject(tree: Tree, i: int) -> bool:
    """Mend "According to the agency Tolo, the minister, Ana Lopez, said ...", where name and minister are taken for other parts of the sentence."""
    v = tree.head[i]
    to = tree.child(i, "prep")
    named = None if to is None else tree.child(to, "pobj")
    if named is None and to is not None and tree.tag[v].startswith("V"):  # "According to the agency Tolo, the minister said", Tolo taken for who said
        taken = next((c for c in tree.all(v, "nsubj") if tree.left[c] == to + 1), None)
        own = None if taken is None else _after_name(tree, taken)
        if taken is not None and own is not None:
            _move(tree, taken, to, "pobj")
            _move(tree, own, v, "nsubj")
            return True
    if named is None or not named < v or not tree.tag[v].startswith("V"):
        return False
    name = tree.right[named] + 1
    if tree.tag[name] == "NNP" and tree.right[named] == named and tree.head[name] in (i, to, v):
        own = _after_name(tree, name)
        if tree.head[name] != v or own is not None or any(c > name for c in tree.all(v, "nsubj", "nsubjpass")):
            _move(tree, name, named, "appos")
            if own is not None:
                _give(tree, own, v)
            return True
        return False
    if tree.child(v, "nsubj", "nsubjpass", "expl", "csubj") is not None:
        return False
    own = _after_name(tree, named)
    if own is None or own > v:
        return False
    _give(tree, own, v)
    return True


def _give(tree: Tree, own: int, v: int) -> None:
    """Make a noun phrase the subject of a verb, with the commas around it."""
    first = tree.left[own] - 1
    for c in [c for c in tree.children[tree.head[own]] if c >= first]:
        _move(tree, c, v, "nsubj" if c == own else tree.dep[c])


def _after_name(tree: Tree, n: int) -> int | None:
    """What the parse takes for the apposition of a name: a noun phrase after a comma."""
    return next((c for c in tree.all(n, "appos", "conj") if c > n and tree.word[tree.left[c] - 1] == ","), None)


def _move(tree: Tree, i: int, head: int, dep: str) -> None:
    """Hang a token with all that hangs on it on another."""
    if i in tree.children[tree.head[i]]:
        tree.children[tree.head[i]].remove(i)
    tree.head[i], tree.dep[i] = head, dep
    tree.children[head] = sorted([*tree.children[head], i])


def _closes(tree: Tree, v: int) -> bool:
    """Whether a verb of saying after a comma and a noun ends its sentence, taken for what is said of the noun (", the board announced on Monday.")."""
    n = tree.head[v]
    if tree.tag[v] not in ("VBN", "VBD") or v != n + 1 or not _only_says(tree, v) or tree.dep[n] not in ("dobj", "npadvmod", "appos", "conj", "attr"):
        return False
    first, end = tree.left[n], tree.bounds(v)[1]
    if first == 0 or tree.word[first - 1] != "," or tree.child(v, "agent", "dobj", "ccomp", "xcomp", "aux") is not None:
        return False
    if tree.lemma[n] in words("proposals") | words("documents") | words("things") | words("speech-nouns"):
        return False
    top = tree.head[n]
    return tree.tag[top].startswith("V") and tree.child(top, "nsubj", "nsubjpass") is not None and end - tree.right[v] <= 3


def _is_inverted(tree: Tree, v: int) -> bool:
    """Whether a verb of saying after a comma has its subject behind it, taken for an object (", argued the lawyer")."""
    before = tree.word[v - 1] if v else ""
    after_clause = v > 1 and tree.tag[v - 2].startswith("V") and _speaks(tree, v - 2)  # "a step that, the mayor noted, raised the stakes"
    loose = tree.dep[v] == "conj" and tree.child(tree.head[v], "cc") is None and _only_says(tree, v)  # "..., argued the lawyer" after a full clause
    if before == "," and (after_clause or (tree.dep[v] in ("conj", "pcomp", "relcl", "acl") and not loose) or tree.child(v, "mark") is not None):
        return False
    if before not in (",", "”", '"', "''", "’") or not _speaks(tree, v):
        return False
    if tree.child(v, "nsubj", "nsubjpass", "xcomp", "aux") is not None:
        return False
    if any(c > v or tree.child(c, "nsubj", "nsubjpass") is None for c in tree.all(v, "ccomp")):
        return False
    objects = tree.all(v, "dobj")
    return len(objects) == 1 and objects[0] > v and tree.word[tree.left[objects[0]] - 1 : tree.left[objects[0]]] != [","]


def _speaks(tree: Tree, v: int) -> bool:
    return any("quote" in c.frames for c in verb_cues(tree.lemma[v]))


def _only_says(tree: Tree, v: int) -> bool:
    """Whether a verb takes speech and a clause, but no thing for its object ("argued", not "rejected")."""
    frames = {f for c in verb_cues(tree.lemma[v]) for f in c.frames}
    return {"quote", "clause"} <= frames and verb_cues(tree.lemma[v])[0].stance is None


def _above(tree: Tree, v: int) -> int | None:
    """The verb of saying that a second one without a subject of its own goes with, or None where the parse may stand."""
    if tree.child(v, "nsubj", "nsubjpass", "mark") is not None:
        return None
    if tree.dep[v] == "advcl" and (tree.tag[v] != "VBG" or not _after_comma(tree, v)):
        return None
    host = tree.head[v]
    if tree.tag[v] != "VBG" and tree.tag[host] == "VB" and tree.has_to(host) and tree.tag[tree.head[host]] == tree.tag[v] and tree.head[host] < host:
        return tree.head[host]  # "ordered him to leave and ruled that": a past tense is not coordinated with an infinitive
    thinks = tree.tag[v] == "VBG" and any(c.id in ("en.cue.believe", "en.cue.hope", "en.cue.fear") for c in verb_cues(tree.lemma[host]))
    if _speaks(tree, host) and (tree.tag[host] == tree.tag[v] or tree.tag[v] == "VBG") and not thinks:
        return None
    at = host
    for _ in range(6):
        up = tree.head[at]
        if up == at or (tree.dep[at] not in CLAUSE_DEPS and tree.dep[at] != "acl"):
            return None
        if tree.dep[at] == "acl" and any(tree.word[m] == "that" and tree.dep[m] == "mark" for m in tree.children[at]):
            while tree.dep[up] in ("pobj", "prep") and tree.head[up] < up:
                up = tree.head[up]  # "argued in a letter to students that ..., and urged"
            return up if tree.tag[up] == tree.tag[v] and _speaks(tree, up) and not tree.document.quotation_at(tree.start[v]) else None
        if tree.dep[at] == "ccomp" and up < at and _speaks(tree, up):
            same = tree.tag[up] == tree.tag[v] or tree.tag[v] == "VBG" or (tree.tag[v] == "VBN" and tree.tag[up] in ("VBD", "VBZ", "VBP"))
            return up if same and not tree.document.quotation_at(tree.start[v]) else None
        at = up
    return None


def _is_finite(tree: Tree, v: int) -> bool:
    """Whether a participle says what its own clause asserts: "and has promised to publish it", or a past tense taken for a passive ("proposed to wait")."""
    if any(tree.word[a] in ("has", "have") for a in tree.all(v, "aux")):
        return True
    if tree.dep[v] != "conj" or tree.child(v, "aux", "auxpass", "agent") is not None or tree.tag[tree.head[v]] != "VBN":
        return False
    ids = {c.id for c in verb_cues(tree.lemma[v])}
    undertakes = bool(ids & UNDERTAKE) and any(c > v and tree.has_to(c) for c in tree.all(v, "xcomp"))
    states = _only_says(tree, v) and not any("addressee" in c.frames for c in verb_cues(tree.lemma[v])) and tree.child(v, "ccomp") is not None
    return undertakes or states


UNDERTAKE = frozenset(["en.cue.propose", "en.cue.pledge", "en.cue.agree", "en.cue.refuse"])
"""Rows whose verbs with an infinitive are hardly ever passive: nobody is proposed, promised or agreed to do a thing."""


def _after_comma(tree: Tree, v: int) -> bool:
    i = tree.left[v]
    while i > 1 and tree.word[i - 1] in ('"', "”", "''", "’"):
        i -= 1
    return i > 0 and (tree.word[i - 1] == "," or tree.word[i] == ",")
