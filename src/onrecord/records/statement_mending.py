"""Mends of the parse that matter to who says what, made on the lists of a `Tree` before anything is read off them.

The small parser attaches a second verb of saying to the clause before it ("she said he would stay and warned of ..." makes him warn).
Reporters seldom write that, so such a verb goes back to the verb of saying above; the edges of all subtrees follow.
"""

from __future__ import annotations

from onrecord.codebook.reporting import verb_cues
from onrecord.records.statement_tree import Tree

CLAUSE_DEPS = frozenset(["ccomp", "conj", "xcomp", "advcl", "acomp", "dobj", "relcl", "prep", "pobj"])


def mend(tree: Tree) -> Tree:
    """The same tree with second verbs of saying under the first; its lists are changed in place."""
    moved = False
    for v, tag in enumerate(tree.tag):
        if tag in ("VBD", "VBZ") and _is_inverted(tree, v):
            tree.dep[next(c for c in tree.children[v] if tree.dep[c] == "dobj")] = "nsubj"
            tree.dep[v] = "parataxis" if tree.head[v] != v else "ROOT"
    for v, tag in enumerate(tree.tag):
        if tag in ("VBD", "VBZ", "VBG") and tree.dep[v] in ("conj", "advcl") and _speaks(tree, v):
            above = _above(tree, v)
            if above is not None:
                tree.children[tree.head[v]].remove(v)
                tree.head[v] = above
                tree.children[above] = sorted([*tree.children[above], v])
                moved = True
    if moved:
        _set_edges(tree)
    return tree


def _is_inverted(tree: Tree, v: int) -> bool:
    """Whether a verb of saying after a comma has its subject behind it, taken for an object (", argued the lawyer")."""
    before = tree.word[v - 1] if v else ""
    if before not in (",", "”", '"', "''", "’") or not _speaks(tree, v):
        return False
    if tree.child(v, "nsubj", "nsubjpass", "ccomp", "xcomp", "aux") is not None:
        return False
    objects = tree.all(v, "dobj")
    return len(objects) == 1 and objects[0] > v and tree.word[tree.left[objects[0]] - 1 : tree.left[objects[0]]] != [","]


def _speaks(tree: Tree, v: int) -> bool:
    return any("quote" in c.frames for c in verb_cues(tree.lemma[v]))


def _above(tree: Tree, v: int) -> int | None:
    """The verb of saying that a second one without a subject of its own goes with, or None where the parse may stand."""
    if tree.child(v, "nsubj", "nsubjpass", "mark") is not None:
        return None
    if tree.dep[v] == "advcl" and (tree.tag[v] != "VBG" or not _after_comma(tree, v)):
        return None
    host = tree.head[v]
    if _speaks(tree, host) and (tree.tag[host] == tree.tag[v] or tree.tag[v] == "VBG"):
        return None
    at = host
    for _ in range(6):
        up = tree.head[at]
        if up == at or tree.dep[at] not in CLAUSE_DEPS:
            return None
        if tree.dep[at] == "ccomp" and up < at and _speaks(tree, up):
            same = tree.tag[up] == tree.tag[v] or tree.tag[v] == "VBG"
            return up if same and not tree.document.quotation_at(tree.start[v]) else None
        at = up
    return None


def _after_comma(tree: Tree, v: int) -> bool:
    i = tree.left[v]
    return i > 0 and (tree.word[i - 1] == "," or tree.word[i] == ",")


def _set_edges(tree: Tree) -> None:
    """Left and right edges anew, from the leaves up; a moved verb takes the "and" and comma before it out of the old clause."""
    order: list[int] = [i for i, h in enumerate(tree.head) if h == i]
    for i in order:
        order.extend(tree.children[i])
    for i in range(len(tree.head)):
        tree.left[i] = tree.right[i] = i
    for i in reversed(order):
        h = tree.head[i]
        if h != i:
            tree.left[h] = min(tree.left[h], tree.left[i])
            tree.right[h] = max(tree.right[h], tree.right[i])
