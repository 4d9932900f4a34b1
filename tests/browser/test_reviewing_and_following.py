"""Reviewing with the forms, with and without JavaScript; disputes; subscribing to a feed and receiving what is new."""

from __future__ import annotations

import shutil
from pathlib import Path
from urllib.request import urlopen
from xml.etree import ElementTree

import pytest
from chromium import Reader, chromium, reading_room

from onrecord.keeping import Ledger

MODES = pytest.mark.parametrize("scripts", [True, False], ids=["script", "no script"])
ATOM = "{http://www.w3.org/2005/Atom}"


def busiest(ledger: Path) -> str:
    return max(Ledger(ledger).commitments(), key=lambda c: c.mentions).id


def form(reader: Reader, mention: str, action: str) -> object:
    """The form of a mention that holds the button of an action; its review is opened."""
    note = reader.one(f"[id='{mention}']")
    details = note.find_element("css selector", "details.review")
    if details.get_attribute("open") is None:
        details.find_element("tag name", "summary").click()
    return details.find_element("css selector", f"form:has(button[value='{action}'])")


@MODES
def test_accept_correct_comment_vote_and_undo(reader: Reader, ledger: Path, scripts: bool) -> None:
    own = Ledger(ledger)
    one = busiest(ledger)
    mention = own.show(one).mentions[0]
    reader.scripts(scripts)
    reader.open(f"/commitments/{one}")

    accepting = form(reader, mention.id, "accept")
    accepting.find_element("name", "who").send_keys("Ana")
    accepting.find_element("name", "why").send_keys("the ministry's page")
    reader.sends(lambda: accepting.find_element("css selector", "[value=accept]").click())
    assert reader.path == f"/commitments/{one}#{mention.id}"
    assert "the ministry's page" in reader.words
    assert "signed “Ana”" in reader.one("footer").text

    correcting = form(reader, mention.id, "correct")
    reader.choose(correcting.find_element("name", "field"), "due")
    correcting.find_element("name", "value").send_keys("2031-05-06")
    reader.sends(lambda: correcting.find_element("css selector", "[value=correct]").click())
    assert own.show(mention.id).mentions[0].day == "2031-05-06"
    assert "2031-05-06" in reader.one("ins").text

    commenting = form(reader, mention.id, "comment")
    commenting.find_element("name", "text").send_keys("Is this <b>the same</b> loan?")
    reader.sends(lambda: commenting.find_element("css selector", "[value=comment]").click())
    assert "Is this <b>the same</b> loan?" in reader.words

    while reader.all("button[value=undo]"):  # the undoes are undone by no button: each review goes once
        before = sum(r.undone for r in own.reviews())
        number = next(r.number for r in own.reviews() if not r.undone and r.action != "undo")
        reader.sends(lambda n=number: reader.one(f"form:has(input[name=number][value='{n}']) button").click())
        assert sum(r.undone for r in own.reviews()) == before + 1
        if all(r.undone for r in own.reviews() if r.action != "undo"):
            break
    assert own.show(mention.id).mentions[0].day == mention.day
    assert "undone" in reader.words
    assert {r.who for r in own.reviews()} == {"Ana"}


@MODES
def test_two_people_dispute_discuss_and_agree(reader: Reader, ledger: Path, scripts: bool) -> None:
    own = Ledger(ledger)
    mention = own.show(busiest(ledger)).mentions[0]
    own.accept(mention.id, who="ana")
    reader.scripts(scripts)
    reader.open(f"/commitments/{busiest(ledger)}")
    voting = form(reader, mention.id, "wrong")
    voting.find_element("name", "who").send_keys("ben")
    reader.sends(lambda: voting.find_element("css selector", "[value=wrong]").click())
    assert "Disputed" in reader.words

    reader.sends(lambda: reader.link("Reviews").click())
    assert reader.path == "/disputed"
    assert "1 right, 1 wrong" in reader.words
    reader.sends(lambda: reader.link("Most voted").click())
    assert reader.path == "/disputed?sort=votes"
    again = form(reader, mention.id, "right")
    reader.sends(lambda: again.find_element("css selector", "[value=right]").click())
    assert "People agree on all" in reader.words
    reader.sends(lambda: reader.link("All that people said").click())
    reader.sends(lambda: reader.one("button[value=undo]").click())  # the latest: ben's second vote
    reader.open("/disputed")
    assert "1 right, 1 wrong" in reader.words


def test_a_rejection_ends_a_thread_and_is_taken_back_from_the_article(reader: Reader, ledger: Path) -> None:
    own = Ledger(ledger)
    one = next(c for c in own.commitments() if c.mentions == 1)
    reader.open(f"/commitments/{one.id}")
    rejecting = form(reader, one.id[1:], "reject")
    rejecting.find_element("name", "who").send_keys("ana")
    reader.sends(lambda: rejecting.find_element("css selector", "[value=reject]").click())
    assert reader.path.startswith("/articles/")
    assert "Rejected by people" in reader.words
    assert one.id not in [c.id for c in own.commitments()]
    reader.sends(lambda: reader.click(reader.one("button[value=undo]")))
    assert one.id in [c.id for c in own.commitments()]


def titles(feed: str) -> list[str]:
    """What a reader of feeds receives."""
    with urlopen(feed, timeout=20) as answer:
        assert "atom" in answer.headers["content-type"]
        return [str(e.findtext(f"{ATOM}title")) for e in ElementTree.parse(answer).getroot().iter(f"{ATOM}entry")]


@pytest.mark.parametrize("of", ["commitment", "party"])
def test_subscribe_and_receive_what_is_new(reader: Reader, ledger: Path, of: str) -> None:
    one = next(c for c in Ledger(ledger).commitments(promisor="Moldova") if c.mentions > 1)  # told as a whole: a part held back would end nothing
    if of == "commitment":
        reader.open(f"/commitments/{one.id}")
        assert reader.link("Follow it").get_attribute("href") == reader.one("link[type='application/atom+xml']").get_attribute("href")
    else:
        reader.open("/parties?text=parliament+Moldova")
        reader.sends(lambda: reader.one("tbody a").click())
        assert reader.path.startswith("/parties/p-")
    feed = str(reader.one("link[type='application/atom+xml']").get_attribute("href"))
    assert reader.link("Atom").get_attribute("href") == feed
    before = titles(feed)
    mention = Ledger(ledger).show(one.id).mentions[-1]
    assert one.stage != "withdrawn"
    Ledger(ledger).correct(mention.id, {"stage": "withdrawn"}, who="ana")
    (new,) = set(titles(feed)) - set(before)
    assert new.startswith("Withdrawn (was ")
    assert "Moldova" in new


def test_beyond_this_machine_the_address_with_the_token_opens_it_once(ledger: Path, tmp_path: Path) -> None:
    shutil.copyfile(ledger, tmp_path / "far.db")
    with chromium(tmp_path / "profile") as driver, reading_room(tmp_path / "far.db", token="a-token-of-sixteen-characters") as base:
        stranger = Reader(driver, base)
        stranger.open("/")
        assert "asks for its token" in stranger.one("body").text
        stranger.open("/?token=a-token-of-sixteen-characters")
        assert stranger.path == "/"
        assert stranger.all(".card.commitment")
        stranger.open("/events")
        assert stranger.all("tbody tr")
