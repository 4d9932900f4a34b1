"""Fills the sentence frames of frames.txt with parties, times and places: sentences with the breadth of the codebook's words.

    python training/frames.py > training/relations-frames.jsonl

The fillers are our own lists. Each frame is filled a few times with different ones, chosen by a fixed seed, and at times set into a longer
sentence, so that the coder learns the act and not the parties. A frame marks its anchor in asterisks and ends, after a bar, in its mode and
in its status and certainty where these are not "actual" and "asserted"; words of saying before or after it make it "attributed".
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

STATES = (
    "Norway", "Kenya", "Peru", "Vietnam", "Jordan", "Latvia", "Ghana", "Bolivia", "Nepal", "Oman", "Serbia", "Mali", "Japan", "Chile",
    "Georgia", "Uganda", "Iran", "Sweden", "Pakistan", "Cuba", "Turkey", "Egypt", "Poland", "Ethiopia", "the Philippines", "South Sudan",
    "China", "India", "Russia", "the United States", "Washington", "Moscow", "Beijing", "Tehran", "Paris", "Ankara", "Seoul", "Kyiv",
    "the European Union", "NATO", "the African Union", "Saudi Arabia", "Israel", "Hungary", "Brazil", "Eritrea", "Morocco", "Greece",
)  # fmt: skip
ADJECTIVES = (
    "Norwegian", "Kenyan", "Peruvian", "Vietnamese", "Jordanian", "Latvian", "Ghanaian", "Nepalese", "Serbian", "Malian", "Japanese",
    "Chilean", "Ugandan", "Iranian", "Swedish", "Pakistani", "Cuban", "Turkish", "Egyptian", "Polish", "Chinese", "Russian", "U.S.",
    "French", "Israeli", "Hungarian", "Brazilian", "Moroccan", "Greek", "Indian", "British", "Sudanese", "Colombian", "Iraqi",
)  # fmt: skip
NAMES = (
    "Anders Lofthus", "Grace Wanjala", "Ramon Quispe", "Tran Van Hieu", "Lina Haddadin", "Janis Krumins", "Kofi Amoah", "Sunita Rai",
    "Dragan Petkovic", "Aminata Kone", "Kenji Morioka", "Ignacio Larrain", "Moses Okello", "Farhad Zandi", "Eva Lindholm",
    "Bilal Chaudhry", "Yasmin Aksoy", "Piotr Zielak", "Li Jianmin", "Oleg Sorokin", "Daniel Whitcombe", "Claire Fontanel", "Noa Bar-Lev",
)  # fmt: skip
OFFICES = ("President", "Prime Minister", "Foreign Minister", "Defense Secretary", "Interior Minister", "opposition leader", "envoy", "")
GROUPS = (
    "protesters", "villagers", "farmers", "students", "dock workers", "refugees", "teachers", "migrants", "aid workers", "journalists",
    "civilians", "miners", "nurses", "truck drivers", "demonstrators", "fishermen", "prisoners", "hundreds of civil servants",
)  # fmt: skip
ORGANISATIONS = (
    "the United Nations", "the World Bank", "the Red Cross", "the International Monetary Fund", "Amnesty International",
    "the World Food Programme", "a mining company", "a state broadcaster", "the teachers' union", "an oil firm", "a rights group",
    "the International Atomic Energy Agency",
)  # fmt: skip
ARMED = (
    "the rebels", "Islamist militants", "separatist fighters", "gunmen", "the guerrilla movement", "a militia", "insurgents", "the Taliban",
    "the Northern Front", "suspected jihadists", "paramilitaries",
)  # fmt: skip
FORCES = ("police", "the army", "security forces", "border guards", "government troops", "riot police", "the military", "special forces")
COURTS = ("a court", "prosecutors", "the Supreme Court", "the International Criminal Court", "a judge", "the anti-corruption agency")
LEGISLATURES = ("parliament", "lawmakers", "the Senate", "the ruling party", "the opposition", "the National Assembly", "the Liberal Party")
TIMES = ("on Monday", "on Tuesday", "on Thursday", "on Saturday", "last week", "this month", "late on Friday", "in March", "")
PLACES = ("Geneva", "the capital", "Nairobi", "Doha", "the north of the country", "Vienna", "Cairo", "the port city", "Lima", "Dhaka")
LEADS = (
    "", "", "", "", "", "In a statement, officials said that ", "After months of tension, ", "According to state media, ",
    "Despite a cold winter, ", "Also {w}, ", "Two days after the vote, ", "A spokesman said ", "In {p}, ",
)  # fmt: skip
TAILS = (
    "", "", "", "", "", ", state television reported", ", a spokesman said {w}", ", according to two diplomats", " despite criticism",
    ", the third such step this year", " as the crisis deepened", ", local radio said", ", witnesses said",
)  # fmt: skip
STATUSES, CERTAINTIES = ("planned", "hypothetical", "historical"), ("attributed",)
SAYING = re.compile(r"\b(?:said|reported|[Aa]ccording to)\b")
ANCHOR = re.compile(r"\*([^*]+)\*")
SLOT = re.compile(r"\{([st])([A-Z]+)\}")
EACH = 4
"""How often each frame is filled."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A sentence with slots for its parties, and what it tells of."""

    type: str
    text: str
    anchor: str
    mode: str | None
    status: str
    certainty: str


def main() -> None:
    """Print the sentences, one JSON object a line."""
    choose = random.Random(20260301)
    for frame in frames(Path(__file__).with_name("frames.txt")):
        for _ in range(EACH):
            marked = fill(frame.text, choose)
            around = SLOT.sub("", frame.text)
            told = len(SAYING.findall(marked)) > len(SAYING.findall(around))
            row = {
                "marked": marked,
                "type": frame.type,
                "mode": frame.mode,
                "status": frame.status,
                "certainty": "attributed" if told else frame.certainty,
                "anchor": as_it_stands(frame.anchor, marked),
            }
            print(json.dumps(row, ensure_ascii=False))


def as_it_stands(anchor: str, sentence: str) -> str:
    """The anchor with a capital or a small letter first, as the sentence has it."""
    turned = anchor[0].swapcase() + anchor[1:]
    return anchor if re.search(rf"\b{re.escape(anchor)}\b", sentence) else turned


def frames(path: Path) -> list[Frame]:
    """The frames of the file, in its order."""
    found, kind = [], ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            kind = line.strip("[]")
        elif line and not line.startswith("#"):
            text, _, words = line.partition(" | ")
            found.append(_frame(kind, text, words.split()))
    return found


def _frame(kind: str, text: str, words: list[str]) -> Frame:
    anchor = ANCHOR.search(text)
    if anchor is None:
        raise ValueError(f"frames.txt: no anchor is marked, put it in asterisks: {text}")
    status = _among(words, STATUSES) or "actual"
    certainty = _among(words, CERTAINTIES) or "asserted"
    mode = next((word for word in words if word not in (status, certainty)), None)
    return Frame(kind, ANCHOR.sub(r"\1", text), anchor[1], mode, status, certainty)


def _among(words: list[str], known: Iterable[str]) -> str | None:
    return next((word for word in words if word in known), None)


def fill(frame: str, choose: random.Random) -> str:
    """One sentence of a frame: parties marked, times and places put in, at times with words before and after."""
    used: list[str] = []

    def party(match: re.Match[str]) -> str:
        part, kinds = match.groups()
        name = _party(choose.choice(kinds), choose)
        while name in used:
            name = _party(choose.choice(kinds), choose)
        used.append(name)
        return f"<{part}>{name}</{part}>"

    sentence = SLOT.sub(party, frame)
    lead, tail = choose.choice(LEADS), choose.choice(TAILS)
    if lead and sentence.startswith(("A ", "The ", "Under ", "Talks ", "Troops ", "Trade ", "Aid ")):
        sentence = sentence[0].lower() + sentence[1:]
    sentence = lead + sentence.rstrip(".") + tail + "."
    while "{w}" in sentence:
        sentence = sentence.replace("{w}", choose.choice(TIMES), 1)
    while "{p}" in sentence:
        sentence = sentence.replace("{p}", choose.choice(PLACES), 1)
    sentence = re.sub(r" +([,.])", r"\1", re.sub(r" {2,}", " ", sentence)).strip()
    return re.sub(r"^((?:<[st]>)?)([a-z])", lambda m: m[1] + m[2].upper(), sentence)


def _party(kind: str, choose: random.Random) -> str:
    state, adjective, name = choose.choice(STATES), choose.choice(ADJECTIVES), choose.choice(NAMES)
    if kind == "C":
        leader = f"{adjective} {choose.choice(OFFICES[:5])} {name}"
        return choose.choice((state, state, state, f"the {adjective} government", leader, f"{state}'s president"))
    if kind == "P":
        office = choose.choice(OFFICES)
        titled = f"{adjective} {office} {name}" if office else name
        return choose.choice((titled, f"{state}'s foreign minister", name, f"a former {adjective} minister"))
    if kind == "G":
        group = choose.choice(GROUPS)
        return choose.choice((group, f"{adjective} {group}", f"about 300 {group}" if not group.startswith("hundreds") else group))
    if kind == "R":
        return choose.choice(ARMED)
    if kind == "M":
        force = choose.choice(FORCES)
        return choose.choice((force, f"{adjective} {force.removeprefix('the ')}"))
    return choose.choice({"O": ORGANISATIONS, "J": COURTS, "L": LEGISLATURES}[kind])


if __name__ == "__main__":
    main()
