"""Files, folders and standard input, and what goes wrong with them."""

import io
import json
import os
import sys
import time
import tracemalloc

import pytest

from onrecord.articles import read_articles
from onrecord.errors import BadRow, MissingSource, NoArticle, NotText, SourceError, TooLarge
from onrecord.model import Article, Source
from onrecord.sources import open_sources
from onrecord.sources.split import split_collection

STORY = "Lawmakers in Zambia approved a loan of $120 million on Tuesday to rebuild bridges that floods washed away in January."
TOO_LONG = 10_000_001


def names(found):
    return [os.path.basename(s.name) if isinstance(s, Source) else type(s).__name__ for s in found]


def articles(found):
    return [a for s in found if isinstance(s, Source) for a in read_articles(s)]


def test_a_folder_is_read_in_the_order_of_names(tmp_path):
    for name in ("b.txt", "a.HTML", "c.jsonl", ".hidden.txt", "notes.xyz", "sub/d.json", "sub/.e.txt", ".git/f.txt", "sub/deep/g.md"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(STORY)
    assert names(open_sources([tmp_path])) == ["a.HTML", "b.txt", "c.jsonl", "d.json", "g.md"]


def test_a_named_file_is_tried_whatever_its_suffix(tmp_path):
    for name in ("notes.xyz", "README", ".hidden"):
        (tmp_path / name).write_text(STORY)
        (source,) = open_sources([tmp_path / name])
        assert source == Source(str(tmp_path / name), STORY.encode())


def test_errors_stand_in_the_place_of_what_they_concern(tmp_path):
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.7\n")
    (tmp_path / "empty").mkdir()
    paths = [tmp_path / n for n in ("a.txt", "none.txt", "b.pdf", "empty", "a.txt")]
    found = list(open_sources([*paths, "https://example.test/story", "a\x00b"]))
    assert names(found) == ["a.txt", "MissingSource", "NotText", "NoArticle", "a.txt", "MissingSource", "MissingSource"]
    for error in found:
        if isinstance(error, SourceError):
            assert error.remedy
            assert error.source in str(error)


def test_a_misspelt_name_gets_a_hint(tmp_path):
    (tmp_path / "stories.txt").write_text(STORY)
    (error,) = open_sources([tmp_path / "storise.txt"])
    assert isinstance(error, MissingSource)
    assert error.remedy == f"Did you mean {tmp_path / 'stories.txt'}?"


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_that_may_not_be_read(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(STORY)
    path.chmod(0)
    (error,) = open_sources([path])
    assert "Permission denied" in str(error)


class Input:
    def __init__(self, data):
        self.buffer = io.BytesIO(data)


@pytest.mark.parametrize(
    ("data", "count"),
    [(STORY.encode(), 1), (json.dumps({"text": STORY}).encode(), 1), ((json.dumps({"text": STORY}) + "\n").encode() * 3, 3)],
)
def test_standard_input(monkeypatch, data, count):
    monkeypatch.setattr(sys, "stdin", Input(data))
    found = articles(open_sources(["-"]))
    assert [a.text for a in found] == [STORY] * count
    assert all(a.source.startswith("-") for a in found)


def test_a_story_in_brackets_is_no_json(monkeypatch):
    monkeypatch.setattr(sys, "stdin", Input(b"[Lusaka] " + STORY.encode()))
    assert [a.text for a in articles(open_sources(["-"]))] == ["[Lusaka] " + STORY]


def test_a_line_of_50_megabytes_is_refused_at_once_and_at_low_memory(tmp_path):
    path = tmp_path / "long.txt"
    with open(path, "wb") as file:
        file.truncate(50_000_000)
        file.write(b"words ")
    tracemalloc.start()
    before = time.perf_counter()
    (error,) = open_sources([path])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert isinstance(error, TooLarge)
    assert time.perf_counter() - before < 2
    assert peak < 40_000_000
    assert "10 MB" in str(error)
    assert error.remedy


def test_a_row_of_50_megabytes_does_not_end_its_collection(tmp_path):
    path = tmp_path / "rows.jsonl"
    row = json.dumps({"text": STORY}).encode() + b"\n"
    with open(path, "wb") as file:
        file.write(row)
        for _ in range(50):
            file.write(b"x" * 1_000_000)
        file.write(b"\n" + row)
    tracemalloc.start()
    found = list(open_sources([path]))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 40_000_000
    assert [e.source for e in found if isinstance(e, TooLarge)] == [f"{path}#2"]
    assert [a.source for a in articles(found)] == [f"{path}#1", f"{path}#3"]


def pieces(data, form="", limit=TOO_LONG):
    return list(split_collection("c", io.BytesIO(data[10:]), data[:10], form, limit))


@pytest.mark.parametrize("indent", [None, 1])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_large_array_comes_in_pieces_whose_rows_count_on(indent, encoding):
    rows = [{"text": f"{STORY} “Żółć {n}”", "title": 'a, [b] {c} \\" ]'} for n in range(9000)]
    found = pieces(json.dumps(rows, indent=indent, ensure_ascii=False).encode(encoding), "json")
    assert len(found) > 1
    got = [json.loads(s.data) for s in found]
    assert [r for piece in got for r in piece] == rows
    assert [s.first_row for s in found] == [1 + sum(map(len, got[:n])) for n in range(len(got))]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("form", ["jsonl", ""])
def test_large_json_lines_come_in_pieces_whose_rows_count_on(form, encoding):
    lines = [json.dumps({"text": f"{STORY} “Żółć {n}”"}, ensure_ascii=False) for n in range(9000)]
    found = pieces("\n".join(lines).encode(encoding), form)
    assert len(found) > 1
    got = [s.data.decode().split("\n") for s in found]
    assert [line for piece in got for line in piece] == lines
    assert [s.first_row for s in found] == [1 + sum(map(len, got[:n])) for n in range(len(got))]


def test_an_array_that_breaks_off_keeps_its_first_rows():
    good, bad = pieces(json.dumps([{"text": STORY}] * 3).encode()[:-20], "json")
    assert len(json.loads(good.data)) == 2
    assert isinstance(bad, BadRow)
    assert bad.source == "c#3"


def test_an_array_with_a_bad_element():
    good, bad = pieces(b'[{"text": "a"}, {"text": nonsense}, ' + b'{"text": "b"}, ' * 200_000, "json")
    assert json.loads(good.data) == [{"text": "a"}]
    assert isinstance(bad, BadRow)


def test_an_array_with_a_row_that_is_too_large():
    first, bad, second = pieces(b'[{"text": "a"}, "' + b"x" * 3_000_000 + b'", {"text": "b"}]', "json", 2_000_000)
    assert (json.loads(first.data), first.first_row) == ([{"text": "a"}], 1)
    assert isinstance(bad, TooLarge)
    assert bad.source == "c#2"
    assert (json.loads(second.data), second.first_row) == ([{"text": "b"}], 3)


def test_an_array_with_a_row_that_is_far_too_large():
    good, bad = pieces(b'[{"text": "a"}, "' + b"x" * 9_000_000 + b'", {"text": "b"}]', "json", 1_000_000)
    assert json.loads(good.data) == [{"text": "a"}]
    assert isinstance(bad, TooLarge)


def test_one_object_over_many_lines_is_one_source():
    data = json.dumps({"text": STORY, "title": "Loan"}, indent=2).encode()
    assert pieces(data, "json") == [Source("c", data, "json")]


def test_no_article_for_an_empty_folder_says_what_is_read(tmp_path):
    (error,) = open_sources([tmp_path])
    assert isinstance(error, NoArticle)
    assert ".jsonl" in error.remedy


def test_a_batch_goes_on_after_each_bad_input(tmp_path):
    (tmp_path / "1_empty.txt").write_bytes(b"")
    (tmp_path / "2_binary.txt").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "3_mixed.txt").write_bytes(STORY.encode() + "\n“Ł” ".encode() + "José’s bridge stood.\n".encode("cp1252"))
    (tmp_path / "4_page.html").write_text("<html><body><nav>Home</nav></body></html>")
    (tmp_path / "5_french.txt").write_text("Le ministre a déclaré que le gouvernement approuverait le prêt pour les ponts emportés.")
    (tmp_path / "6_image.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    (tmp_path / "7_story.txt").write_text(STORY)
    found = [a for s in open_sources([tmp_path]) for a in ([s] if isinstance(s, SourceError) else read_articles(s))]
    assert [type(a).__name__ for a in found] == [
        "EmptySource", "NotText", "Article", "NoArticle", "WrongLanguage", "NotText", "Article",
    ]  # fmt: skip
    assert isinstance(found[2], Article)
    assert "“Ł” José’s bridge" in found[2].text
    assert not [e for e in found if isinstance(e, NotText) and not e.remedy]


def test_a_link_to_nothing_in_a_folder_is_named(tmp_path):
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "b.txt").symlink_to(tmp_path / "gone.txt")
    good, bad = open_sources([str(tmp_path)])
    assert isinstance(good, Source)
    assert isinstance(bad, SourceError)
    assert bad.source.endswith("b.txt")
