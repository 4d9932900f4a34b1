"""`onrecord watch`: what changes is told, once, whatever breaks in between."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from receiver import Receiver, put, receiving

from onrecord.cli.main import cli
from onrecord.errors import NoLedger
from onrecord.following import Followed, happened
from onrecord.keeping import Ledger
from onrecord.ledger.store import Store
from onrecord.model import Record
from onrecord.watching import watch
from onrecord.watching.memory import BadMemory, Memory
from onrecord.watching.webhook import Webhook

DAY = "2026-07-01"
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


def run(*arguments: str, ledger: Path, code: int = 0) -> list[dict[str, Any]]:
    """The messages that one look shows."""
    return [json.loads(line) for line in invoked(*arguments, ledger=ledger, code=code).stdout.splitlines()]


def invoked(*arguments: str, ledger: Path, code: int = 0) -> Result:
    given = ["watch", "--once", "--format", "jsonl", "--ledger", str(ledger), *arguments]
    result = CliRunner().invoke(cli, given if "--today" in given else [*given, "--today", DAY])
    assert result.exit_code == code, (result.output, result.exception)
    return result


def ids(messages: list[dict[str, Any]]) -> list[str]:
    return [m["data"]["id"] for m in messages]


def received(receiver: Receiver) -> list[str]:
    return [headers["webhook-id"] for headers, _ in receiver.taken]


def test_each_change_is_told_once_as_articles_come(story: tuple[Record, ...], inbox: Path, tmp_path: Path) -> None:
    ledger = tmp_path / "news.db"
    told: list[str] = []
    for n, record in enumerate(story):
        put(record, inbox, str(n))
        new = run("--folder", str(inbox), ledger=ledger)
        assert new
        assert {m["data"]["date"] for m in new} == {record.article.published}
        told += ids(new)
        assert run("--folder", str(inbox), ledger=ledger) == []
    assert len(told) == len(set(told))
    assert set(told) == {h.id for h in happened(ledger, today=DAY)}
    titles = [m["data"]["title"] for m in new]
    assert any(t.startswith("In delivery (was approved): Norway → Moldova, lend Moldova 250 million euros") for t in titles)
    assert len(Ledger(ledger).articles()) == 4


def test_what_is_on_record_at_the_first_look_is_known_unless_it_is_asked_for(story: tuple[Record, ...], tmp_path: Path) -> None:
    Ledger(tmp_path / "news.db").add(*story)
    result = invoked(ledger=tmp_path / "news.db")
    assert result.stdout == ""
    assert "begins here" in result.stderr
    new = run("--since", "2026-04", "--name", "april", ledger=tmp_path / "news.db")
    assert {m["data"]["date"] for m in new} == {"2026-04-14", "2026-06-18"}


def test_a_due_date_passes_without_any_article(story: tuple[Record, ...], tmp_path: Path) -> None:
    ledger = tmp_path / "news.db"
    Ledger(ledger).add(*story)
    assert run(ledger=ledger) == []
    (late,) = run("--today", "2026-12-05", ledger=ledger)
    assert late["type"] == "onrecord.overdue"
    assert late["data"]["title"].startswith("Overdue (was due 2026-11-30): Radu Cebotari")
    assert run("--today", "2026-12-06", ledger=ledger) == []


def test_a_review_that_changes_a_stage_is_told(story: tuple[Record, ...], tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "news.db")
    ledger.add(*story)
    assert run(ledger=ledger.path) == []
    one = ledger.commitments(promisor="Centre Party")[0]
    ledger.correct(one.history()[0].mention_id, {"stage": "withdrawn"}, who="Ana")
    (moved,) = run(ledger=ledger.path)
    assert (moved["data"]["kind"], moved["data"]["after"]) == ("stage", "withdrawn")


def test_filters_narrow_what_is_told_and_watches_do_not_mix(story: tuple[Record, ...], inbox: Path, tmp_path: Path) -> None:
    ledger = tmp_path / "news.db"
    put(story[0], inbox, "0")
    wanted = {"party": ("--party", "Norway"), "pair": ("--pair", "Norway,Moldova"), "search": ("--search", "loan"), "on": ("--on", "stage"),
              "nobody": ("--party", "Lars Nygaard-Olsen")}  # fmt: skip
    said = {name: run("--folder", str(inbox), *given, ledger=ledger) for name, given in wanted.items()}
    assert said["search"] == []  # the article went in for the first watch: for the others it was there
    first = {h.id for h in happened(ledger, today=DAY)}
    for n, record in enumerate(story[1:], 1):
        put(record, inbox, str(n))
    said = {name: run("--folder", str(inbox), *given, ledger=ledger) for name, given in wanted.items()}
    assert said["nobody"] == []
    assert {m["data"]["kind"] for m in said["on"]} == {"stage"}
    for name, filters in (("party", {"party": "Norway"}), ("search", {"text": "loan"}), ("pair", {"pair": ("Norway", "Moldova")})):
        want = {h.id for h in happened(ledger, Followed(filters=filters), today=DAY)}
        assert want - first <= set(ids(said[name])) <= want, name
        assert want - first


def test_a_party_that_nobody_has_named_yet_is_waited_for(story: tuple[Record, ...], inbox: Path, tmp_path: Path) -> None:
    ledger = tmp_path / "news.db"
    put(story[0], inbox, "0")
    result = invoked("--folder", str(inbox), "--party", "Lawmakers", ledger=ledger)
    assert "Nothing to tell yet: nobody in this ledger is called 'Lawmakers'" in result.stderr
    put(story[2], inbox, "2")
    assert [m["data"]["who"] for m in run("--folder", str(inbox), "--party", "Lawmakers", ledger=ledger)] == ["Lawmakers"]


def test_a_file_that_is_still_being_written_is_left_for_the_next_look(story: tuple[Record, ...], inbox: Path, tmp_path: Path) -> None:
    plan = watch.Plan(tmp_path / "news.db", Followed(), (str(inbox),))
    memory = Memory(tmp_path / "memory", *watch.key_of(Followed(), None))
    path = put(story[0], inbox, "0")
    whole = path.read_text(encoding="utf-8")
    path.write_text(whole[: len(whole) // 2], encoding="utf-8")
    assert watch.look(plan, memory, today=DAY).added is None
    path.write_text(whole, encoding="utf-8")
    added = watch.look(plan, memory, today=DAY, patient=True).added
    assert added is not None
    assert (added.added, added.skipped) == (1, ())
    put(story[1], inbox, "0")  # the same file, with another article
    added = watch.look(plan, memory, today=DAY).added
    assert added is not None
    assert added.added == 1


def test_an_input_that_makes_no_article_is_named_once(inbox: Path, tmp_path: Path) -> None:
    (inbox / "empty.txt").write_text("", encoding="utf-8")
    os.utime(inbox / "empty.txt", (1_700_000_000, 1_700_000_000))
    assert "skipped" in invoked("--folder", str(inbox), ledger=tmp_path / "news.db").stderr
    assert "skipped" not in invoked("--folder", str(inbox), ledger=tmp_path / "news.db").stderr


def test_a_ledger_that_was_made_anew_gets_all_files_again(story: tuple[Record, ...], inbox: Path, tmp_path: Path) -> None:
    put(story[0], inbox, "0")
    run("--folder", str(inbox), ledger=tmp_path / "news.db")
    for file in tmp_path.glob("news.db*"):
        if not file.name.startswith("news.db.watch"):
            file.unlink()
    run("--folder", str(inbox), ledger=tmp_path / "news.db")
    assert len(Ledger(tmp_path / "news.db").articles()) == 1


def test_messages_are_kept_until_they_are_taken(story: tuple[Record, ...], inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_WEBHOOK_SECRET", SECRET)
    ledger = tmp_path / "news.db"
    put(story[0], inbox, "0")
    with receiving(statuses=[500, 404, 204]) as receiver:
        hook = ("--folder", str(inbox), "--webhook", receiver.address, "--allow-private")
        first = run(*hook, ledger=ledger, code=1)
        assert len(first) == 3
        assert received(receiver) == [ids(first)[2]]
        again = invoked(*hook, ledger=ledger)
        assert again.stdout == ""  # shown before; only the sending was left
        assert sorted(received(receiver)) == sorted(ids(first))
        assert invoked(*hook, ledger=ledger).stdout == ""
        assert receiver.tries == 5
    for headers, body in receiver.taken:
        message = json.loads(body)
        assert headers["webhook-id"] == message["data"]["id"]
        assert headers["webhook-signature"].startswith("v1,")
        assert message in first
    dead = invoked(*hook, ledger=ledger, code=0)
    assert "not sent" not in dead.stderr


def test_what_one_look_sent_and_what_it_did_not_is_said(story: tuple[Record, ...], inbox: Path, tmp_path: Path) -> None:
    put(story[0], inbox, "0")
    with receiving(statuses=[204, 204, 500, 204]) as receiver:
        hook = ("--folder", str(inbox), "--webhook", receiver.address, "--allow-private")
        first = invoked(*hook, ledger=tmp_path / "news.db", code=1).stderr
        assert f"2 messages sent to {receiver.address.split('/')[2]}." in first
        assert "1 message could not be sent; it is kept, and the next run tries again." in first
        assert "tried again after" not in first  # this run ends now
        assert "1 message sent to" in invoked(*hook, ledger=tmp_path / "news.db").stderr
        assert "sent" not in invoked(*hook, ledger=tmp_path / "news.db").stderr.replace("Messages are not signed", "")


def test_a_since_that_comes_too_late_is_said(story: tuple[Record, ...], tmp_path: Path) -> None:
    Ledger(tmp_path / "news.db").add(story[0])
    assert "began at an earlier look" not in invoked("--since", "2999", ledger=tmp_path / "news.db").stderr
    late = invoked("--since", "2020", ledger=tmp_path / "news.db")
    assert late.stdout == ""
    assert "began at an earlier look, and --since counts at the first: --name NEW" in late.stderr
    assert len(run("--since", "2020", "--name", "new", ledger=tmp_path / "news.db")) >= 3


def test_nobody_there_is_said_once_and_all_is_kept(story: tuple[Record, ...], inbox: Path, tmp_path: Path) -> None:
    put(story[0], inbox, "0")
    with receiving() as receiver:
        pass
    result = invoked("--folder", str(inbox), "--webhook", receiver.address, "--allow-private", ledger=tmp_path / "news.db", code=1)
    assert result.stderr.count("not sent") == 1
    assert "3 messages could not be sent; they are kept" in result.stderr
    assert "not signed" in result.stderr


def test_while_nobody_is_there_nothing_is_tried_message_after_message(story: tuple[Record, ...], tmp_path: Path) -> None:
    Ledger(tmp_path / "news.db").add(story[0])
    with receiving() as receiver:
        pass
    plan = watch.Plan(tmp_path / "news.db", Followed(), (), Webhook(receiver.address, allow_private=True), since="2026")
    memory = Memory(tmp_path / "memory", *watch.key_of(Followed(), None))
    watch.look(plan, memory, today=DAY)
    failures: list[float] = []
    for _ in range(3):
        assert watch.send(plan, memory, failed=lambda one, problem, seconds: failures.append(seconds)) == (0, 3)
    assert failures == [5.0]
    assert min(w.next for w in memory.unsent()) > time.time() + 3
    watch.send(plan, memory, now=True, failed=lambda one, problem, seconds: failures.append(seconds))
    assert failures == [5.0, 30.0]


def test_cut_off_between_sending_and_noting_it_is_sent_again_under_the_same_id(
    story: tuple[Record, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Ledger(tmp_path / "news.db").add(story[0])
    with receiving() as receiver:
        plan = watch.Plan(tmp_path / "news.db", Followed(), (), Webhook(receiver.address, allow_private=True), since="2026")
        memory = Memory(tmp_path / "memory", *watch.key_of(Followed(), None))
        watch.look(plan, memory, today=DAY)
        with monkeypatch.context() as cut:
            cut.setattr(memory, "sent", lambda number: (_ for _ in ()).throw(KeyboardInterrupt))
            with pytest.raises(KeyboardInterrupt):
                watch.send(plan, memory, failed=print)
        memory.close()
        memory = Memory(tmp_path / "memory", *watch.key_of(Followed(), None))
        assert watch.look(plan, memory, today=DAY).new == 0
        assert watch.send(plan, memory, failed=print) == (3, 0)
    assert len(received(receiver)) == 4
    assert received(receiver)[0] == received(receiver)[1]
    assert len(set(received(receiver))) == 3


def test_killed_and_started_again_it_loses_nothing(story: tuple[Record, ...], inbox: Path, tmp_path: Path) -> None:
    ledger = tmp_path / "news.db"
    shown: list[str] = []

    def started(address: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "onrecord.cli.main", "watch", "--folder", str(inbox), "--ledger", str(ledger), "--every", "1", "--today", DAY,
                   "--format", "jsonl", "--webhook", address, "--allow-private"]  # fmt: skip
        return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def until(done: Any) -> None:
        end = time.monotonic() + 60
        while not done():
            assert time.monotonic() < end
            time.sleep(0.05)

    for n, record in enumerate(story[:3]):
        put(record, inbox, str(n))
    with receiving(statuses=[204, 204, 503]) as receiver:
        process = started(receiver.address)
        until(lambda: receiver.tries >= 3)
        process.kill()  # no chance to tidy up, with messages unsent
        shown += ids([json.loads(line) for line in process.communicate()[0].splitlines()])
        put(story[3], inbox, "3")
        receiver.statuses[:] = [204]
        process = started(receiver.address)
        want = 0

        def all_there() -> bool:
            nonlocal want
            if not want and len(Ledger(ledger).articles()) == 4:
                want = len(happened(ledger, today=DAY))
            return bool(want) and len(set(received(receiver))) == want

        until(all_there)
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=20)
        assert process.returncode == 0
        assert "Stopped" in err
        assert "Traceback" not in err
    shown += ids([json.loads(line) for line in out.splitlines()])
    every = {h.id for h in happened(ledger, today=DAY)}
    assert set(received(receiver)) == set(shown) == every
    assert len(shown) - len(every) <= 1  # at most the one that was cut off between showing and noting


def test_changes_read_well_on_a_screen(story: tuple[Record, ...], tmp_path: Path) -> None:
    ledger = tmp_path / "news.db"
    Ledger(ledger).add(*story)
    address = ("--address", "https://example.org/pledges/")
    arguments = ["watch", "--once", "--ledger", str(ledger), "--since", "2026-06", "--party", "Norway", "--today", DAY, *address]
    result = CliRunner().invoke(cli, arguments)
    one = Ledger(ledger).commitments(promisor="Norway", beneficiary="Moldova")[0].id
    assert "2026-06-18  In delivery (was approved): Norway → Moldova, lend Moldova 250 million euros" in result.stdout
    assert "\n    Chisinau Courier: “Moldova has received the first part of a Norwegian loan" in result.stdout
    assert f"\n    https://example.org/pledges/commitments/{one}.html\n" in result.stdout


def test_hostile_words_move_no_cursor(tmp_path: Path) -> None:
    sys.path.insert(0, str(Path(__file__).parent.parent / "room"))
    from reading_room import hostile

    ledger = tmp_path / "harm.db"
    Ledger(ledger).add(hostile())
    result = CliRunner().invoke(cli, ["watch", "--once", "--ledger", str(ledger), "--since", "2026", "--today", DAY])
    assert "<script>alert" in result.stdout
    assert not {c for c in result.stdout if c < " " and c != "\n"}


def test_what_cannot_be_watched_is_said(tmp_path: Path) -> None:
    Store(tmp_path / "news.db").close()
    (tmp_path / "other").write_text("a file of somebody's", encoding="utf-8")
    runs = {
        ("--on", "moon"): "none of", ("--pair", "Norway"): "two parties", ("--webhook", "http://127.0.0.1:9/"): "--allow-private",
        ("--webhook", "gopher://x"): "no address of the web", ("--today", "soon"): "is no date", ("--since", "soon"): "is no date",
        ("--state", str(tmp_path / "other")): "what the watch remembers", ("--state", str(tmp_path / "news.db")): "--state",
        ("nowhere/",): "does not exist",
    }  # fmt: skip
    for given, said in runs.items():
        result = CliRunner().invoke(cli, ["watch", "--once", "--ledger", str(tmp_path / "news.db"), *given])
        assert result.exit_code, given
        assert said in result.output + str(result.exception), given
    assert isinstance(CliRunner().invoke(cli, ["watch", "--ledger", str(tmp_path / "none.db")]).exception, NoLedger)
    assert (tmp_path / "other").read_text(encoding="utf-8") == "a file of somebody's"
    with pytest.raises(BadMemory):
        Memory(tmp_path, "key", "a folder")
