"""Threads joined and split in the browser, with and without JavaScript, and taken back."""

from __future__ import annotations

from pathlib import Path

import pytest
from chromium import DESKTOP, PHONE, Reader

from onrecord.keeping import Ledger

WAYS = pytest.mark.parametrize(("scripts", "size"), [(True, DESKTOP), (False, PHONE)])


def thread_of(ledger: Path, mention: str) -> str:
    return str(Ledger(ledger).show(mention).head.id)  # type: ignore[union-attr]


@WAYS
@pytest.mark.parametrize("kind", ["commitments", "events"])
def test_find_another_join_it_and_undo(reader: Reader, ledger: Path, scripts: bool, size: tuple[int, int], kind: str) -> None:
    own = Ledger(ledger)
    one, other = next((t.id, p.id) for t in getattr(own, kind)() for p in own.partners(t.id) if p.kind == kind[:-1])
    reader.scripts(scripts)
    reader.sized(size)
    reader.open(f"/{kind}/{one}")
    reader.sends(lambda: reader.click(reader.link("Join with another")))
    assert reader.path == f"/join/{one}"
    assert reader.fits()
    assert not scripts or reader.barriers() == []  # axe-core is a script itself
    reader.click(reader.one(f"input[value='{other}']"))
    reader.one("form.joining [name=who]").send_keys("Ana")
    reader.one("form.joining [name=why]").send_keys("one and the same loan")
    reader.sends(lambda: reader.click(reader.one("button[value=join]")))
    assert reader.path.startswith(f"/{kind}/t")
    assert "one and the same loan" in reader.words
    assert thread_of(ledger, one[1:]) == thread_of(ledger, other[1:])
    assert reader.fits()
    reader.sends(lambda: reader.click(reader.one("#reviews ~ ol button[value=undo]")))
    assert thread_of(ledger, one[1:]) != thread_of(ledger, other[1:])


@WAYS
def test_split_two_mentions_and_undo(reader: Reader, ledger: Path, scripts: bool, size: tuple[int, int]) -> None:
    own = Ledger(ledger)
    one = max(own.commitments(), key=lambda c: c.mentions).id
    first, last = own.show(one).mentions[0].id, own.show(one).mentions[-1].id
    reader.scripts(scripts)
    reader.sized(size)
    reader.open(f"/commitments/{one}")
    section = reader.one("section[aria-labelledby=pairs]")
    reader.click(section.find_element("css selector", "summary"))
    assert reader.fits()
    reader.choose(section.find_element("name", "one"), last)
    reader.choose(section.find_element("name", "other"), first)
    section.find_element("name", "who").send_keys("Ana")
    reader.sends(lambda: reader.click(section.find_element("css selector", "button[value=split]")))
    assert "not one with" in reader.words
    assert thread_of(ledger, first) != thread_of(ledger, last)
    reader.sends(lambda: reader.click(reader.one("#reviews ~ ol button[value=undo]")))
    assert thread_of(ledger, first) == thread_of(ledger, last)


def test_a_reason_is_split_with_one_button_after_the_name_was_given(reader: Reader, ledger: Path) -> None:
    own = Ledger(ledger)
    one = max(own.commitments(), key=lambda c: c.mentions).id
    link = own.show(one).links[0]
    reader.open(f"/commitments/{one}")
    reader.sends(lambda: reader.click(reader.one(f"button[value='{link.other_id} {link.mention_id}']")))
    assert reader.one("h1").text == "Your name"
    assert any("422" in one for one in reader.complaints())  # the browser itself notes the answer
    reader.one("#who").send_keys("Ana")
    reader.sends(lambda: reader.one("main form button").click())
    assert thread_of(ledger, link.mention_id) != thread_of(ledger, link.other_id)
