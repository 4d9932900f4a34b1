"""What keeps a verb of the lexicon from making a statement, or a frame from matching."""

from __future__ import annotations

from onrecord.codebook.reporting import Cue, deeds, verb_cues, words
from onrecord.records.statement_tree import Range, Tree

MODALS = frozenset(["should", "could", "would", "might", "must", "may", "can", "ca"])
"""What somebody should or might demand is not on record as demanded."""
DEFINITE = frozenset(["the", "this", "that", "these", "those"])
UNSETTLED = frozenset(["en.cue.know", "en.cue.believe", "en.cue.plan", "en.cue.rule"])
"""Rows whose negated questions tell of no thought: "does not know how many", "has not decided whether"."""
QUESTIONS = frozenset(["when", "whether", "if", "how", "who", "whom", "what", "where", "why", "which"])
UNSAID = frozenset(["en.cue.say", "en.cue.tell", "en.cue.state", "en.cue.report", "en.cue.speech-act", "en.cue.discuss", "en.cue.express"])
"""Rows whose negation leaves nothing said; who denies or rules out does say something."""


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


def is_bare(tree: Tree, n: int, content: Range) -> bool:
    """Whether an object only points at a thing or a person ("the move", "it", "Ana Lopez"): blame or praise for it says nothing more.

    A noun of speech ("the claim") does say something, and so does one with a phrase or clause of its own ("the ban on imports").
    """
    if tree.lemma[n] in words("matters-decided"):
        return True
    if tree.lemma[n] in words("speech-nouns") or content[1] > tree.right[n] + 1:
        return False
    if any(c > n and tree.dep[c] in ("acl", "relcl", "ccomp", "prep") for c in tree.children[n]):
        return False
    if tree.tag[n] in ("PRP", "DT", "NNP", "NNPS"):
        return True
    return any(tree.dep[c] == "poss" or tree.word[c] in DEFINITE for c in tree.children[n])


def is_unsaid(tree: Tree, v: int, cue: Cue, frame: str, content: Range) -> bool:
    """Whether a verb of saying is negated before a thing or a question: "did not say when", "has not announced any plans"."""
    if tree.word[v - 1 : v] == ["nor"] or (v and tree.word[v - 1] == "neither"):  # "neither confirmed nor denied"
        return True
    if cue.id in UNSETTLED:
        return any(tree.dep[c] == "neg" for c in tree.children[v]) and tree.word[content[0]] in QUESTIONS  # "has not decided whether to go"
    if cue.id not in UNSAID:
        return False
    if frame != "clause" and tree.word[content[0]] == "any":  # "neither side has announced any plans"
        return True
    if not any(tree.dep[c] == "neg" for c in tree.children[v]) and not is_yet_to(tree, v):
        return False
    if frame != "clause":
        return True
    clause = next((c for c in tree.all(v, "ccomp") if c > v), None)
    return clause is not None and any(tree.word[k] in QUESTIONS for k in range(tree.left[clause], min(tree.left[clause] + 2, clause + 1)))


def is_yet_to(tree: Tree, v: int) -> bool:
    """ "has yet to say when": not said."""
    up = tree.head[v]
    return tree.dep[v] == "xcomp" and tree.lemma[up] == "have" and any(tree.word[c] == "yet" for c in (*tree.children[up], *tree.children[v]))


def is_supposed(tree: Tree, v: int) -> bool:
    """Whether a verb stands in a condition ("provided that the port agrees to"): nobody says it yet."""
    return any(tree.word[m] in CONDITIONS and tree.dep[m] == "mark" and m < v for m in tree.children[v]) or (
        tree.dep[v] in ("ccomp", "pcomp", "advcl") and tree.word[tree.head[v]] in CONDITIONS and tree.head[v] < v
    )


CONDITIONS = frozenset(["if", "unless", "provided", "providing", "until", "once"])


def is_purpose(tree: Tree, v: int, cue: Cue) -> bool:
    """ "met to discuss the ban", "came to see what the guild does": what for, not what was said or thought."""
    return cue.id in LEARNT and tree.has_to(v) and tree.dep[v] == "advcl"


LEARNT = frozenset(["en.cue.discuss", "en.cue.know", "en.cue.find", "en.cue.find-thing", "en.cue.believe"])


def is_reversed(tree: Tree, v: int) -> bool:
    """Whether a cue is negated, so that its own stance does not hold: "did not endorse", "no longer supports", "has yet to approve"."""
    if is_yet_to(tree, v):
        return True
    return any(tree.dep[c] == "neg" or tree.word[c] in ("never", "hardly", "longer") for c in tree.children[v] if c < v)


def is_done_to(tree: Tree, v: int) -> bool:
    """Whether a verb of the lexicon is an act on its object ("recalled its ambassador", "accepted 3.2 million visitors"), and nothing is said."""
    things = deeds().get(tree.lemma[v])
    obj = tree.child(v, "dobj", "nsubjpass")
    if things is None or obj is None:
        return False
    if tree.lemma[obj] in things:
        return True
    return "NUMBER" in things and (tree.tag[obj] in ("CD", "$") or tree.child(obj, "nummod") is not None) and tree.lemma[obj] not in words("speech-nouns")


def asks_for_cover(tree: Tree, v: int) -> bool:
    """ "asked not to be named": how somebody speaks, and nothing that he says."""
    named = next((c for c in tree.all(v, "xcomp", "ccomp") if tree.word[c] in COVERED), None)
    return named is not None and any(tree.dep[c] == "auxpass" for c in tree.children[named])


COVERED = frozenset(["named", "identified", "quoted"])


def is_asked(tree: Tree, v: int) -> bool:
    """Whether a verb stands in a question put to somebody ("Did you expect them to pay?")."""
    own = tree.child(v, "nsubj", "nsubjpass")
    return own is not None and any(c < tree.left[own] and tree.dep[c] == "aux" for c in tree.children[v]) and tree.word[tree.bounds(v)[1] - 1] in ("?", "\n")


def cites_somebody(tree: Tree, v: int) -> bool:
    """Whether who is cited is the whole content ("citing two sources"), and nothing is told of what they say."""
    obj = tree.child(v, "dobj")
    if any(tree.word[p] == "as" for p in tree.all(v, "prep")):
        return False  # "quoted the official as saying"
    return tree.lemma[v] in ("cite", "quote") and obj is not None and tree.lemma[obj] in words("informants") and tree.child(obj, "relcl", "acl") is None


def is_none(tree: Tree, n: int) -> bool:
    """Whether a noun of speech is denied ("makes no mention of the dispute")."""
    return any(tree.word[c] == "no" for c in tree.children[n])


def has_alleged_ties(tree: Tree, v: int) -> bool:
    """ "The firm has alleged ties to the army": the ties are alleged, and the firm alleges nothing."""
    return tree.word[v] == "alleged" and tree.word[v - 1 : v] in (["has"], ["have"], ["had"]) and tree.tag[v + 1 : v + 2] in (["NNS"], ["NN"])


def is_modal(tree: Tree, v: int) -> bool:
    """Whether a verb stands under "should", "could" or the like."""
    return any(tree.word[c] in MODALS and tree.dep[c] == "aux" for c in tree.children[v])
