"""Page chrome of flattened pages: all of it is marked, and nothing of the story."""

import pytest
from flattened import HEADS, MIDDLES, STORIES, STORY, TAILS

from onrecord.articles.chrome import find_chrome
from onrecord.codebook.chrome import widget_of, widgets


def marked(text):
    """The offsets that are marked."""
    return {i for r in find_chrome(text) for i in range(r.span.start, r.span.end)}


def words(text, offsets):
    """The words at these offsets; a gap parts words."""
    return "".join(c if i in offsets else " " for i, c in enumerate(text)).split()


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
@pytest.mark.parametrize("tail", TAILS.values(), ids=TAILS)
@pytest.mark.parametrize("gap", ["\n\n\n", "\n"])
def test_the_whole_tail_is_marked_and_nothing_of_the_story(story, tail, gap):
    text = story + gap + tail
    found = marked(text)
    assert not words(text, found & set(range(len(story))))
    assert not words(text, set(range(len(story), len(text))) - found)


@pytest.mark.parametrize("tail", TAILS.values(), ids=TAILS)
def test_the_tail_runs_from_its_first_line_through_the_end_of_the_text(tail):
    text = f"{STORY}\n\n{tail}\n \n"
    *_, last = find_chrome(text)
    assert (last.span.start, last.span.end, last.reason) == (len(STORY) + 2, len(text), "en.chrome.tail")


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
def test_a_story_alone_is_not_marked(story):
    assert find_chrome(story) == ()


@pytest.mark.parametrize("gap", ["\n\n", "\n"])
@pytest.mark.parametrize("line", MIDDLES)
@pytest.mark.parametrize("at", range(1, 5))
def test_a_line_of_chrome_between_paragraphs(line, gap, at):
    paragraphs = STORY.split("\n\n")
    text = gap.join([*paragraphs[:at], line, *paragraphs[at:]])
    assert [r.span.text for r in find_chrome(text)] == [line]


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
def test_chrome_above_the_story(head):
    text = head + STORY
    assert words(text, marked(text)) == head.split()


def test_a_block_of_chrome_between_paragraphs():
    paragraphs = STORY.split("\n\n")
    block = "Most read\nFerry sinks on Lake Mweru\nTeachers return to work\nAdvertisement\nShare\nTweet"
    text = "\n\n".join([*paragraphs[:2], block, *paragraphs[2:]])
    assert words(text, marked(text)) == block.split()


def test_headlines_of_other_stories_stop_before_a_subhead():
    text = (
        "The loan was approved on Tuesday, lawmakers said.\n\n"
        "Related stories\nFerry sinks on Lake Mweru in heavy wind\nTeachers return to work after a strike\n\n"
        "Audit first\n\nThe bank will wait for the audit."
    )
    assert "Audit" not in words(text, marked(text))
    assert "Ferry" in words(text, marked(text))


def test_the_count_of_comments_at_the_top_does_not_swallow_the_story():
    text = f"0 Comments\nShare\n{STORY}\nReply\nPost Comment"
    assert words(text, marked(text)) == ["0", "Comments", "Share", "Reply", "Post", "Comment"]


def test_a_sentence_of_the_page_within_the_tail():
    text = f"{STORY}\n\nShare\nTweet\nExample Herald keeps readers company since 1961.\nSubscribe\nNewsletters"
    assert words(text, marked(text))[2:5] == ["Example", "Herald", "keeps"]


def test_a_last_paragraph_between_two_blocks_stays():
    text = f"{STORY}\n\nShare\nTweet\nThe bank will send an audit team to parliament next week.\nSubscribe\nNewsletters"
    assert words(text, marked(text)) == ["Share", "Tweet", "Subscribe", "Newsletters"]


def test_a_page_flattened_into_one_line():
    story = " ".join(STORY.split())
    tail = "Subscribe Notify of guest 7 Comments Newest Oldest View all comments Inline Feedbacks"
    text = f"{story} {tail}"
    assert [r.span.text for r in find_chrome(text)] == [tail]
    assert find_chrome(story) == ()


@pytest.mark.parametrize(
    "line",
    [
        "“Subscribe to our view or leave,” he told the delegates.",
        "Share of exports fell to 3%",
        "Support for the treaty grew in the north.",
        "Follow the money, the auditor said, and the bridge will stand.",
        "Donors met in Geneva on Friday.",
        "Sign up for the peace corps, the minister told students in Maputo on Monday.",
        "Comment was not available from the ministry.",
        "More than 40 trucks crossed the border.",
        "Related charges were dropped in May.",
        "Read the contract first, he said.",
        "Print workers went on strike in Dhaka.",
        "The president tweeted that the talks had failed.",
        "Copyright law was changed by parliament in 2019.",
        "“We Need Peace”",
        "$40 million for schools",
        "74 people, including 29 in Ghana",
        "Cookies made in the camp were sold at the fair.",
        "Advertising on television was banned by the court.",
    ],
)
def test_lines_of_a_story_that_begin_like_chrome(line):
    text = f"Officials met on Monday in the capital.\n\n{line}\n\nThe talks go on, a spokesman said."
    assert find_chrome(text) == ()


def test_every_phrase_is_found_by_its_own_rule_or_an_earlier_one():
    order = {w.id: n for n, w in enumerate(widgets())}
    for widget in widgets():
        for phrase in widget.phrases:
            found = widget_of(phrase)
            assert found is not None, phrase
            assert order[found.id] <= order[widget.id], phrase


@pytest.mark.parametrize("text", ["", "\n\n", "Subscribe", "Share\nTweet\nPrint", "x", "\u200b\n\ufeff"])
def test_texts_without_a_story(text):
    assert all(text[r.span.start : r.span.end] == r.span.text for r in find_chrome(text))
