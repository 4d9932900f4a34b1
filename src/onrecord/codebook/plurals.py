"""The plural of the nouns by which parties are called."""

from __future__ import annotations


def plural_of(words: str) -> str:
    """The plural of a noun in lower case; of a phrase its head noun's ("heads of state", "attorneys general")."""
    head, joint, rest = words, "", ""
    for preposition in (" of ", " for ", " to ", " without ", " in ", "-in-"):
        if preposition in words:
            head, joint, rest = words.partition(preposition)
            break
    if head.endswith(" general") and " " in head and head.split(" ")[0] in {"attorney", "auditor", "solicitor", "inspector", "consul"}:
        return f"{head.removesuffix(' general')}s general{joint}{rest}"
    if head.endswith("man") and not head.endswith("human"):
        head = head[:-3] + "men"
    elif head.endswith("person") and head != "person":
        head = head[:-6] + "people"
    elif head in _IRREGULAR:
        head = _IRREGULAR[head]
    elif head.endswith("wife"):
        head = head[:-2] + "ves"
    elif head.endswith("y") and head[-2:-1] not in "aeiou":
        head = head[:-1] + "ies"
    elif head.endswith(("s", "x", "ch", "sh")) and not head.endswith("arch"):
        head += "es"
    else:
        head += "s"
    return head + joint + rest


_IRREGULAR = {"person": "people", "child": "children", "thief": "thieves", "chief": "chiefs", "woman": "women", "man": "men"}
