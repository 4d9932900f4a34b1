"""Content that ends before the reporter's own next words: "she paid the fine, which she called unfair" is two statements, not one in the other.

The parse hangs such a clause on the last words of the content. It goes with the reporter, not with the speaker, where its source is the same
speaker or a pronoun, or where the content is a thing and no clause.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.records.statement_speech import Draft
from onrecord.records.statement_tree import Tree

TRAILING = frozenset(["relcl", "advcl", "acl", "parataxis", "conj", "appos"])
REPORTED = frozenset(["clause", "infinitive", "gerund", "object+infinitive", "noun-clause", "noun-infinitive", "preposition"])
"""Frames whose content is a clause, so that a clause after it may well be part of it."""
ASIDES = frozenset(["although", "though", "while", "as", "whereas"])
"""What may open a reporter's aside; "because", "if" and "when" go with what is said."""
HE = frozenset(["he", "she", "they", "it", "who", "which"])


def cut_trailing(tree: Tree, drafts: Sequence[Draft]) -> None:
    """Shorten the contents of drafts in place where a clause set off behind them holds a statement of the reporter's own telling."""
    for d in drafts:
        for n, (s, e) in enumerate(d.content):
            s = _past_parenthesis(tree, d, drafts, s, e)
            d.content[n] = (s, e)
            inner = [o for o in drafts if o is not d and s < tree.start[o.at] < e and o.source is not None and not o.frame.startswith("noun")]
            ends = [at for o in inner if (at := _border(tree, d, o, s, e)) is not None]
            if ends:
                d.content[n] = (s, min(ends))


def _past_parenthesis(tree: Tree, d: Draft, drafts: Sequence[Draft], start: int, end: int) -> int:
    """Where speech starts behind who else is named for it ("said, as reported by Tolo, '...'")."""
    if not d.speech or not any(o.frame == "preposition" and o is not d and tree.start[o.at] == start for o in drafts):
        return start
    return next((q.span.start for q in tree.document.quotations if start < q.span.start < end), start)


def _border(tree: Tree, d: Draft, inner: Draft, start: int, end: int) -> int | None:
    """Where the content of a draft should end so as to leave out another's clause, or None where that is part of it."""
    if tree.document.quotation_at(tree.start[inner.at]) is not None:
        return None
    at = inner.at
    for _ in range(6):
        first = tree.left[at]
        if tree.dep[at] in TRAILING and first > 0 and tree.start[first] > start and _is_reporters(tree, d, inner, at):
            mark = first - 1 if tree.word[first - 1] in (",", "-", "--", "\u2014", "\u2013", ";") else None
            if mark is not None and tree.start[mark] > start and tree.end[tree.right[at]] + 2 >= end:
                return tree.end[mark - 1]
        if tree.head[at] == at or tree.start[tree.head[at]] < start:
            return None
        at = tree.head[at]
    return None


def _is_reporters(tree: Tree, d: Draft, inner: Draft, at: int) -> bool:
    assert inner.source is not None
    if d.frame not in REPORTED:
        return True
    if any(tree.dep[c] == "mark" and tree.word[c] not in ASIDES for c in tree.children[at]):
        return False
    own = inner.source.head
    if tree.dep[at] == "conj" and tree.word[own] in HE and tree.left[at] <= own and "but" in tree.word[max(0, tree.left[at] - 2) : tree.left[at]]:
        return True  # "said he was sorry, but he refuses to resign"
    same = d.source is not None and tree.lemma[own] == tree.lemma[d.source.head]
    within = tree.left[at] <= own <= tree.right[at]  # "who" of "who said" stands for a noun outside its clause
    return same or (within and tree.word[own] in HE and tree.dep[at] != "conj")
