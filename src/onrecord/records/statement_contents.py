"""Where the content of a statement stands beside its verb: the frames of the codebook matched on the parse."""

from __future__ import annotations

from onrecord.codebook.reporting import Cue, words
from onrecord.records.statement_tree import RELATIVE, Range, Tree, group, points, subtree, trimmed, without

PRONOUNS = frozenset(["me", "you", "him", "her", "us", "them", "it", "himself", "herself", "itself", "themselves", "myself", "each"])
ABOUT = frozenset(["of", "about", "on", "for", "to", "over", "against", "in"])
JOINED = frozenset(["of", "to", "for", "on", "about", "with", "against", "between", "from", "as", "over"])
PERSON_TAGS = frozenset(["NNP", "NNPS", "PRP"])


def beside_object(tree: Tree, v: int, frame: str) -> tuple[Range, ...]:
    """What a frame "object+..." finds beside a passive verb, whose object is the subject."""
    kind = frame.removeprefix("object+")
    if kind == "infinitive":
        i = next((c for c in tree.all(v, "xcomp", "advcl", "ccomp") if tree.has_to(c)), None)
        return () if i is None else (_clause(tree, i),)
    return tuple((a - 1 if tree.word[a - 1] == kind else a, b) for a, b in _prepositional(tree, v, kind))


def content_of(tree: Tree, v: int, frame: str, cue: Cue) -> tuple[Range, ...]:
    """The tokens of the content that a frame of codebook/reporting.py finds beside a verb, none where it does not match."""
    if frame in ("clause", "clause-of-document"):
        return _clauses(tree, v)
    if frame == "infinitive":
        i = next((c for c in tree.all(v, "xcomp", "advcl") if tree.has_to(c) and tree.dep[c] == "xcomp"), None)
        return () if i is None else _undertaken(tree, v, i)
    if frame == "gerund":
        i = next((c for c in tree.all(v, "xcomp", "ccomp", "pcomp") if c > v and _is_gerund(tree, c)), None)
        return () if i is None else (_clause(tree, i),)
    if frame == "predicate":
        return _predicate(tree, v)
    if frame == "to+as":
        return _seen_as(tree, v)
    if frame.startswith("object+"):
        return _object_and(tree, v, frame.removeprefix("object+"))
    if frame in ("speech", "object", "object-proposal", "object-of-document"):
        return _object(tree, v, frame, cue)
    return _prepositional(tree, v, frame)


def _is_gerund(tree: Tree, c: int) -> bool:
    """ "leaving", "having been promised"."""
    return tree.tag[c] == "VBG" or any(tree.word[a] == "having" and a < c for a in tree.all(c, "aux"))


def _undertaken(tree: Tree, v: int, i: int) -> tuple[Range, ...]:
    """An infinitive, with the noun that it is an act on where it stands in a relative clause ("the target that it pledged to reach")."""
    a, b = _clause(tree, i)
    a = max(a, v + 1)
    thing = tree.head[v]
    if tree.dep[v] != "relcl" or not tree.tag[thing].startswith("NN") or thing > v:
        return ((a, b),)
    own = tree.child(v, "nsubj")
    gap = own is not None and tree.word[own] not in RELATIVE and tree.child(i, "dobj") in (None, *(c for c in tree.children[i] if c < v))
    if not gap or own is None:
        return ((a, b),)
    opening = min(own, *(c for c in range(thing + 1, own + 1) if tree.word[c] in RELATIVE or c == tree.left[own]))
    return trimmed(tree, tree.left[thing], opening), (a, b)


def _clauses(tree: Tree, v: int) -> tuple[Range, ...]:
    """A that-, wh- or bare clause, before the cue, after it or around it."""
    heard = tree.child(v, "dobj")
    told = None if heard is None or tree.lemma[v] != "tell" else _told(tree, v, heard)
    if told is not None:  # "told a meeting of growers that prices would fall"
        return (_clause(tree, told),)
    if tree.word[v + 1 : v + 2] == ["it"] and tree.tag[v + 2 : v + 3] == ["JJ"]:  # "made it clear that"
        said = next((c for c in tree.all(v + 2, "ccomp", "advcl") if c > v + 2 and _has_that(tree, c)), None)
        return () if said is None else (_clause(tree, said),)
    if tree.dep[v] in ("csubj", "nsubj") and tree.lemma[tree.head[v]] == "be" and heard is not None and tree.word[heard] == "what":
        said = next((c for c in tree.all(tree.head[v], "ccomp") if c > tree.head[v]), None)  # "what she said was that"
        return () if said is None else (_clause(tree, said),)
    finite = [c for c in tree.all(v, "xcomp") if tree.tag[c] in ("VBD", "VBZ") and c > v]  # "the fire that Reuters reported left six dead"
    for c in sorted([*tree.all(v, "ccomp"), *finite], key=lambda c: (c < v, c)):
        if c == v + 1 and tree.tag[c] == "JJ":  # "made clear that"
            continue
        if tree.has_to(c) and tree.child(c, "nsubj") is None:
            continue
        if c < v or tree.left[c] < v:  # "what the senators said was a lie"
            return _fronted(tree, v, c)
        more = [k for k in tree.all(v, "conj") if k > tree.right[c] and _has_that(tree, k) and tree.word[tree.left[k]] == "that"]  # "said A, and that B"
        return (_after_day(tree, v, _clause(tree, c)), *(_clause(tree, k) for k in more))
    if (that := _stray_that(tree, v)) is not None:
        return (that,)
    closing = tree.dep[v] == "conj" and tree.head[v] < v and tree.word[tree.left[v] - 1] == "," and tree.child(tree.head[v], "cc") is None
    if (tree.dep[v] in ("parataxis", "advcl") or closing) and tree.child(v, "nsubj") is not None and _is_parenthetic(tree, v):
        host = _host(tree, v)
        if tree.tag[host].startswith("V") and (closing or _set_off(tree, v)):
            return _fronted(tree, v, host)
    mark = tree.child(v, "mark")
    if mark is not None and mark == v + 1 and tree.word[mark] == "that":  # a clause without a verb that the parse knows
        ends = [tree.left[c] for c in tree.all(v, "advcl", "conj", "cc") if c > mark]
        return (trimmed(tree, mark + 1, min([tree.right[v] + 1, *ends])),)
    return ()


def _told(tree: Tree, v: int, heard: int) -> int | None:
    """The clause of what somebody is told, which the parse hangs on who hears it or on a place beside ("told a meeting in Bonn that he had won")."""
    own = next((c for c in tree.all(heard, "relcl", "acl") if _has_that(tree, c)), None)
    if own is not None:
        return own
    places = [p for n in (*tree.all(heard, "prep"), *tree.all(v, "prep")) if n > heard and (p := tree.child(n, "pobj")) is not None]
    for p in places:
        for c in tree.all(p, "relcl", "acl"):
            subject = tree.child(c, "nsubj", "nsubjpass")
            if tree.word[tree.left[c]] == "that" and subject is not None and tree.word[subject] != "that":
                return c
    return None


def _after_day(tree: Tree, v: int, clause: Range) -> Range:
    """A clause without the day of the saying: "said late on Thursday it had sold the boat"."""
    a, b = clause
    if tree.dep[a] == "prep" and tree.word[a] == "on" and a - v <= 2 and _is_when(tree, a) and tree.right[a] + 1 < b:
        a = tree.right[a] + 1
        return clause if tree.word[a] == "," else (a, b)
    return clause


def _stray_that(tree: Tree, v: int) -> Range | None:
    """The clause of "argued in a motion that ...", which the parse hangs on the motion."""
    for p in tree.all(v, "prep"):
        inner = tree.child(p, "pobj")
        if inner is not None and tree.word[p] == "on" and tree.lemma[inner] in words("charges"):
            continue  # "went on trial on charges that he took bribes"
        if inner is not None and (tree.word[inner] == "condition" or (tree.word[p] == "to" and tree.lemma[inner] in words("speech-nouns"))):
            continue  # "spoke on condition that", "objected to the claim that"
        if p > v and tree.word[p] in ("in", "on", "at", "during", "to", "through"):
            marks = (m for m in range(p + 2, tree.right[p]) if tree.word[m] == "that" and tree.dep[m] == "mark")
            m = next(marks, None)
            if inner is not None and m is None and (loose := _loose_that(tree, inner)) is not None:
                return loose
            if m is not None and tree.right[tree.head[m]] == tree.right[p]:
                return trimmed(tree, m + 1, tree.right[p] + 1)
    return None


def _loose_that(tree: Tree, noun: int) -> Range | None:
    """A whole clause with "that" which the parse takes for a relative one ("confirmed to the paper that it had opened talks"): nothing is missing in it."""
    for c in tree.all(noun, "relcl"):
        own = tree.child(c, "nsubj", "nsubjpass")
        if tree.word[tree.left[c]] == "that" and tree.left[c] == noun + 1 and own is not None and tree.word[own] != "that":
            things = [o for o in tree.all(c, "dobj", "acomp", "attr", "ccomp") if tree.word[o] != "that"]
            return _clause(tree, c) if things else None
    return None


def _is_parenthetic(tree: Tree, v: int) -> bool:
    """Whether a verb with a subject is bare enough to be put between commas ("he told reporters", "as she often says")."""
    if tree.child(v, "xcomp", "ccomp") is not None or (tree.child(v, "dobj") is not None and tree.lemma[v] != "tell"):
        return False
    marks = tree.all(v, "mark")
    if marks and any(tree.word[p] != "to" for p in tree.all(v, "prep")):
        return False  # "as voters decide on the lists"
    return all(tree.word[c] == "as" for c in marks) and not any(tree.tag[c] == "WRB" for c in tree.children[v])


def _host(tree: Tree, v: int) -> int:
    """The clause around a parenthetic verb: the widest one that goes on behind it, else the one it hangs on."""
    host = tree.head[v]
    for _ in range(5):
        up = tree.head[host]
        if up == host or tree.dep[host] not in ("advcl", "prep", "nsubj", "npadvmod", "conj") or tree.right[host] > tree.right[v] + 1:
            break
        host = up
    return host if tree.tag[host].startswith("V") or tree.tag[host] == "MD" else tree.head[v]


def _set_off(tree: Tree, v: int) -> bool:
    """Whether a short clause stands between commas or at the sentence's end after one ("the plan, he said, will fail")."""
    a, b = subtree(tree, v)
    return (b - a <= 14 and a > 0 and tree.word[a - 1] in (",", "—", "–", "-", "--")) or (a > 0 and tree.word[a] == ",")


def _fronted(tree: Tree, v: int, c: int) -> tuple[Range, ...]:
    """Content that stands before the cue or around it: the clause with cue and source cut out."""
    whole = subtree(tree, c)
    holes = [group(tree, v)]
    for s in tree.all(v, "nsubj", "dobj", "dative", "npadvmod", "advmod", "prep", "agent", "advcl"):
        holes.append(subtree(tree, s))
    if tree.head[v] == c:
        holes.append(subtree(tree, v))
        low, high = tree.bounds(v)
        whole = max(low, whole[0]), min(high, whole[1])
    pieces = [trimmed(tree, a, b) for a, b in without(whole, holes)]
    return tuple(p for p in pieces if p[1] - p[0] > 1 or (len(pieces) > 1 and p[1] > p[0] and tree.tag[p[0]] in ("NNS", "NNP", "NNPS", "PRP", "NN")))


def _clause(tree: Tree, c: int) -> Range:
    """A clause without its complementiser and end punctuation."""
    a, b = subtree(tree, c)
    if (tree.word[a] in ("that", "which") and tree.dep[a] == "mark" and not points(tree, a)) or tree.word[a] == ",":
        a += 1
    return trimmed(tree, a, b, leading=frozenset([",", ":", "that"]))


def _predicate(tree: Tree, v: int) -> tuple[Range, ...]:
    """An object and what it is called."""
    for c in tree.all(v, "ccomp", "xcomp"):
        if c > v and tree.child(c, "nsubj") is not None and _is_small_clause(tree, c):
            return (_clause(tree, c),)
    obj, named = tree.child(v, "dobj"), tree.child(v, "oprd", "acomp")
    if obj is None and tree.word[v + 1 : v + 2] in (["that"], ["this"], ["it"]) and v + 2 < len(tree.word):
        q = tree.document.quotation_at(tree.start[v + 2])
        if q is not None and q.span.start == tree.start[v + 2]:  # 'called that "a start"'
            return ((v + 1, tree.document.index_at(q.span.end - 1) + 1),)
    if obj is not None and obj > v and named is None and (called := _called_in_quotes(tree, v, obj)) is not None:
        return (called,)
    if obj is not None and obj < v and named is not None and named > v and tree.word[obj] in ("what", "which", "whom"):
        return (trimmed(tree, *subtree(tree, named)),)
    if obj is not None and named is not None and obj > v and named > v:
        return (trimmed(tree, min(tree.left[obj], tree.left[named]), max(tree.right[obj], tree.right[named]) + 1),)
    return ()


def _called_in_quotes(tree: Tree, v: int, obj: int) -> Range | None:
    """ 'called the inquiry into the bank "a show"', where the parse takes the quotation for a part of the object."""
    if tree.lemma[v] not in ("call", "dub", "label", "brand", "term", "deem"):
        return None
    end = tree.bounds(v)[1]
    for k in range(obj + 1, min(end, obj + 14)):
        q = tree.document.quotation_at(tree.start[k])
        if q is None:
            if tree.tag[k] in ("VBD", "VBZ", "VBP", "MD", ".", ":"):
                return None
            continue
        before = tree.tag[k - 1]
        if q.span.start != tree.start[k] or not (before.startswith("N") or before in ("PRP", "CD")):
            return None
        return tree.left[obj], tree.document.index_at(q.span.end - 1) + 1
    return None


def _is_small_clause(tree: Tree, c: int) -> bool:
    """Whether a clause is one without a finite verb ("called it a farce", which the parse may take for a clause)."""
    if tree.has_to(c) or tree.tag[c] in ("VBD", "VBZ", "VBP", "MD"):
        return False
    return not any(tree.dep[k] in ("aux", "cop", "mark") for k in tree.children[c])


def _seen_as(tree: Tree, v: int) -> tuple[Range, ...]:
    """What somebody refers or points to, and as what: "referred to the vote as a farce"."""
    to = next((p for p in tree.all(v, "prep") if tree.word[p] == "to" and p > v), None)
    seen = None if to is None else tree.child(to, "pobj")
    if to is None or seen is None:
        return ()
    as_what = next((p for holder in (v, to, seen) for p in tree.all(holder, "prep") if tree.word[p] == "as" and p > seen), None)
    return () if as_what is None else (trimmed(tree, tree.left[seen], tree.right[as_what] + 1),)


def _objects(tree: Tree, v: int) -> int | None:
    return next((c for c in tree.all(v, "dobj", "dative") if c > v or tree.word[c] in ("what", "which", "who")), None)


def _object_and(tree: Tree, v: int, kind: str) -> tuple[Range, ...]:
    """An object and its infinitive or prepositional phrase, as one stretch."""
    if kind == "infinitive":
        for c in tree.all(v, "ccomp", "xcomp", "advcl"):
            bare = tree.dep[c] == "ccomp" and tree.tag[c] == "VB" and tree.child(c, "mark", "aux") is None  # "let them go", not "told them that it may rain"
            if c < v or not (tree.has_to(c) or bare):
                continue
            obj, subj = _objects(tree, v), tree.child(c, "nsubj")
            if obj is None and subj is None:
                on = next((p for p in tree.all(v, "prep") if tree.word[p] in ("on", "upon", "for", "to", "from") and p < c), None)
                obj = None if on is None else tree.child(on, "pobj")
            if obj is None and subj is None:
                continue
            first = tree.left[c] if obj is None else min(tree.left[obj], tree.left[c])
            return (trimmed(tree, first, tree.right[c] + 1),)
        return ()
    obj = _objects(tree, v)
    if obj is None:
        return ()
    for holder in (v, obj):
        for p in tree.all(holder, "prep", "advcl", "mark"):
            marks = (k for k in tree.children[p] if tree.word[k] == kind and tree.dep[k] == "mark")
            head = p if tree.word[p] == kind else next(marks, None)
            if head is not None and obj < v < p and tree.word[obj] in ("what", "which") and kind == "as":
                return (trimmed(tree, p + 1, tree.right[p] + 1),)
            if head is not None and p > max(obj, v) and (holder == v or kind in ("as", "of")):
                return (trimmed(tree, tree.left[obj], tree.right[p] + 1),)
    return ()


def _object(tree: Tree, v: int, frame: str, cue: Cue) -> tuple[Range, ...]:
    obj = tree.child(v, "dobj")
    if obj is not None and obj > v and tree.lemma[v] in ("offer", "promise", "guarantee"):
        obj = tree.all(v, "dobj")[-1]  # "offering Kay the second place": what is offered, not to whom
    if obj is None and frame == "object-of-document":  # "the charter forbids both selling the land and leasing it"
        deed = next((c for c in tree.all(v, "advcl", "xcomp", "ccomp") if tree.tag[c] == "VBG" and v < c < v + 3), None)
        return () if deed is None else (_clause(tree, deed),)
    if frame == "object" and (obj is None or obj < v) and cue.stance in ("denies", "opposes", "doubts") and tree.dep[v] in ("relcl", "advcl"):
        claim = tree.head[v]  # "took bribes, a charge he denies"
        if obj is not None and tree.word[obj] == "which" and tree.word[obj - 1] == "," and cue.stance == "denies":
            return ((obj, obj + 1),)  # "of starting the fire, which he denies"
        told = tree.lemma[claim] in words("speech-nouns") or tree.word[claim] == "something"
        if tree.dep[v] == "relcl" and told and claim < v and tree.child(v, "nsubjpass", "ccomp", "xcomp") is None:
            return (trimmed(tree, tree.left[claim], claim + 1),)
    if obj is None:
        return ()
    if obj < v:
        return ()  # the object of a relative clause: "the plan that he announced"
    lemma = tree.lemma[obj]
    if frame == "speech":
        return _complement(tree, v, obj) if lemma in words("speech-nouns") else ()
    if frame == "object-proposal" and lemma not in words("proposals") and lemma not in words("speech-nouns"):
        return ()
    if "addressee" in cue.frames and tree.tag[obj] in PERSON_TAGS:
        return ()
    if tree.word[obj] in PRONOUNS and frame == "object" and tree.word[obj] != "it" and cue.stance is None:
        return ()
    return (trimmed(tree, tree.left[obj], max(tree.right[obj], _tail(tree, v, obj)) + 1),)


def _tail(tree: Tree, v: int, obj: int) -> int:
    """The last token of what may belong to an object though it hangs on the verb: prepositional phrases right after it."""
    last = tree.right[obj]
    for p in tree.all(v, "prep", "xcomp", "ccomp", "agent"):
        apart = tree.left[p] - last
        belongs = (tree.word[p] in JOINED and not _is_when(tree, p)) or _ties(tree, p) or (tree.dep[p] == "ccomp" and tree.child(p, "nsubj") is not None)
        told = tree.lemma[obj] in words("speech-nouns") and tree.dep[p] == "xcomp" and tree.has_to(p)  # "announced plans this week to sell"
        told = told and all(tree.dep[c] == "npadvmod" for c in tree.children[v] if last < c < tree.left[p])
        if (apart == 1 and belongs) or (apart == 2 and tree.word[p] in ("including", "as")) or (told and apart < 5):
            last = tree.right[p]
    return last


def _is_when(tree: Tree, p: int) -> bool:
    inner = tree.child(p, "pobj")
    return inner is not None and tree.word[inner] in words("calendar")


def _ties(tree: Tree, p: int) -> bool:
    """ "in response to", "by parliament" behind an object; "in Geneva", "by Friday" only say where and when."""
    inner = tree.child(p, "pobj")
    if inner is None or _is_when(tree, p):
        return False
    return tree.word[p] == "by" or (tree.word[p] == "in" and tree.lemma[inner] in words("ties"))


def _complement(tree: Tree, v: int, noun: int) -> tuple[Range, ...]:
    """What a noun of speech says: its clause or infinitive, or the noun with its phrase; nothing where the noun stands bare."""
    effects = [e for h in (v, noun) for p in tree.all(h, "prep") if tree.word[p] == "to" and (e := tree.child(p, "pobj")) and tree.word[e] == "effect"]
    c = next((k for e in effects for k in tree.all(e, "relcl", "acl", "ccomp")), None)  # "a statement to the effect the talks had failed"
    c = next((k for k in tree.all(noun, "acl", "ccomp", "relcl") if _is_complement(tree, k)), c)
    if c is not None:
        return (_clause(tree, c),)
    if tree.lemma[noun] in words("rulings") or tree.lemma[v] in ("have", "take", "hold", "reach", "strike"):
        return ()  # "issued a ruling on the dam", "has support in the north"
    if any(tree.word[p] in ABOUT for p in tree.all(noun, "prep")):
        return (trimmed(tree, *subtree(tree, noun)),)
    return ()


def _is_complement(tree: Tree, k: int) -> bool:
    return tree.has_to(k) or _has_that(tree, k) or _is_to_the_effect(tree, k)


def _has_that(tree: Tree, k: int) -> bool:
    return any(tree.word[m] == "that" and tree.dep[m] == "mark" for m in tree.children[k])


def _is_to_the_effect(tree: Tree, k: int) -> bool:
    """ "a statement to the effect the talks had failed"."""
    return tree.word[max(0, tree.left[k] - 3) : tree.left[k]] == ["to", "the", "effect"]


def _is_day(tree: Tree, noun: int) -> bool:
    """Whether a phrase is a date and nothing else."""
    held = [w.rstrip(".") for w in tree.word[tree.left[noun] : tree.right[noun] + 1]]
    return all(w.isdigit() or w in {",", ""} or w in words("calendar") for w in held)


def _prepositional(tree: Tree, v: int, word: str) -> tuple[Range, ...]:
    """The phrase of a preposition, with an infinitive that follows it ("called on them to leave")."""
    for p in tree.all(v, "prep", "dative", "prt", "advmod"):
        if tree.word[p] != word or p < v or (word == "with" and tree.word[p - 1] == ","):
            continue
        inner = tree.child(p, "pobj", "pcomp")
        if inner is None or (word == "for" and _is_day(tree, inner)):  # "called an election for Jan. 17"
            continue
        last = tree.right[p]
        if word == "with":  # "agreed with the guild about the toll"
            last = max([last, *(tree.right[c] for c in tree.all(v, "prep") if c == last + 1 and tree.word[c] in ("about", "on", "over"))])
        for c in tree.all(v, "xcomp", "advcl", "ccomp"):
            if c > inner and tree.has_to(c) and tree.left[c] <= last + 2:
                last = max(last, tree.right[c])
        return (trimmed(tree, tree.left[inner], last + 1),)
    if word == "for":  # "asked for the charges to be dropped"
        for c in tree.all(v, "advcl", "ccomp", "xcomp"):
            mark = tree.child(c, "mark")
            if mark is not None and tree.word[mark] == "for" and mark - v <= 2 and mark == tree.left[c] and tree.has_to(c):
                return (trimmed(tree, mark + 1, tree.right[c] + 1),)
    return ()

