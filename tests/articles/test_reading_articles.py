"""From bytes to articles: all formats, and what makes none."""

import json
from pathlib import Path

import pytest
from flattened import STORY, TAILS
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.articles import mark_repeated, read_articles, repeated_lines
from onrecord.articles.draft import encodable
from onrecord.errors import BadRow, EmptySource, NoArticle, NotText, SourceError, TooLarge, WrongLanguage
from onrecord.model import Article, Source

PAGES = Path(__file__).parent / "pages"


def read(data, form="", published=None):
    data = data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass")
    return list(read_articles(Source("story", data, form), published=published))


def read_one(data, form="", published=None):
    (article,) = read(data, form, published)
    assert isinstance(article, Article), article
    return article


def rows(*values):
    return "\n".join(json.dumps(v) for v in values)


def test_plain_text_stays_as_it_is():
    text = "Zambia approves bridge loan\r\n\r\n" + STORY.replace("\n", "\r\n") + "\t \r\n"
    article = read_one(b"\xef\xbb\xbf" + text.encode())
    assert article.text == text
    assert article.title == "Zambia approves bridge loan"
    assert [(r.reason, r.span.text) for r in article.removed] == [("headline", "Zambia approves bridge loan")]
    assert (article.source, article.language, article.published, article.published_basis) == ("story", "en", None, None)


def test_the_same_article_gives_the_same_id():
    assert read_one(STORY).id == read_one(STORY).id
    assert read_one(STORY).id != read_one(STORY + " ").id


def test_a_page():
    article = read_one((PAGES / "bridge_loan.html").read_bytes())
    assert article.title == "Zambia approves bridge loan after January floods"
    assert (article.byline, article.publisher) == ("Joseph Phiri", "Example Herald")
    assert article.url == "https://www.example-herald.test/news/2026/bridge-loan"
    assert (article.published, article.published_basis) == ("2026-03-03", "stated")
    assert "“We promised the farmers a road before harvest" in article.text
    assert "Peter Banda" in article.text
    for chrome in ("cookies", "Facebook", "Ferry", "farmers this time", "newsletter", "All rights", "Home"):
        assert chrome not in article.text
    assert ("dateline", "LUSAKA (Example News Agency) –") in [(r.reason, r.span.text) for r in article.removed]


def undated(page, stamp):
    page = "\n".join(line for line in page.split("\n") if "published_time" not in line and "modified_time" not in line)
    page = page[: page.index('<script type="application')] + page[page.index("</script>") :]
    return page.replace('<time datetime="2026-03-03T16:20:00+02:00">March 3, 2026</time>', f"<span class='date'>{stamp}</span>")


@pytest.mark.parametrize(
    ("stamp", "published"), [("Updated 2 hours ago", None), ("Yesterday", None), ("Today, 10:15", None), ("March 3, 2041", "2041-03-03")]
)
def test_the_date_of_a_page_does_not_hang_on_the_clock(stamp, published):
    page = undated((PAGES / "bridge_loan.html").read_text(), stamp)
    assert read_one(page).published == published


def test_a_page_in_its_declared_encoding():
    page = (PAGES / "bridge_loan.html").read_text().replace('charset="utf-8"', 'charset="windows-1252"')
    assert "“We promised" in read_one(page.encode("cp1252")).text


@pytest.mark.parametrize("form", ["text", "html", ""])
def test_the_format_is_seen_from_the_bytes(form):
    assert read_one((PAGES / "bridge_loan.html").read_bytes(), form).publisher == "Example Herald"
    assert read_one(STORY, form).text == STORY
    assert read_one(json.dumps({"text": STORY}), form).text == STORY


@pytest.mark.parametrize(
    "row",
    [
        {"text": STORY, "title": "Loan", "url": "https://e.test/1", "published": "2026-03-03", "byline": "A B", "publisher": "Herald"},
        {"body": STORY, "headline": "Loan", "link": "https://e.test/1", "date": "March 3, 2026", "author": "A B", "source": "Herald"},
        {"content": STORY, "title": "Loan", "url": "https://e.test/1", "publishedAt": "2026-03-03T10:00:00Z", "author": ["A B"],
         "source": {"id": None, "name": "Herald"}},
        {"maintext": STORY, "title": "Loan", "url": "https://e.test/1", "date_publish": "2026-03-03 10:00:00", "authors": ["A B"],
         "outlet": "Herald", "source": "https://e.test"},
        {"articleBody": STORY, "headline": "Loan", "url": "https://e.test/1", "datePublished": "20260303", "author": {"name": "A B"},
         "publisher": {"@type": "Organization", "name": "Herald"}},
    ],
)  # fmt: skip
def test_the_names_that_collections_use(row):
    article = read_one(json.dumps(row))
    assert (article.text, article.title, article.url) == (STORY, "Loan", "https://e.test/1")
    assert (article.byline, article.publisher, article.published) == ("A B", "Herald", "2026-03-03")


def test_rows_are_named_by_their_id_or_number():
    data = rows({"text": STORY}, {"text": STORY, "id": "z-7"}, {"text": STORY, "id": 0})
    assert [a.source for a in read(data, "jsonl")] == ["story#1", "story#z-7", "story#0"]
    assert [a.source for a in read("[" + data.replace("\n", ",") + "]", "json")] == ["story#1", "story#z-7", "story#0"]
    assert [a.source for a in read(json.dumps({"text": STORY, "id": "z-7"}), "json")] == ["story#z-7"]
    assert [a.source for a in read_articles(Source("s", rows({"text": STORY}).encode(), "jsonl", first_row=41))] == ["s#41"]


def test_a_collection_inside_an_object():
    assert len(read(json.dumps({"status": "ok", "articles": [{"content": STORY}, {"content": STORY}]}))) == 2


def test_the_text_of_a_row_is_never_altered():
    text = "\ufeff  Officials said the talks were held in the north of the country.\r\n\u2028\x00\t “Yes.”\u00a0 "
    assert read_one(json.dumps({"text": text}), "json").text == text


def test_a_lone_surrogate_is_replaced_and_the_length_stays():
    article = read_one('{"text": "Officials said the \\ud800 talks were held.", "title": "A \\udfff talk"}', "json")
    assert article.text == "Officials said the \ufffd talks were held."
    assert article.title == "A \ufffd talk"
    article.text.encode()


def test_a_bad_row_does_not_end_the_batch():
    bad = ['{"text": ', "[1]", '"words"', '{"title": "no text"}', '{"text": ""}', "[" * 100_000]
    data = "\n".join([*bad, "", json.dumps({"text": STORY})])
    *errors, article = read(data, "jsonl")
    assert [type(e) for e in errors] == [BadRow, BadRow, BadRow, BadRow, EmptySource, BadRow]
    assert [e.source for e in errors] == [f"story#{n}" for n in range(1, 7)]
    assert article.source == "story#8"


@pytest.mark.parametrize(
    ("data", "form", "error"),
    [
        (b"", "", EmptySource),
        (b"\xef\xbb\xbf", "text", EmptySource),
        (b" \n\t\r\n", "html", EmptySource),
        (b"[]", "json", EmptySource),
        (b'{"articles": []}', "json", EmptySource),
        (b"%PDF-1.4 ...", "text", NotText),
        (b"\x00\x01\x02\x03" * 50, "", NotText),
        ((PAGES / "front_page.html").read_bytes(), "html", NoArticle),
        (b"<html><body><p>Please log in.</p></body></html>", "", NoArticle),
        (TAILS["cookie notice"].encode(), "", NoArticle),
        (b"{", "json", BadRow),
        (b'{"text": 5}', "json", BadRow),
        (b"the quick " * 50_001, "", TooLarge),
    ],
)
def test_what_makes_no_article_says_so(data, form, error):
    (found,) = read(data, form)
    assert type(found) is error
    assert str(found).startswith("story: ")
    assert found.remedy


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Le ministre a déclaré que le gouvernement approuverait un prêt pour reconstruire les ponts emportés.",
            "French",
        ),
        ("Der Minister sagte am Dienstag, dass die Regierung den Kredit für den Bau der neuen Brücken bald genehmigen werde.", "German"),
        ("De minister zei dinsdag dat de regering in de herfst geld wil geven voor de bouw van nieuwe bruggen in het land.", "Dutch"),
        ("Министр сообщил во вторник, что правительство одобрит кредит на восстановление мостов.", "Russian"),
        ("وافق البرلمان يوم الثلاثاء على قرض لإعادة بناء الجسور التي جرفتها الفيضانات في يناير.", "Arabic"),
    ],
)
def test_another_language_is_named(text, name):
    (found,) = read(text)
    assert type(found) is WrongLanguage
    assert name in found.problem
    assert "Only English is read yet" in found.remedy


@pytest.mark.parametrize(
    "text",
    [
        "Kenya pledged 20 million dollars to Somalia on Monday.",
        "Ministers met in Oslo.",
        "Zelenskyy, Șoșoacă and Erdoğan met Łukasz Żółć and José Núñez in Łódź, Kraków, Málaga and Şanlıurfa before the vote was held.",
        "42",
        "“Oui.”",
    ],
)
def test_short_texts_and_foreign_names_are_english(text):
    found = read(text)
    assert not [f for f in found if isinstance(f, WrongLanguage)]


def test_the_date_that_the_caller_gives():
    assert read_one(STORY, published="2026-03-04").published == "2026-03-04"
    assert read_one("March 3, 2026\n\n" + STORY, published="2026-03-04").published == "2026-03-03"
    with pytest.raises(ValueError, match="no date"):
        read(STORY, published="soon")


def test_what_the_page_says_counts_before_what_the_text_says():
    row = {"text": f"Loan approved by parliament\nBy C D\nMarch 3, 2026\n\n{STORY}", "title": "Loan", "author": "A B", "date": "2026-03-05"}
    article = read_one(json.dumps(row))
    assert (article.title, article.byline, article.published) == ("Loan", "A B", "2026-03-05")


def test_lines_that_a_publisher_repeats():
    footer = "The Herald of the Copperbelt since 1961"
    things = ("bridge", "school", "market", "road")
    texts = [f"The {thing} was repaired on Monday, the council of the town said.\n\n{footer}" for thing in things]
    batch = herald(texts)
    lines = repeated_lines(batch)
    assert [r.span.text for r in mark_repeated(batch[0], lines).removed] == [footer]
    assert repeated_lines(herald(f"{STORY}\n\nUpdate {n}." for n in range(4))) == {}


def herald(texts):
    return [a for a in read(rows(*({"text": t, "publisher": "Herald"} for t in texts)), "jsonl") if isinstance(a, Article)]


LINES = st.sampled_from(
    [*TAILS["comments of readers"].split("\n"), *STORY.split("\n"), "By Amina Deby", "March 3, 2026", "", "KYIV (AP) - The talks."]
)


def check(found):
    for article in found:
        assert isinstance(article, (Article, SourceError))
        if isinstance(article, Article):
            at = 0
            for mark in article.removed:
                assert at <= mark.span.start < mark.span.end <= len(article.text)
                assert article.text[mark.span.start : mark.span.end] == mark.span.text
                at = mark.span.end
            json.dumps(article.text).encode()
            article.text.encode()


@given(st.one_of(st.text(), st.lists(LINES, max_size=25).map("\n".join)))
@settings(max_examples=200, deadline=None)
def test_any_text(text):
    found = read(json.dumps({"text": text}), "json")
    check(found)
    assert all(a.text == encodable(text) for a in found if isinstance(a, Article))
    check(read(text, "text"))


@given(st.binary(max_size=400), st.sampled_from(["", "text", "html", "json", "jsonl"]))
@settings(max_examples=200, deadline=None)
def test_any_bytes(data, form):
    check(read(data, form))
    check(read(b"<html><body><p>" + data, "html"))
