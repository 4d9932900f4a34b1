"""Quotation marks of every make, paired paragraph by paragraph."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Article, Removed, Span
from onrecord.parsing.quotations import find_quotations


def quotations(text: str, *removed: str):
    spans = [Span.of(text, text.index(r), text.index(r) + len(r)) for r in removed]
    return find_quotations(Article("a", "t", text, removed=tuple(Removed(s, "test") for s in spans)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('The mayor said "we will reopen the bridge" and left.', ['"we will reopen the bridge"']),
        ("“We will stay,” she said. “We always have.”", ["“We will stay,”", "“We always have.”"]),
        ("«We signed it today,» the envoy said.", ["«We signed it today,»"]),
        ("„We signed it today“, the envoy said.", ["„We signed it today“"]),
        ("``We signed it today,'' the envoy said.", ["``We signed it today,''"]),
        ("'We won't pay,' the miners' union said, 'until they talk.'", ["'We won't pay,'", "'until they talk.'"]),
        ("“He called it ‘a very bad day’ for us,” she said.", ["“He called it ‘a very bad day’ for us,”"]),
        ("“They said “we are ready to go” and left,” he said.", ["“They said “we are ready to go” and left,”"]),
        ("“We are ready to go“ said the minister.", ["“We are ready to go“"]),
        ('"We are ready,” said the minister.', ['"We are ready,”']),
        ("“It is ready now”—she said—“so use it.”", ["“It is ready now”", "“so use it.”"]),
        ("The miners' union and the teachers' council met in the '90s, and rock 'n' roll was played.", []),
        ("It don't, won't and can't matter to the Joneses' lawyers.", []),
        ('The guard, 6\'2" tall, said "I saw nothing at all" twice.', ['"I saw nothing at all"']),
        ("", []),
        ("\n\n", []),
    ],
)
def test_marks(text, expected):
    assert [q.span.text for q in quotations(text)] == expected


def test_inner_is_without_marks():
    (q,) = quotations("She said “we are not leaving.”")
    assert q.inner.text == "we are not leaving."


def test_mismatched_mark_spoils_one_paragraph_only():
    text = "The aide said: “we never agreed to that.\n\nLater he added “it was a rumour from the start” and left."
    assert [q.span.text for q in quotations(text)] == ["“we never agreed to that.", "“it was a rumour from the start”"]


def test_forgotten_mark_ends_with_its_sentence():
    (q, *_) = quotations("“We have nothing to hide. The minister then walked out of the room.")
    assert q.span.text == "“We have nothing to hide."


def test_paragraphs_with_a_repeated_mark():
    text = "“We began with nothing.\n\n“We ended with a treaty,” the envoy said."
    first, second = quotations(text)
    assert first.continued
    assert first.span.text == "“We began with nothing."
    assert not second.continued


@pytest.mark.parametrize(
    ("text", "scare"),
    [
        ('The so-called "war room" met again.', True),
        ('Ana "The Hammer" Castillo resigned.', True),
        ('He sang "Rivers of the Long Night" at the rally.', True),
        ('They held a banner that said "we are still here" all day.', False),
        ('"Not today," the clerk answered.', False),
    ],
)
def test_scare_quotes(text, scare):
    assert [q.scare for q in quotations(text)] == [scare]


def test_nothing_inside_page_chrome():
    text = 'She said "we will vote on it" today.\n"Sign up for our newsletter," it says.'
    assert [q.span.text for q in quotations(text, '"Sign up for our newsletter," it says.')] == ['"we will vote on it"']


@given(st.text(alphabet="ab \n.,:\"“”«»„‘’'`0", max_size=60))
def test_any_mess_gives_ordered_spans_of_the_text(text):
    end = 0
    for q in quotations(text):
        assert q.span.start >= end
        assert text[q.span.start : q.span.end] == q.span.text
        assert q.span.contains(q.inner)
        end = q.span.end
