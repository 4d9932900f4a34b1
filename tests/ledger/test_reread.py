"""Rereading: ids and reviews are kept, what changed is told, what was broken off goes on, and the ledger is as if it had been read so at once."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from dumping import dump
from hypothesis import given, settings
from hypothesis import strategies as st
from loan_story import NORWAY, article, commitment, event, loan_story, span, statement, threads, told

from onrecord.cli.main import cli
from onrecord.ledger import review
from onrecord.ledger.keeping_ids import keeping_ids
from onrecord.ledger.reread import Change, articles_named, rehearsal, reread
from onrecord.ledger.store import Store
from onrecord.model import Article, Commitment, Record, Removed, Span, content_id

BY = {"who": "ana", "at": "2026-07-01T10:00:00+00:00"}
STORY = loan_story()
PLEDGE, SIGNING, PAYMENT, BRIDGE = (r.commitments[0].id for r in STORY)
Read = Callable[[Article], tuple[Record, None]]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "news.db") as made:
        made.add(STORY, version="1")
        yield made


def as_before(one: Article) -> tuple[Record, None]:
    return next(r for r in STORY if r.article.id == one.id), None


def changing(**changes: Callable[[Commitment], Commitment | None]) -> Read:
    """A reader that changes commitments, by the first words of their articles."""

    def read(one: Article) -> tuple[Record, None]:
        record, _ = as_before(one)
        change = next((c for words, c in changes.items() if one.text.startswith(words.replace("_", " "))), None)
        if change is None:
            return record, None
        made = [change(c) for c in record.commitments]
        return replace(record, commitments=tuple(c for c in made if c is not None)), None

    return read


def wider(one: Commitment) -> Commitment:
    """The commitment with an anchor that takes in the promisor, as a later version might find it, under the id that follows from it."""
    start = one.promisor.mention.start
    anchor = Span(start, one.anchor.end, one.sentence.text[start - one.sentence.start : one.anchor.end - one.sentence.start])
    record = next(r for r in STORY if one in r.commitments)
    return replace(one, anchor=anchor, id=content_id("c", record.article.id, anchor.start, anchor.end))


def told_of(changes: list[Change]) -> list[tuple[str, str, str | None, str | None, str | None]]:
    return [(c.what, c.item, c.field, c.old, c.new) for c in changes]


def test_the_same_reading_changes_nothing_but_the_version(store: Store) -> None:
    before = dump(store.path)
    steps: list[bool] = []
    assert list(reread(store, as_before, version="2", step=steps.append)) == []
    assert steps == [False] * 4
    after = dump(store.path)
    assert {json.loads(a)["read_by"] for a in after.pop("articles")} == {"2"}
    before.pop("articles")
    assert after == before


def test_only_articles_of_another_version_are_read_unless_asked_for(store: Store) -> None:
    def read(version: str, **options: object) -> int:
        seen: list[bool] = []
        list(reread(store, as_before, version=version, step=seen.append, **options))  # type: ignore[arg-type]
        return len(seen)

    assert [read("2"), read("2"), read("2", everything=True)] == [4, 0, 4]
    assert read("2", only=articles_named(store.db, store.path, [f"t{PLEDGE}", BRIDGE])) == 4
    assert read("2", only=articles_named(store.db, store.path, [STORY[0].article.id[:10]])) == 1


def test_what_changed_is_told(store: Store) -> None:
    read = changing(Norway_signed=lambda c: replace(c, stage="agreed"), Kenya=lambda c: None)
    found = told_of(list(reread(store, read, version="2")))
    assert found == [
        ("gone", BRIDGE, None, None, None),
        ("changed", SIGNING, "stage", "signed", "agreed"),
        ("stage", f"t{BRIDGE}", "stage", "pledged", None),
    ]  # in the order of the articles' dates; the threads last
    again = told_of(list(reread(store, as_before, version="3")))
    assert again == [("new", BRIDGE, None, None, None), ("changed", SIGNING, "stage", "agreed", "signed")]


def test_the_stage_of_a_thread_is_told_once_all_articles_are_read(store: Store) -> None:
    found = list(reread(store, changing(Norway_has=lambda c: replace(c, stage="withdrawn")), version="2"))
    assert [(c.item, c.old, c.new) for c in found if c.what == "stage"] == [(f"t{PLEDGE}", "in_delivery", "withdrawn")]


def test_a_thread_whose_first_mention_is_gone_is_followed_by_its_others(store: Store) -> None:
    read = changing(Norway_pledged=lambda c: None, Norway_has=lambda c: replace(c, stage="suspended"))
    found = list(reread(store, read, version="2"))
    assert [(c.item, c.old, c.new) for c in found if c.what == "stage"] == [(f"t{SIGNING}", "in_delivery", "suspended")]


def test_an_item_found_at_other_words_keeps_its_id_its_reviews_and_its_thread(store: Store) -> None:
    review.correct(store, PLEDGE, {"stage": "agreed"}, **BY)
    review.join(store, PLEDGE, BRIDGE, **BY)
    before = threads(store.path)
    found = told_of(list(reread(store, changing(Norway_pledged=wider), version="2")))
    assert found == [("changed", PLEDGE, "words", "pledged to", "Norway pledged to")]
    assert threads(store.path) == before
    row = store.db.execute("SELECT words, stage, review FROM commitments WHERE id = ?", (PLEDGE,)).fetchone()
    assert tuple(row) == ("Norway pledged to", "agreed", "corrected")


@pytest.mark.parametrize(("action", "state"), [("accept", "accepted"), ("reject", "rejected"), ("correct", "corrected")])
def test_what_people_have_judged_is_kept_though_the_reading_no_longer_finds_it(store: Store, action: str, state: str) -> None:
    if action == "correct":
        review.correct(store, BRIDGE, {"stage": "signed"}, **BY)
    else:
        getattr(review, action)(store, BRIDGE, **BY)
    before = threads(store.path)
    found = told_of(list(reread(store, changing(Kenya=lambda c: None), version="2")))
    assert found == [("kept", BRIDGE, None, None, None)]
    row = store.db.execute("SELECT review, rule FROM commitments WHERE id = ?", (BRIDGE,)).fetchone()
    assert tuple(row) == (state, "en.stage.test")
    assert threads(store.path) == before
    review.undo(store, **BY)
    list(reread(store, changing(Kenya=lambda c: None), version="3"))
    assert store.db.execute("SELECT 1 FROM commitments WHERE id = ?", (BRIDGE,)).fetchone() is None
    assert [r.action for r in review.reviews(store.db, store.path)] == [action, "undo"]


def test_a_correction_outranks_the_new_reading(store: Store) -> None:
    review.correct(store, SIGNING, {"stage": "withdrawn"}, **BY)
    assert list(reread(store, changing(Norway_signed=lambda c: replace(c, stage="agreed")), version="2")) == []
    assert store.db.execute("SELECT stage FROM commitments WHERE id = ?", (SIGNING,)).fetchone()[0] == "withdrawn"


def test_a_broken_off_run_goes_on_where_it_ended(store: Store) -> None:
    seen: list[str] = []

    def breaks(one: Article) -> tuple[Record, None]:
        if len(seen) == 2:
            raise KeyboardInterrupt
        seen.append(one.id)
        return as_before(one)

    with pytest.raises(KeyboardInterrupt):
        list(reread(store, breaks, version="2"))
    rest: list[bool] = []
    list(reread(store, as_before, version="2", step=rest.append))
    assert (len(seen), len(rest)) == (2, 2)


def test_an_article_is_replaced_whole_or_not_at_all(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    before = dump(store.path)

    def fails(*_: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr(store, "_retell", fails)
        with pytest.raises(RuntimeError):
            list(reread(store, changing(Norway_pledged=lambda c: None), version="2"))
    assert dump(store.path) == before
    assert list(reread(store, as_before, version="1", everything=True)) == []
    assert dump(store.path) == before


def test_a_rehearsal_leaves_the_ledger_as_it_is(store: Store) -> None:
    before = dump(store.path)
    read = changing(Norway_has=lambda c: replace(c, stage="withdrawn"))
    with rehearsal(store.path) as copy:
        rehearsed = list(reread(copy, read, version="2"))
    assert dump(store.path) == before
    assert rehearsed == list(reread(store, read, version="2"))


def test_a_date_that_was_worked_out_is_worked_out_again(tmp_path: Path) -> None:
    undated = replace(STORY[0].article, published="2026-03-02", published_basis="inferred")
    given: list[str | None] = []

    def read(one: Article) -> tuple[Record, None]:
        given.append(one.published)
        return replace(STORY[0], article=replace(one, published="2026-03-09", published_basis="inferred")), None

    with Store(tmp_path / "news.db") as store:
        store.add([replace(STORY[0], article=undated)], version="1")
        list(reread(store, read, version="2"))
        assert given == [None]
        assert store.db.execute("SELECT published FROM articles").fetchone()[0] == "2026-03-09"
        assert store.db.execute("SELECT published FROM commitments").fetchone()[0] == "2026-03-09"
        assert store.db.execute("SELECT first_reported FROM commitment_threads").fetchone()[0] == "2026-03-09"


def test_page_chrome_that_a_new_reading_marks_changes_who_is_whose_copy(tmp_path: Path) -> None:
    tail = " Sign up for our letter and read all that we print about the coast and its harbours every morning before the others do."
    story = "Kenya promised to build a bridge over the Tana river for Moldova."
    first, second = article(story + tail, "2026-03-03", "Coast Herald"), article("Police were there." + tail, "2026-03-04", "Coast Herald")

    def marked(one: Article) -> Article:
        at = one.text.index(tail)
        return replace(one, removed=(Removed(Span.of(one.text, at, len(one.text)), "chrome.repeated"),))

    with Store(tmp_path / "late.db") as store:
        store.add([told(first), told(second)], version="1")
        assert store.db.execute("SELECT count(*) FROM copies").fetchone()[0] == 1
        list(reread(store, lambda one: (Record(one), None), version="1", mark=marked))  # no new version, but new marks
    with Store(tmp_path / "at_once.db") as store:
        store.add([Record(marked(second)), Record(marked(first))], version="1")
        assert store.db.execute("SELECT count(*) FROM copies").fetchone()[0] == 0
    assert dump(tmp_path / "late.db") == dump(tmp_path / "at_once.db")


change = st.one_of(
    st.just(lambda c: c), st.just(lambda c: None), st.just(wider),
    st.sampled_from(["floated", "withdrawn", "delivered"]).map(lambda stage: lambda c: replace(c, stage=stage)),
    st.just(lambda c: replace(c, beneficiary=None, amount=None)),
)  # fmt: skip


@settings(max_examples=30, deadline=None)
@given(st.lists(change, min_size=4, max_size=4), st.permutations(range(4)))
def test_a_ledger_read_anew_equals_one_that_was_read_so_at_once(
    tmp_path_factory: pytest.TempPathFactory, changes: list[Callable[[Commitment], Commitment | None]], order: list[int]
) -> None:
    folder = tmp_path_factory.mktemp("reread")
    names = ("Norway_pledged", "Norway_signed", "Norway_has", "Kenya")
    read = changing(**dict(zip(names, changes, strict=True)))
    with Store(folder / "anew.db") as store:
        store.add([STORY[i] for i in order], version="1")
        list(reread(store, read, version="2"))
    with Store(folder / "at_once.db") as store:
        store.add([keeping_ids(r, read(r.article)[0], ())[0] for r in STORY], version="2")
    assert dump(folder / "anew.db") == dump(folder / "at_once.db")


LINE = article("Norway pledged to lend, vowed to pay and promised to sign. Norway said it was glad.", "2026-03-02")


def found_at(words: str, id: str | None = None) -> Commitment:
    at = span(LINE, words)
    made = commitment(LINE, words, "lend", "pledged", to=None)
    return replace(made, id=id or content_id("c", LINE.id, at.start, at.end))


def named(old: list[Commitment], new: list[Commitment]) -> list[str]:
    record, _ = keeping_ids(told(LINE, *old), told(LINE, *new), ())
    return [c.id for c in record.commitments]


def test_ids_follow_the_largest_overlap_one_to_one() -> None:
    narrow, wide, other = found_at("pledged"), found_at("pledged to lend, vowed"), found_at("vowed to pay")
    assert named([narrow], [wide]) == [narrow.id]
    assert named([narrow, other], [wide]) == [narrow.id]  # seven letters in common, not five
    assert named([wide], [narrow, found_at("vowed")]) == [wide.id, found_at("vowed").id]
    assert named([narrow, other], [other, narrow]) == [other.id, narrow.id]
    assert named([narrow], [other]) == [other.id]


def test_an_id_is_never_given_to_other_words_than_it_had() -> None:
    kept, natural = found_at("pledged", id=found_at("promised to sign").id), found_at("promised to sign")
    assert named([kept], [found_at("pledged"), natural]) == [kept.id, f"{natural.id}.2"]
    assert named([kept], [natural]) == [f"{natural.id}.2"]


def test_a_commitment_names_its_event_by_the_id_that_this_keeps() -> None:
    was, now = event(LINE, "vowed", to=NORWAY), event(LINE, "vowed to pay", to=NORWAY)
    record, _ = keeping_ids(told(LINE, was), told(LINE, now, replace(found_at("vowed"), event=now.id)), ())
    assert record.commitments[0].event == record.events[0].id == was.id


def test_statements_keep_their_ids_by_what_was_said() -> None:
    was, now = statement(LINE, "it was glad"), statement(LINE, "was glad")
    record, lost = keeping_ids(told(LINE, was), told(LINE, now), ())
    assert (record.statements[0].id, lost) == (was.id, frozenset())
    record, lost = keeping_ids(told(LINE, was), told(LINE), {was.id})
    assert (record.statements, lost) == ((was,), {was.id})


HAT = "The Coast Herald is printed by Herald Houses of Mombasa for the love of the coast.\n"
STORIES = (
    ("2026-03-02", "Kenya promised to build a bridge over the Tana river."),
    ("2026-03-03", "Police arrested two students in Nairobi on Tuesday."),
    ("2026-03-04", "Uganda will send 40 trucks to Somalia by June."),
    ("2026-03-05", "Lawmakers met in Dodoma to debate a bill on fishing."),
)


def test_the_command_lists_changes_marks_repeated_lines_and_keeps_reviews(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_LEDGER", str(tmp_path / "news.db"))
    rows = [{"text": f"{text}\n{HAT}", "title": text[:20], "date": day, "publisher": "Coast Herald"} for day, text in STORIES]
    (tmp_path / "in.jsonl").write_text("\n".join(json.dumps(r) for r in rows))
    run = CliRunner()
    assert run.invoke(cli, ["add", str(tmp_path / "in.jsonl"), "-q"]).exit_code == 0
    with Store(tmp_path / "news.db") as store:
        assert not any(r.reason == "chrome.repeated" for n in (1, 2, 3, 4) for r in store.record(n).article.removed)
    dry = run.invoke(cli, ["reread", "--dry-run"])
    assert "4 articles read anew" in dry.stderr
    assert "nothing is kept" in dry.stderr
    done = run.invoke(cli, ["reread", "--format", "jsonl"])
    assert done.exit_code == 0, done.output
    assert "4 articles read anew" in done.stderr
    assert all(json.loads(line)["what"] in ("new", "gone", "changed", "kept", "stage") for line in done.stdout.splitlines())
    with Store(tmp_path / "news.db") as store:
        marks = [[r.span.text for r in store.record(n).article.removed if r.reason == "chrome.repeated"] for n in (1, 2, 3, 4)]
        assert marks == [[HAT.strip()]] * 4
    assert "Nothing to read anew" in run.invoke(cli, ["reread"]).stderr
    assert "4 articles read anew, 0 changed" in run.invoke(cli, ["reread", "--all"]).stderr
    assert "reread" in run.invoke(cli, ["log"]).stdout


def test_a_single_article_can_be_read_anew(tmp_path: Path, demo_records: tuple[Record, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    with Store(tmp_path / "news.db") as store:
        store.add(demo_records[:2], version="0.0.1")
    args = ["reread", demo_records[0].article.id, "--ledger", str(tmp_path / "news.db")]
    assert "1 article read anew, 0 changed" in CliRunner().invoke(cli, args).stderr
