"""Statements: who said, thought, ordered, denied, planned or pledged what."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.model import Document, Statement, WhoIsWho
from onrecord.records.statement_found import Found
from onrecord.records.statement_mending import mend
from onrecord.records.statement_nouns import (
    POLL_OPENINGS,
    of_adverb,
    of_closing,
    of_layout,
    of_noun,
    of_poll,
    of_preposition,
    preposition_openings,
)
from onrecord.records.statement_settling import settled
from onrecord.records.statement_speech import with_speech
from onrecord.records.statement_tree import Tree
from onrecord.records.statement_verbs import PREDICATIVE, of_verb


def find_statements(document: Document, who: WhoIsWho, *, wide: bool = False) -> tuple[Statement, ...]:
    """The statements of an article.

    Args:
        document: the parsed article.
        who: its parties; they name the speakers.
        wide: whether to count as well what a record leaves out, as studies of attribution do: what somebody could or might say, the bare
            object of praise or blame ("criticized the move"), what was not said, nouns of speech that nobody owns ("fears that").

    Returns:
        in the order of their cues. `source` is the noun phrase as it stands (a pronoun too) or None, `speaker` who that is, `cue`
        the verb group, noun or preposition, `content` direct speech with its quotation marks or the clause without its "that";
        `chain` the speakers from the immediate one outward; `rule` the row of codebook/data/reporting.toml.
    """
    tree = mend(Tree.of(document))
    found = list(_found(tree))
    if not wide:
        unsaid = {f.at for f in found if f.wide}
        found = [f for f in found if not f.wide and not (f.frame.startswith("noun") and tree.dep[f.at] == "dobj" and tree.head[f.at] in unsaid)]
    return settled(tree, with_speech(tree, found), who)


def _found(tree: Tree) -> Iterator[Found]:
    """What words alone give away, in the order of the text; direct speech comes after."""
    seen: set[int] = set()
    openings = preposition_openings()
    for i, (tag, dep, word) in enumerate(zip(tree.tag, tree.dep, tree.word, strict=True)):
        made = None
        if tag[0] == "V" or (tag[0] == "J" and dep in PREDICATIVE):
            made = of_verb(tree, i)
        elif tag[0] == "N":
            made = of_noun(tree, i)
        elif tag == "RB":
            made = of_adverb(tree, i)
        if made is None and tag[0] in "IVR":
            if word in openings:
                made = of_preposition(tree, i)
            if made is None and word in POLL_OPENINGS:
                made = of_poll(tree, i)
        if made is not None:
            seen.add(i)
            yield made
    yield from (f for f in of_closing(tree) if f.at not in seen)
    yield from of_layout(tree)
