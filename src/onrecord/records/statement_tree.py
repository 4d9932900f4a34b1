"""The parse of a document as plain lists, and the noun phrases, clauses and verb groups that statements are cut from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.model import Document

Range = tuple[int, int]
"""Token indexes, half-open."""

NOUN_TAGS = frozenset(["NN", "NNS", "NNP", "NNPS", "PRP", "DT", "WP", "CD", "JJ", "JJR", "JJS", "EX", "FW"])
PHRASE_TAGS = frozenset(
    ["NN", "NNS", "NNP", "NNPS", "PRP", "PRP$", "DT", "CD", "JJ", "JJR", "JJS", "POS", "FW", "HYPH", "AFX", "VBN", "VBG", "$"]
)
RELATIVE = frozenset(["who", "which", "that", "whom", "whose"])
MASK = (1 << 64) - 1
"""The ids of strings are unsigned, the columns signed."""
LABELS: dict[int, str] = {}
"""The names of tags and dependencies by their ids, a hundred or so: the same for every document."""
GROUP_DEPS = frozenset(["aux", "auxpass", "neg", "advmod", "prt"])


@dataclass(frozen=True, slots=True)
class Tree:
    """A parsed document as lists by token index; `left` and `right` are the inclusive edges of each token's subtree."""

    document: Document
    word: list[str]
    lemma: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]
    children: list[list[int]]
    left: list[int]
    right: list[int]
    sentence: list[int]
    start: list[int]
    end: list[int]

    @classmethod
    def of(cls, document: Document) -> Tree:
        """The lists of one document."""
        doc = document.doc
        columns = doc.to_array(["HEAD", "TAG", "DEP", "LEMMA", "LOWER", "IDX", "LENGTH"]).astype("int64").T.tolist()  # token by token is four times slower
        heads, tags, deps, lemmas, lowers, start, length = columns
        strings = doc.vocab.strings
        named = {k: strings[k & MASK] for k in {*lemmas, *lowers}}
        for k in {*tags, *deps}:
            if k not in LABELS:
                LABELS[k] = strings[k & MASK]
        lowered = {k: named[k].lower() for k in set(lemmas)}
        head = [i + h for i, h in enumerate(heads)]
        none: list[int] = []  # one for all leaves: half of all tokens; a list is never changed while it is empty
        children = [none] * len(head)
        for i, h in enumerate(head):
            if h != i:
                if children[h] is none:
                    children[h] = [i]
                else:
                    children[h].append(i)
        sentence = [0] * len(head)
        for n, s in enumerate(doc.sents):
            sentence[s.start : s.end] = [n] * (s.end - s.start)
        word = [named[k] for k in lowers]
        tag = [LABELS[k] for k in tags]
        tree = cls(
            document=document,
            word=word,
            lemma=[_lemma(lowered[k], w, g) if w in RARER else lowered[k] for k, w, g in zip(lemmas, word, tag, strict=True)],
            tag=tag,
            dep=[LABELS[k] for k in deps],
            head=head,
            children=children,
            left=[0] * len(head),
            right=[0] * len(head),
            sentence=sentence,
            start=start,
            end=[s + n for s, n in zip(start, length, strict=True)],
        )
        tree.set_edges()
        return tree

    def set_edges(self) -> None:
        """Left and right edges of every subtree, from the leaves up."""
        order: list[int] = [i for i, h in enumerate(self.head) if h == i]
        for i in order:
            order.extend(self.children[i])
        left, right, head = list(range(len(self.head))), list(range(len(self.head))), self.head
        for i in reversed(order):  # comparisons: calls of min and max cost more than the rest of the loop
            h = head[i]
            if left[i] < left[h]:
                left[h] = left[i]
            if right[i] > right[h]:
                right[h] = right[i]
        self.left[:], self.right[:] = left, right

    def child(self, i: int, *deps: str) -> int | None:
        """The first child of `i` with one of these dependencies, or None."""
        dep = self.dep
        for c in self.children[i]:  # a loop: the search is asked for thousands of times an article
            if dep[c] in deps:
                return c
        return None

    def all(self, i: int, *deps: str) -> list[int]:
        """The children of `i` with one of these dependencies."""
        dep = self.dep
        return [c for c in self.children[i] if dep[c] in deps]

    def bounds(self, i: int) -> Range:
        """The tokens of the sentence that holds `i`."""
        a = b = i
        n = self.sentence[i]
        while a > 0 and self.sentence[a - 1] == n:
            a -= 1
        while b < len(self.head) and self.sentence[b] == n:
            b += 1
        return a, b

    def is_passive(self, v: int) -> bool:
        """Whether a verb is a passive one, a bare participle after a noun included."""
        if self.child(v, "auxpass", "nsubjpass") is not None:
            return True
        if self.tag[v] == "VBN" and self.dep[v] == "advcl":  # "asked whether it would rain, she said": she is asked
            return self.child(v, "aux", "nsubj", "dobj") is None
        return self.tag[v] == "VBN" and self.dep[v] == "acl"

    def has_to(self, v: int) -> bool:
        """Whether a verb is an infinitive with "to"."""
        return any(self.word[c] == "to" and self.dep[c] == "aux" for c in self.children[v])


RARER = {
    "hoping": "hope", "hoped": "hope", "hopes": "hope", "rated": "rate", "rating": "rate", "retweeted": "retweet", "retweeting": "retweet",
    "found": "find", "saw": "see", "felt": "feel",
}  # fmt: skip
"""Forms that are taken for a rarer verb's, with the lemma of the common one."""


def _lemma(lemma: str, word: str, tag: str) -> str:
    """The lemma of a form of `RARER`: that of the common verb; "found", "saw" and "felt" only in the past."""
    return lemma if word in ("found", "saw", "felt") and tag not in ("VBD", "VBN") else RARER[word]


def group(tree: Tree, v: int) -> Range:
    """The verb group without what precedes its first auxiliary: "has been encouraging", "did not say"; a particle included."""
    first = last = v
    for c in tree.children[v]:
        if tree.dep[c] in ("aux", "auxpass") and c < v and v - c < 6 and all(_in_group(tree, v, j) for j in range(c, v)):
            first = min(first, c)
        elif tree.dep[c] == "prt" and 0 < c - v < 3:
            last = max(last, c)
    if first != v and tree.word[first] == "to":
        first += 1  # an infinitive's own mark is no part of the cue
        while first < v and tree.dep[first] == "advmod":
            first += 1
    return first, last + 1


def _in_group(tree: Tree, v: int, j: int) -> bool:
    return (tree.head[j] == v and tree.dep[j] in GROUP_DEPS) or (tree.head[j] != v and tree.dep[j] in ("advmod", "npadvmod"))


def noun_phrase(tree: Tree, head: int, avoid: Iterable[int] = ()) -> Range:
    """The phrase that `head` names somebody with: modifiers, apposition, prepositional phrases and coordination, without clauses
    set off by commas; never over a token of `avoid`."""
    first, last = head, head
    stack = [head]
    while stack:
        i = stack.pop()
        for c in tree.children[i]:
            if tree.dep[c] in ("punct", "parataxis", "ccomp", "advcl", "mark"):
                continue
            if tree.dep[c] in ("relcl", "acl") and (c > i and (_comma_between(tree, i, c) or tree.right[c] - tree.left[c] > 8)):
                continue
            if i == head and tree.dep[c] in ("advmod", "npadvmod") and c > i:
                continue
            first, last = min(first, c), max(last, c)
            stack.append(c)
    for a in sorted(avoid):
        if first <= a < head:
            first = a + 1
        elif head < a <= last:
            last = a - 1
            break
    first, end = trimmed(tree, first, last + 1)
    if end < len(tree.word) and tree.word[end] == ")" and "(" in tree.word[first:end]:
        end += 1
    return first, end


def _comma_between(tree: Tree, i: int, j: int) -> bool:
    return any(tree.word[k] in (",", "-", "--", "—", "–", "(") for k in range(i + 1, tree.left[j] + 1))


OPENING = frozenset([",", ";", ":", ".", "-", "--", "—", "–", ")", "and", "but", "that", "…", "..."])
CLOSING = frozenset([",", ";", ":", ".", "-", "--", "—", "–", "(", "and", "but", "?", "!", "…", "..."])


def trimmed(tree: Tree, first: int, end: int, leading: frozenset[str] = OPENING, trailing: frozenset[str] = CLOSING) -> Range:
    """The range without punctuation and conjunctions at its ends."""
    while first < end and ((tree.word[first] in leading and not points(tree, first)) or tree.tag[first] == "_SP"):
        first += 1
    while end > first and (tree.word[end - 1] in trailing or tree.tag[end - 1] == "_SP"):
        end -= 1
    return first, end


def points(tree: Tree, i: int) -> bool:
    """Whether a "that" stands for something or belongs to a noun ("dismissed that criticism"), rather than opening a clause."""
    if tree.word[i] != "that" or tree.tag[i] != "DT":
        return False
    return tree.dep[i] in ("det", "nsubj", "nsubjpass", "dobj", "pobj") or tree.tag[i + 1 : i + 2] == ["NN"]


def subtree(tree: Tree, i: int) -> Range:
    """The tokens from the left to the right edge of a subtree."""
    return tree.left[i], tree.right[i] + 1


def without(whole: Range, holes: Iterable[Range]) -> list[Range]:
    """A range with holes cut out of it."""
    pieces = [whole]
    for a, b in holes:
        pieces = [p for s, e in pieces for p in ((s, min(e, a)), (max(s, b), e)) if p[0] < p[1]]
    return sorted(pieces)
