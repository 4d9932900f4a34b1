"""Statements by verbs and predicative adjectives: the frames of the lexicon matched on the parse."""

from __future__ import annotations

from dataclasses import replace

from onrecord.codebook.reporting import Cue, adjective_cues, verb_cues, words
from onrecord.records.statement_checks import (
    asks_for_cover,
    cites_somebody,
    describes_agent,
    has_alleged_ties,
    infinitive_first,
    is_asked,
    is_bare,
    is_done_to,
    is_modal,
    is_purpose,
    is_reversed,
    is_supposed,
    is_unsaid,
    opens_speech,
)
from onrecord.records.statement_contents import beside_object, content_of
from onrecord.records.statement_found import Found
from onrecord.records.statement_sources import Speaker, agent, near_speaker, source_of, speaker
from onrecord.records.statement_tree import Range, Tree, group, subtree, trimmed

ORDER = (
    "object+infinitive", "clause", "infinitive", "gerund", "predicate", "object+of", "object+as", "object+for", "object+to",
    "object+about", "object+on", "object+with", "object+over", "object+against", "object+at", "object+if", "speech", "object", "object-proposal",
    "object-of-document", "clause-of-document", "to+as", "for", "to", "on", "of", "about", "against", "over", "at", "with", "in",
)  # fmt: skip
"""Frames from the most to the least telling; the first that matches makes the statement."""
PREDICATIVE = frozenset(["acomp", "oprd", "attr"])
"""What an adjective is where it is said of somebody ("is ready to")."""
CONFIDENCE = {"clause": 0.9, "infinitive": 0.85, "object+infinitive": 0.8, "gerund": 0.7, "predicate": 0.75, "object": 0.65}


def of_verb(tree: Tree, v: int) -> Found | None:
    """The statement that a verb or a predicative adjective makes by itself, or None; direct speech is not looked at."""
    cues, cue_range = _cues(tree, v)
    if not cues:
        return None
    if tree.tag[v] == "VBG" and tree.dep[v] == "advcl" and opens_speech(tree, v, cues):
        return None
    if describes_agent(tree, v) or has_alleged_ties(tree, v):
        return None
    passive = tree.is_passive(v) and tree.tag[v] == "VBN"
    match = _passive if passive else _active
    wide = None
    for frame, cue in _tries(cues):
        if (wide is not None and frame != "clause") or (frame == "clause" and infinitive_first(tree, v, cues)):
            continue
        made = match(tree, v, frame, cue, cue_range)
        if made is not None and not made.wide and not cue.wide:
            return made
        wide = wide if made is None else replace(made, wide=True)
    return wide


def _tries(cues: tuple[Cue, ...]) -> tuple[tuple[str, Cue], ...]:
    """The frames of some rows with their rows, the most telling first; kept by the ids of the rows."""
    key = tuple([c.id for c in cues])
    if key not in TRIES:
        TRIES[key] = tuple((frame, cue) for frame in ORDER for cue in cues if frame in cue.frames)
    return TRIES[key]


TRIES: dict[tuple[str, ...], tuple[tuple[str, Cue], ...]] = {}


def cues_of(tree: Tree, v: int) -> tuple[Cue, ...]:
    """The lexicon rows of a token read as a verb, its particle included."""
    particle = tree.child(v, "prt")
    if particle is not None:
        found = verb_cues(f"{tree.lemma[v]} {tree.word[particle]}")
        if found:
            return found
    for c in tree.children[v]:
        if c == v + 1 and (tree.dep[c] in ("prep", "advmod") or tree.tag[c] == "JJ"):  # "call for", "make clear"
            found = verb_cues(f"{tree.lemma[v]} {tree.word[c]}")
            if found:
                return found + verb_cues(tree.lemma[v])
    if tree.word[v + 1 : v + 2] == ["it"] and verb_cues(f"{tree.lemma[v]} it"):  # "as the minister put it"
        return verb_cues(f"{tree.lemma[v]} it")
    if tree.word[v + 1 : v + 2] == ["it"] and tree.tag[v + 2 : v + 3] == ["JJ"]:  # "made it clear that"
        return verb_cues(f"{tree.lemma[v]} {tree.word[v + 2]}") + verb_cues(tree.lemma[v])
    return verb_cues(tree.lemma[v])


def _cues(tree: Tree, v: int) -> tuple[tuple[Cue, ...], Range]:
    dep, tag = tree.dep[v], tree.tag[v]
    if tag.startswith("V") and dep not in ("aux", "auxpass", "amod", "compound"):
        if dep == "acomp" or (dep in ("ROOT", "ccomp", "relcl", "advcl") and tag == "VBN" and adjective_cues(tree.word[v])):
            return adjective_cues(tree.word[v]) or cues_of(tree, v), group(tree, v)
        if tree.tag[v] == "VBG" and tree.tag[v - 1 : v] == ["PRP$"] and tree.head[v - 1] != v:
            return (), (v, v + 1)  # "its opposing views"
        found = cues_of(tree, v)
        clear = found and tree.tag[v + 1 : v + 2] == ["JJ"] and found[0] in verb_cues(f"{tree.lemma[v]} {tree.word[v + 1]}")
        return found, _quoted_as(tree, v) or ((group(tree, v)[0], v + 2) if clear else group(tree, v))
    if tag.startswith("J") and dep in PREDICATIVE and _is_copula(tree, tree.head[v]):
        found = adjective_cues(tree.word[v])
        if found:
            return found, (group(tree, tree.head[v])[0], v + 1)
    return (), (v, v + 1)


def _quoted_as(tree: Tree, v: int) -> Range | None:
    """ "was quoted as saying", as one cue."""
    preposition = tree.head[v]
    quoted = tree.head[preposition]
    if tree.dep[v] != "pcomp" or tree.word[preposition] != "as" or tree.lemma[quoted] not in ("quote", "cite"):
        return None
    return (group(tree, quoted)[0], v + 1) if tree.is_passive(quoted) else None


def _is_copula(tree: Tree, v: int) -> bool:
    return tree.lemma[v] in words("copulas")


def _source(tree: Tree, v: int) -> Speaker | None:
    if tree.tag[v].startswith("J") or tree.dep[v] == "acomp":
        return source_of(tree, tree.head[v])
    source = source_of(tree, v)
    return source if source is None else _reporter(tree, v, source) or source


def _reporter(tree: Tree, v: int, source: Speaker) -> Speaker | None:
    """The source of the verb above, where the parse looked for that of a reporter's verb inside direct speech ('"We will go," she said, adding')."""
    q = tree.document.quotation_at(tree.start[source.head])
    if q is None or q.scare or tree.document.quotation_at(tree.start[v]) is not None:
        return None
    at = tree.head[v]
    for _ in range(6):
        outside = tree.document.quotation_at(tree.start[at]) is None and tree.tag[at].startswith("V")
        found = source_of(tree, at) if outside else None
        if found is not None and tree.document.quotation_at(tree.start[found.head]) is None:
            return found
        at = tree.head[at]
    return None


def _active(tree: Tree, v: int, frame: str, cue: Cue, words_of_cue: Range) -> Found | None:
    content = content_of(tree, v, frame, cue)
    if not content:
        return None
    source = _source(tree, v)
    if source is None and frame == "clause" and tree.dep[v] == "ROOT" and tree.tag[v] in ("VBD", "VBZ", "VBP"):
        source = near_speaker(tree, v, *tree.bounds(v))
    if source is None:
        return None
    if any(a <= source.head < b for a, b in content):
        return None
    if source.head < words_of_cue[0] < source.end:  # the auxiliary, taken for a part of the name
        source = Speaker(source.start, words_of_cue[0], source.head)
    if tree.lemma[v] == "address" and _is_audience(tree, v):
        return None
    wide = is_asked(tree, v) or asks_for_cover(tree, v) or (frame not in ("clause", "quote") and is_modal(tree, v))
    wide = wide or is_purpose(tree, v, cue) or is_supposed(tree, v) or (frame == "object" and is_done_to(tree, v))
    wide = wide or is_unsaid(tree, v, cue, frame, content[0]) or cites_somebody(tree, v) or _only_points(tree, v, frame, cue, content[0])
    if frame == "object+at" and not any(tree.tag[k] in ("CD", "$") for k in range(*content[0])):
        return None  # "put the toll at twelve", not "put them at risk"
    if frame in ("object-of-document", "clause-of-document") and tree.lemma[source.head] not in words("documents"):
        return None
    end = words_of_cue[1]
    follows = frame == "object+infinitive" and content[0][0] == end + 1 and tree.dep[end] == "prep"  # "called on them to"
    if end < len(tree.word) and (tree.word[end] == frame.partition("+as")[0] or follows):
        words_of_cue = words_of_cue[0], end + 1
    stance = None if cue.stance is not None and is_reversed(tree, v) else cue.stance
    return Found(v, words_of_cue, source, content, cue.id, stance, frame, CONFIDENCE.get(frame, 0.6), wide)


def _is_audience(tree: Tree, v: int) -> bool:
    """Whether those are addressed who listen ("addressed the senate"), and not what is talked of ("addressed the shortage")."""
    obj = tree.child(v, "dobj")
    return obj is not None and (tree.lemma[obj] in words("audiences") or tree.word[obj] in words("audiences"))


def _only_points(tree: Tree, v: int, frame: str, cue: Cue, content: Range) -> bool:
    """Whether praise or blame names its object and says no more ("criticized the move")."""
    if tree.lemma[v] == "protest" and frame in ("against", "over", "at", "object"):  # in the street, mostly
        return True
    obj = tree.child(v, "dobj")
    if frame != "object" or cue.stance not in ("supports", "opposes") or obj is None:
        return False
    struck = tree.lemma[v] in BLOWS and tree.child(obj, "nummod") is not None  # "attacked nine villages"
    return struck or is_bare(tree, obj, content)


BLOWS = frozenset(["attack", "hit", "hammer", "blast", "knock", "bash"])
"""Verbs of blame that are verbs of force as well."""


def _passive(tree: Tree, v: int, frame: str, cue: Cue, words_of_cue: Range) -> Found | None:
    """Passives: "was urged to leave", "is expected to sign", "it was reported that", "was rejected by parliament"."""
    by = agent(tree, v)
    source = None if by is None else speaker(tree, by, v)
    own = tree.child(v, "nsubjpass", "nsubj")
    if own is None and tree.dep[v] == "acl":
        own = tree.head[v]
    rest = content_of(tree, v, frame, cue) if not frame.startswith("object") else beside_object(tree, v, frame)
    if frame == "object+as":
        source, rest = _seen_by(tree, v, by, source, rest)
    if source is None and (tree.lemma[v] not in words("unsourced-passives") or is_modal(tree, v)):
        return None
    if frame in ("clause", "infinitive", "object+infinitive", "gerund"):
        if not rest:
            return None
        expletive = own is not None and tree.word[own] == "it"
        addressed = "addressee" in cue.frames and frame == "clause"
        if frame == "clause" and own is not None and not expletive and not addressed:
            return None
        if own is not None and not expletive and frame != "clause":
            rest = (subtree_of(tree, own, v), *rest)
        if source is None and addressed:
            return None
        if frame == "clause" and is_unsaid(tree, v, cue, frame, rest[0]):
            return None  # "it is not yet known whether"
        asked = tree.dep[v] == "advcl" and (addressed or tree.lemma[v] == "ask")  # "asked by a reporter whether": who answers is on record
        reduced = source is None and tree.dep[v] == "acl"  # "men believed to be armed"
        return Found(v, words_of_cue, source, rest, cue.id, cue.stance, frame, 0.6, asked or reduced)
    if own is None or tree.word[own] in ("it",):
        return None
    given = tree.child(v, "dobj")
    if frame == "object" and given is not None and given > v:  # "was promised a loan by"
        own = given
    whole = subtree_of(tree, own, v)
    if frame in ("object", "object-proposal") and source is not None and tree.lemma[v] != "want":  # "wanted by the police"
        bare = (cue.stance in ("supports", "opposes") and is_bare(tree, own, whole)) or is_done_to(tree, v)
        return Found(v, words_of_cue, source, (whole,), cue.id, cue.stance, frame, 0.6, bare)
    named = tree.child(v, "oprd")
    if frame == "predicate" and named is not None and named > v and (source is not None or tree.dep[v] != "acl"):  # "was called a charlatan by physicians"
        return Found(v, words_of_cue, source, (whole, trimmed(tree, *subtree(tree, named))), cue.id, cue.stance, frame, 0.55)
    if frame in ("object+of", "object+as", "object+for") and rest:
        return Found(v, words_of_cue, source, (whole, *rest), cue.id, cue.stance, frame, 0.6)
    return None


def _seen_by(tree: Tree, v: int, by: int | None, source: Speaker | None, rest: tuple[Range, ...]) -> tuple[Speaker | None, tuple[Range, ...]]:
    """Agent and "as" phrase where the parse hangs the one on the other: "described by colleagues as cautious", "seen as a moderate by diplomats"."""
    if by is not None and not rest:
        seen = next((p for p in tree.all(by, "prep") if tree.word[p] == "as"), None)
        if seen is not None:
            return speaker(tree, by, seen), (trimmed(tree, seen, tree.right[seen] + 1),)
    if by is None and rest:
        a, b = rest[-1]
        at = next((k for k in range(a + 2, b - 1) if tree.word[k] == "by" and tree.dep[k] in ("prep", "agent")), None)
        named = None if at is None else tree.child(at, "pobj")
        if at is not None and named is not None and tree.right[at] + 1 == b:
            return speaker(tree, named, at), (*rest[:-1], (a, at))
    return source, rest


def subtree_of(tree: Tree, own: int, v: int) -> Range:
    """The subtree of a passive's subject, clear of the verb."""
    a, b = subtree(tree, own)
    return trimmed(tree, a, v) if a < v < b else trimmed(tree, a, b)
