"""Words that name an act without telling of one: aims, rules, what is wanted or laid down in a bill, what is only denied, titles."""

from __future__ import annotations

from onrecord.records.event_candidates import Candidate
from onrecord.records.event_frames import has_to


def is_idle(candidate: Candidate) -> bool:
    """Whether a candidate is no act of its own in any surroundings."""
    return any(test(candidate) for test in TESTS)


def is_suit(verb: Candidate, noun: Candidate) -> bool:
    """Whether a court turns down somebody's suit: bringing it was an act of another party."""
    owned = any(c.dep_ in {"poss", "compound"} and (c.pos_ == "PROPN" or c.dep_ == "poss") for c in noun.head.children)
    return verb.type == "REJECT" and noun.type == "ACCUSE" and noun.frame.form == "noun" and "legal" in verb.trigger.contexts and owned


def _is_aim(candidate: Candidate) -> bool:
    """Whether the word only says what something else is done for: "stayed to prevent attacks"; people do travel to meet."""
    head = candidate.head
    return head.dep_ == "advcl" and has_to(head) and candidate.type != "CONSULT"


def _is_rule(candidate: Candidate) -> bool:
    """Whether the words tell what is done in general rather than what was done: a deed in the plain present tense."""
    head = candidate.scope
    if (candidate.frame.form != "verb" and head.i == candidate.head.i) or head.lower_ in INVARIABLE:
        return False
    if candidate.type not in GENERAL and head.lemma_ not in SOLEMN:
        return False
    helpers = [c for c in head.children if c.dep_ in {"aux", "auxpass"}]
    if head.lemma_ in {"remain", "stay", "languish"}:  # "remains under arrest": how things stand
        return False
    if any(c.lower_ == "being" for c in helpers):  # "is being held": under way
        return False
    finite = helpers[0] if helpers else head
    done = head.tag_ in {*PRESENT, "VBN"} or (head.tag_ == "VB" and finite.lemma_ == "do")  # "they do not jail anybody"
    return finite.tag_ in PRESENT and finite.lemma_ != "have" and done


def _is_wanted(candidate: Candidate) -> bool:
    """Whether a noun only says what is needed or waited for: "awaits approval by the cabinet" tells of no approval."""
    head, above = candidate.head, candidate.head.head
    if candidate.frame.form != "noun" or candidate.type not in GRANTED:
        return False
    if head.dep_ == "pobj" and above.lower_ in {"of", "for"}:
        return above.head.lemma_.lower() in WANTS
    return head.dep_ in {"dobj", "nsubjpass"} and above.lemma_.lower() in WANTS


def _is_provision(candidate: Candidate) -> bool:
    """Whether the words only say what a bill or law is about: "a bill that would bar the president", "a law that lets courts close papers"."""
    at = candidate.head
    while at.dep_ in {"xcomp", "ccomp", "conj", "pcomp", "dobj", "pobj", "prep"} and at.head.i != at.i:
        at = at.head
    if at.dep_ != "relcl" or at.head.lemma_.lower() not in PAPERS or not any(c.dep_ == "nsubj" and c.lower_ in {"that", "which"} for c in at.children):
        return False
    return any(c.dep_ == "aux" and c.lower_ in {"would", "will", "could", "may", "can"} for c in at.children) or at.tag_ in PRESENT


PAPERS = frozenset({"bill", "law", "plan", "proposal", "resolution", "amendment", "measure", "reform", "decree", "rule", "act", "motion", "policy"})


def _is_denied(candidate: Candidate) -> bool:
    """Whether an accusation is only turned down: who "denied the allegation" has accused nobody."""
    support = candidate.frame.support
    return candidate.type == "ACCUSE" and candidate.frame.form == "noun" and support is not None and support.lemma_ in DENIALS


DENIALS = frozenset({"deny", "reject", "refute", "dismiss", "rebut"})


NAMING = frozenset({"call", "label", "brand", "term", "deem", "declare", "describe"})


def _is_name(candidate: Candidate) -> bool:
    """Whether a word is a name given in passing ("what it called aggression"), or one that the verb's subject gives ("a charge that Peru called
    absurd")."""
    verb = candidate.head.head
    if candidate.frame.form == "adjective" and candidate.head.dep_ == "oprd" and verb.lemma_ in NAMING:
        return True
    return candidate.head.dep_ == "oprd" and any(c.dep_ == "dobj" and c.lower_ == "what" for c in verb.children)


GRANTED = frozenset({"SUPPORT", "AGREE", "CONCEDE", "AID", "COOPERATE"})
"""Types of what somebody may be waiting for."""
WANTS = frozenset({"require", "need", "await", "lack", "requirement", "lacking", "absence", "prerequisite", "want", "necessitate"})
GENERAL = frozenset({"SANCTION", "COERCE", "ASSAULT", "RETREAT", "MOBILIZE", "PROTEST", "CONCEDE", "CONSULT"})
"""Types of deeds, which news tells in the past; sayings are at times told in the present."""
SOLEMN = frozenset({"appoint", "elect", "vote", "ratify", "nominate"})
"""Verbs of deeds among the types that are mostly sayings: "the monarch appoints the premier" tells how it is done."""
PRESENT = frozenset({"VBZ", "VBP"})
INVARIABLE = frozenset({"beat", "spread", "cut", "hit", "put", "set", "shut", "cast", "let", "quit", "hurt", "bid", "split", "burst"})
"""Verbs whose past looks like their present."""


def _is_of_title(candidate: Candidate) -> bool:
    """Whether a noun only says what an office is for: "the envoy for the border talks", "the committee on investigations"."""
    noun = candidate.head
    if candidate.frame.form != "noun" or noun.dep_ != "pobj" or noun.head.lower_ not in {"for", "on"}:
        return False
    return noun.head.head.lemma_.lower() in OFFICES


OFFICES = frozenset({
    "envoy", "negotiator", "minister", "secretary", "commissioner", "adviser", "advisor", "representative", "coordinator", "rapporteur",
    "committee", "commission", "ministry", "office", "agency", "department", "bureau", "spokesman", "spokeswoman", "spokesperson", "ambassador",
})  # fmt: skip


def _is_cited(candidate: Candidate) -> bool:
    """Whether a verb stands alone between quotation marks: a sign that reads "silenced" silences nobody."""
    word = candidate.head
    if candidate.frame.form != "verb" or not 0 < word.i < len(word.doc) - 1:
        return False
    return word.nbor(-1).is_quote and word.nbor(1).is_quote


def _is_epithet(candidate: Candidate) -> bool:
    """Whether a participle only says who those are that follow it: "was shouted down by protesting farmers"."""
    word = candidate.head
    if candidate.type != "PROTEST" or word.tag_ != "VBG" or word.dep_ != "pcomp" or word.head.lower_ != "by" or word.i + 1 >= len(word.doc):
        return False
    following = word.nbor(1)
    return following.tag_ == "NNS" and following.dep_ == "dobj" and not any(c.dep_ in {"det", "poss"} for c in following.children)


def _is_kept_from(candidate: Candidate) -> bool:
    """Whether the words say what somebody is kept from: the act is the keeping."""
    word = candidate.head
    if word.dep_ == "dobj" and word.head.dep_ == "pcomp":
        word = word.head
    return word.dep_ == "pcomp" and word.head.lower_ == "from" and word.head.head.lemma_ in KEEPING


KEEPING = frozenset({"prevent", "stop", "keep", "block", "bar", "ban", "prohibit", "restrain", "deter", "discourage", "dissuade", "exempt"})


def _is_favour(candidate: Candidate) -> bool:
    """Whether "in support of" opens a sentence or clause, so that the act is what follows."""
    noun = candidate.head
    return noun.lemma_ == "support" and noun.dep_ == "pobj" and noun.head.lower_ == "in" and not candidate.frame.owners


def _is_passing(candidate: Candidate) -> bool:
    """Whether a noun is only named on the way to something else: "despite criticism by Peru", "a summary of the call", "the probe found nothing"."""
    noun = candidate.head
    if candidate.frame.form != "noun" or candidate.frame.support is not None:
        return False
    if noun.dep_ == "pobj":
        return noun.head.lower_ in PASSING
    verb = noun.head
    if noun.dep_ != "nsubj" or verb.pos_ != "VERB":
        return False
    if candidate.type == "ACCUSE":
        return verb.lemma_.lower() in FINDING and noun.lemma_.lower() in PROBES
    return candidate.type in TOPICS and verb.lemma_.lower() not in GOING_ON and not any(c.dep_ == "neg" for c in verb.children)


PROBES = frozenset({"investigation", "inquiry", "enquiry", "probe", "audit", "review", "inquest"})
FINDING = frozenset({"find", "show", "conclude", "reveal", "establish", "clear", "uncover", "suggest", "discover", "confirm"})
PASSING = frozenset({"despite", "per", "without", "about", "regarding", "concerning", "notwithstanding"})
TOPICS = frozenset({"COOPERATE", "REQUEST", "SUPPORT"})
"""Types whose nouns are mostly things by the time they do something themselves ("trade has grown"); a strike or an attack that goes on is an act."""
GOING_ON = frozenset({
    "begin", "start", "continue", "resume", "follow", "come", "go", "open", "end", "stop", "take", "enter", "last", "spread", "mount", "grow", "erupt", "urge",
    "demand", "call", "ask", "accuse", "condemn",
})  # fmt: skip
"""Verbs that say no more of an act than that it takes place, or what it says."""


def _is_charge(candidate: Candidate) -> bool:
    """Whether a gerund only says what somebody is accused of, or what a policy or task consists in: "blamed the agency for ignoring him".

    A deed that is counted is told all the same: "accused the junta of detaining sixty activists".
    """
    verb = candidate.head
    while verb.dep_ == "conj" and verb.head.pos_ == "VERB":
        verb = verb.head
    if candidate.frame.form != "verb" or verb.dep_ != "pcomp" or verb.head.lower_ not in OF_WHAT:
        return False
    above = verb.head.head
    counted = any(t.like_num or t.lower_ in COUNTS or any(c.like_num or c.tag_ == "CD" for c in t.children) for t in candidate.frame.objects)
    if counted or candidate.frame.clauses:  # "for refusing to let its police in"
        return False
    if above.pos_ in {"NOUN", "PROPN"}:
        return above.lemma_.lower() in CONSISTING or (above.dep_ in {"dobj", "nsubjpass"} and above.head.lemma_.lower() in CHARGING)
    return above.lemma_.lower() in CHARGING


COUNTS = frozenset({"dozens", "scores", "hundreds", "thousands", "millions"})
OF_WHAT = frozenset({"of", "for", "as", "in"})
CHARGING = frozenset({
    "accuse", "blame", "criticise", "criticize", "suspect", "condemn", "denounce", "fault", "rebuke", "reproach", "cite", "charge", "convict", "attack",
    "slam", "chide", "castigate", "describe", "see", "portray", "censure", "lambast", "berate",
})  # fmt: skip
CONSISTING = frozenset({
    "policy", "process", "role", "practice", "task", "way", "habit", "idea", "prospect", "possibility", "hope", "aim", "goal", "rule", "cost", "risk", "chance",
    "means", "method", "history", "purpose", "point", "business", "job", "accusation", "suspicion",
})  # fmt: skip
"""Nouns whose "of" or "in" says what they consist in."""


def _is_called_so(candidate: Candidate) -> bool:
    """Whether a verb gives something a name rather than calls for it: "called the trial revenge for a quarrel"."""
    head = candidate.head
    return candidate.type == "REQUEST" and head.lemma_ == "call" and any(c.dep_ == "oprd" and not c.tag_.startswith("V") for c in head.children)


TESTS = (
    _is_aim, _is_rule, _is_wanted, _is_provision, _is_denied, _is_name, _is_of_title, _is_cited, _is_epithet, _is_kept_from, _is_favour,
    _is_passing, _is_charge, _is_called_so,
)  # fmt: skip
