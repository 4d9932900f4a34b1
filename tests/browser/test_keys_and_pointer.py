"""What the script adds to the page of an article: keys, lit words, words chosen for a correction."""

from __future__ import annotations

from pathlib import Path

import pytest
from chromium import BACKSPACE, ESCAPE, RETURN, TAB, Reader

from onrecord.keeping import Ledger
from onrecord.views import wording


def article_of(ledger: Path) -> str:
    """The article with the most commitments."""
    return max(Ledger(ledger).articles(), key=lambda a: a.commitments).id


def signed(reader: Reader, name: str = "ana") -> None:
    reader.open("/name")
    reader.one("#who").send_keys(name)
    reader.sends(lambda: reader.one("form.search[action='/name'] button").click())


@pytest.fixture
def at_article(reader: Reader, ledger: Path) -> str:
    signed(reader)
    one = article_of(ledger)
    reader.open(f"/articles/{one}")
    reader.until(lambda: reader.all(".keybar"))
    return one


def current(reader: Reader) -> str:
    (card,) = reader.all(".card.on")
    return str(card.get_attribute("id"))


def test_j_k_and_space_go_through_the_cards(reader: Reader, ledger: Path, at_article: str) -> None:
    ids = [i.id for i in wording.items(Ledger(ledger).record(at_article))]
    assert current(reader) == ids[0]
    seen = []
    for key in ("j", "j", "k", " ", "J"):
        reader.press(key)
        seen.append(current(reader))
    assert seen == [ids[1], ids[2], ids[1], ids[2], ids[3]]
    assert reader.driver.switch_to.active_element.get_attribute("id") == ids[3]
    assert f"4 of {len(ids)}" in reader.one("[role=status]").text
    reader.press("k" * 9)
    assert current(reader) == ids[0]
    assert "first card" in reader.one("[role=status]").text


def test_a_accepts_x_rejects_and_backspace_takes_back(reader: Reader, ledger: Path, at_article: str) -> None:
    ids = [i.id for i in wording.items(Ledger(ledger).record(at_article))]
    reader.sends(lambda: reader.press("a"))
    assert current(reader) == ids[1]  # on to the next
    assert "C1: accepted. Backspace takes it back" in reader.one("[role=status]").text
    reader.sends(lambda: reader.press("x"))
    assert current(reader) == ids[2]
    assert "C2: rejected" in reader.one("[role=status]").text
    assert [(r.action, r.item_id, r.who) for r in Ledger(ledger).reviews()] == [("accept", ids[0], "ana"), ("reject", ids[1], "ana")]
    assert "Rejected by people" in reader.words
    reader.sends(lambda: reader.press(BACKSPACE))
    assert "Rejected by people" not in reader.words
    assert "taken back" in reader.one("[role=status]").text
    reader.open(reader.path.partition("#")[0] + "?part=1")
    assert reader.one("[role=status]").text == ""  # it is told once
    reader.sends(lambda: reader.press(BACKSPACE))
    reader.press(BACKSPACE)
    assert "no review of yours" in reader.one("[role=status]").text
    assert [r.undone for r in Ledger(ledger).reviews() if r.action != "undo"] == [True, True]


def test_keys_that_are_typed_into_a_form_are_letters(reader: Reader, ledger: Path, at_article: str) -> None:
    reader.press("f")
    reader.press("a jar, x")
    assert reader.driver.switch_to.active_element.get_attribute("value") == "a jar, x"
    reader.sends(lambda: reader.press(TAB + RETURN))
    (made,) = Ledger(ledger).reviews()
    assert (made.action, made.new) == ("comment", "a jar, x")


def test_h_shows_the_keys_and_they_can_be_switched_off(reader: Reader, ledger: Path, at_article: str) -> None:
    reader.press("h")
    help_ = reader.one("dialog.keys")
    assert help_.is_displayed()
    assert "undo your last review" in help_.text
    reader.press("a")
    reader.press(ESCAPE)
    assert not help_.is_displayed()
    reader.one("[data-do=keys]").click()
    reader.press("a")
    reader.open(f"/articles/{at_article}?part=1")
    reader.press("x")
    assert reader.one("[data-do=keys]").get_attribute("aria-pressed") == "false"
    assert Ledger(ledger).reviews() == []
    reader.one("[data-do=keys]").click()
    assert reader.one("[data-do=keys]").get_attribute("aria-pressed") == "true"


def test_pointing_at_a_field_lights_its_words_and_the_cue(reader: Reader, ledger: Path) -> None:
    records = [Ledger(ledger).record(a.id) for a in Ledger(ledger).articles()]
    record, item = next((r, c) for r in records for c in r.commitments if c.amount is not None)
    assert item.amount is not None
    reader.open(f"/articles/{record.article.id}")
    card = reader.one(f"[id='{item.id}']")
    rows = {r.find_element("tag name", "dt").text: r for r in card.find_elements("css selector", ".f")}
    reader.point_at(rows["amount"].find_element("tag name", "dd"))
    assert squeezed(reader, ".text .lit") == "".join(item.amount.words.text.split())
    cue = "".join("".join(c.text for c in sorted(item.cues) or [item.anchor]).split())
    assert squeezed(reader, ".text .setby") == cue
    reader.driver.execute_script("arguments[0].focus()", rows["stage"].find_element("css selector", "dd a"))  # focus does as the pointer does
    assert squeezed(reader, ".text .setby") == cue
    assert not reader.all(".text .lit")


def squeezed(reader: Reader, selector: str) -> str:
    """The words of elements, white space left out."""
    return "".join("".join(x.text for x in reader.all(selector)).split())


SELECT = """
const words = arguments[0], text = document.querySelector('.text'), nodes = [], walk = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
let all = '';
while (walk.nextNode()) if (!walk.currentNode.parentElement.closest('.tag')) { nodes.push([all.length, walk.currentNode]); all += walk.currentNode.data; }
const at = all.indexOf(words), spot = (n) => { const [s, node] = nodes.filter(([s]) => s <= n).pop(); return [node, n - s]; };
if (at < 0) throw new Error('no such words');
getSelection().setBaseAndExtent(...spot(at), ...spot(at + words.length));
"""


def test_words_chosen_in_the_article_correct_a_field(reader: Reader, ledger: Path, at_article: str) -> None:
    record = Ledger(ledger).record(at_article)
    item = record.commitments[0]
    text = record.article.text
    words = " ".join(item.anchor.text.split()[1:4]) if " ".join(item.anchor.text.split()[1:4]) in text else item.action.text
    start = text.index(words)
    card = reader.one(f"[id='{item.id}']")
    card.find_element("tag name", "dt").click()
    reader.driver.execute_script(SELECT, words)
    value = card.find_element("css selector", "input[name=value]")
    reader.until(lambda: value.get_attribute("value"))
    assert value.get_attribute("value") == words  # of a stage: the words alone
    reader.choose(card.find_element("css selector", "select[name=field]"), "action")
    assert value.get_attribute("value") == f"{words} [{start}:{start + len(words)}]"
    reader.one("[data-do=form]").click()
    assert reader.driver.switch_to.active_element == value
    reader.sends(lambda: card.find_element("css selector", "button[value=correct]").click())
    (made,) = Ledger(ledger).reviews()
    assert (made.action, made.field, made.new) == ("correct", "action", f"{words} [{start}:{start + len(words)}]")
    changed = next(c for c in Ledger(ledger).record(at_article).commitments if c.id == item.id)
    assert (changed.action.start, changed.action.text) == (start, words)
    reader.sends(lambda: reader.press(BACKSPACE))
    assert next(c for c in Ledger(ledger).record(at_article).commitments if c.id == item.id).action == item.action


def test_offsets_count_code_points_whatever_the_text_holds(harassed: Reader, harmed: Path) -> None:
    ledger = Ledger(harmed)
    one = min(ledger.articles(), key=lambda a: a.characters)
    text = ledger.record(one.id).article.text
    harassed.open(f"/articles/{one.id}")
    harassed.until(lambda: harassed.all(".keybar"))
    for words in ("raw", "Share", "[sic]"):  # after accents, control characters and a face of two UTF-16 units
        harassed.driver.execute_script("getSelection().removeAllRanges()")
        harassed.driver.execute_script(SELECT, words)
        start = text.index(words)
        harassed.until(lambda s=start, w=words: f"characters {s}–{s + len(w)}" in harassed.one("[role=status]").text)
    huge = max(ledger.articles(), key=lambda a: a.characters)
    harassed.open(f"/articles/{huge.id}?part=2")
    assert harassed.one(".text").get_attribute("data-start") == "60000"
