from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Record, Span
from onrecord.views import jsonl, table, wording
from onrecord.views.cards import Style, cards, marked
from onrecord.views.evidence import evidence
from onrecord.views.html import Mark, page, pieces


def test_cards_show_words_fields_and_reason(record: Record) -> None:
    text = cards(record)
    assert "Coast Herald · 2 Mar 2026 · English" in text
    assert re.search(r"1 COMMITMENT\s+Kenya -> Somalia · intended\s+§1", text)
    assert "40 trucks · due 2026-06 (by June) · on condition: if the rains stop · equipment · attributed, Daniel Kiprono (KEN)" in text
    assert "Kenya “[will send]” [40 trucks to Somalia] by June" in text
    assert "why: en.event.coerce.arrest (“arrested”) · confidence 0.80" in text
    assert "16 characters of page chrome set aside" in text
    assert "\x1b" not in text


def test_only_leaves_the_numbers_as_they_are(record: Record) -> None:
    text = cards(record, only=("events",))
    assert "  2 EVENT" in text
    assert "COMMITMENT" not in text
    assert "(1 shown)" in text


def test_color_is_never_alone(record: Record) -> None:
    colored = cards(record, style=Style(color=True))
    assert "\x1b[" in colored
    assert re.sub(r"\x1b\[[0-9;]*m", "", colored) == cards(record)


def test_hostile_words_cannot_move_the_terminal(record: Record) -> None:
    evil = replace(record, article=replace(record.article, title="a\x1b[2Jb\nc\u2028d"))
    assert cards(evil).splitlines()[0] == "a [2Jb c d"


def test_marked_keeps_the_sentence_and_drops_overlaps() -> None:
    sentence = Span(10, 21, "one two six")
    assert marked(sentence, [Span(14, 17, "two"), Span(14, 21, "two six"), Span(0, 3, "far")]) == "one [two six]"


def test_evidence_names_offsets_basis_and_rule(record: Record) -> None:
    text = evidence(record, record.commitments[0], Style(color=False))
    assert re.search(r"due +2026-06 +“by June” \[\d+:\d+\] +resolved", text)
    assert "rule en.stage.will" in text
    assert "[will send]" in text
    assert "“Police” [107:113]   resolved" in evidence(record, record.events[0], Style(color=False))
    assert "Daniel Kiprono" in evidence(record, record.statements[0], Style(color=False))


def test_csv_reads_back_with_one_row_an_item(record: Record) -> None:
    rows = list(csv.DictReader(io.StringIO(table.csv_text([record]))))
    assert tuple(rows[0]) == table.COLUMNS
    assert [r["kind"] for r in rows] == ["commitment", "event", "statement"]
    assert rows[1]["cameo"] == "173"
    assert (rows[0]["amount"], rows[0]["unit"], rows[0]["date"]) == ("40", "trucks", "2026-06")
    assert record.article.text[int(rows[1]["start"]) : int(rows[1]["end"])] == rows[1]["words"] == "arrested"
    assert "None" not in table.csv_text([record])


def test_csv_cells_are_no_formulas() -> None:
    assert table.spreadsheet_safe("=1+1") == "'=1+1"
    assert table.spreadsheet_safe("-5.5") == "-5.5"
    assert table.spreadsheet_safe("-cmd") == "'-cmd"


def test_terminal_table_fits_and_keeps_numbers(record: Record) -> None:
    lines = table.terminal_table([record], only=("statements",), width=90).splitlines()
    assert len(lines) == 2
    assert lines[1].lstrip().startswith("3 ")
    assert max(map(len, lines)) <= 90


def test_jsonl_is_one_line_of_the_contract(record: Record) -> None:
    line = jsonl.line(record)
    assert "\n" not in line
    assert json.loads(line) == record.to_dict()
    assert json.loads(jsonl.line(record, only=("events",)))["commitments"] == []


def test_the_page_is_one_file_that_asks_for_nothing(record: Record) -> None:
    html = page([record])
    assert "<script src" not in html
    assert "<link" not in html
    assert not re.search(r'(?:src|href)="https?:', html)
    for words in ("Kenya -&gt; Somalia", "en.stage.will", "if the rains stop"):
        assert words in html


def test_the_page_shows_hostile_text_as_text(record: Record) -> None:
    text = record.article.text + "<script>alert(1)</script>\x00\x1b"
    html = page([replace(record, article=replace(record.article, text=text, url="javascript:alert(1)"))])
    assert "<script>alert(1)" not in html
    assert "\x00" not in html
    assert "javascript:alert" not in html


def test_the_page_keeps_the_whole_text(record: Record) -> None:
    body = page([record]).split('aria-label="Text of the article">')[1].split("</article>")[0]
    shown = re.sub(r"<[^>]+>", "", body).replace("&#34;", '"').replace("&#39;", "'").replace("&amp;", "&")
    assert shown == record.article.text


@given(st.text(alphabet="ab é🙂\n", max_size=30), st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=6))
def test_pieces_cover_the_text_and_every_mark_its_words(text: str, pairs: list[tuple[int, int]]) -> None:
    spans = [Span.of(text, min(a, b, len(text)), min(max(a, b), len(text))) for a, b in pairs]
    marks = [Mark(f"m{i}", s, ("event",)) for i, s in enumerate(spans)]
    made = list(pieces(text, marks))
    assert "".join(p.text for p in made) == text
    for mark in marks:
        assert "".join(p.text for p in made if mark.id in p.marks) == mark.span.text


def test_amounts_read_as_people_write_them(record: Record) -> None:
    assert [wording.magnitude(v) for v in (723e6, 1.5e9, 20000, 0.7, 1e12)] == ["723 million", "1.5 billion", "20,000", "0.7", "1 trillion"]
    assert wording.amount(record.commitments[0].amount) == "40 trucks"


def test_paragraphs_are_numbered_without_chrome(record: Record) -> None:
    paragraphs = wording.Paragraphs(record.article)
    assert paragraphs.number(record.events[0].anchor) == 1
    assert paragraphs.number(Span(len(record.article.text), len(record.article.text), "")) == 1


def test_sums_of_a_list_are_short() -> None:
    """A part and its whole share the word for their size; a third is 33.3%."""
    from types import SimpleNamespace

    from onrecord.views.listing import _sum

    def told(amount: float | None, unit: str | None, delivered: float | None = None) -> str:
        return _sum(SimpleNamespace(amount=amount, unit=unit, delivered=delivered))

    assert told(250e6, "EUR", 60e6) == "60 of 250 million EUR"
    assert told(1e9, "USD", 60e6) == "60 million of 1 billion USD"
    assert told(100 / 3, "percent") == "33.3%"
    assert told(60, "buses", 48) == "48 of 60 buses"
    assert told(None, "EUR", 2e6) == "2 million EUR given"
    assert told(None, None) == ""
