"""What keeps a verb of the lexicon from making a statement, or a frame from matching."""

from __future__ import annotations

from onrecord.codebook.reporting import Cue, verb_cues
from onrecord.records.statement_tree import Tree

MODALS = frozenset(["should", "could", "would", "might", "must", "may", "can", "ca"])
"""What somebody should or might demand is not on record as demanded."""


def infinitive_first(tree: Tree, v: int, cues: tuple[Cue, ...]) -> bool:
    """Whether an infinitive stands before the clause that the parse hangs on the same verb ("promising to lift rules, which he had ...")."""
    first = next((c for c in tree.all(v, "xcomp") if c > v and tree.has_to(c)), None)
    clause = next((c for c in tree.all(v, "ccomp") if c > v), None)
    return first is not None and clause is not None and first < clause and any("infinitive" in c.frames for c in cues)


def opens_speech(tree: Tree, v: int, cues: tuple[Cue, ...]) -> bool:
    """ "Speaking of the dam, she said ...": the words that she says are the statement."""
    host = tree.head[v]
    said = any("quote" in c.frames and "clause" in c.frames for c in verb_cues(tree.lemma[host]))
    return v < host and said and all("about" in c.frames for c in cues)


def describes_agent(tree: Tree, v: int) -> bool:
    """ "was interrupted by protesting lawmakers": no verb, though the parse may take it for one."""
    by = tree.head[v]
    if tree.tag[v] != "VBG" or tree.dep[v] != "pcomp" or tree.word[by] != "by" or not tree.is_passive(tree.head[by]):
        return False
    return tree.tag[v + 1 : v + 2] == ["NNS"] and tree.head[v + 1] == v


def is_modal(tree: Tree, v: int) -> bool:
    """Whether a verb stands under "should", "could" or the like."""
    return any(tree.word[c] in MODALS and tree.dep[c] == "aux" for c in tree.children[v])
