"""The summary: which event is the main one, and who, what, when, where, why, how."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import onrecord
from onrecord.cli.main import cli
from onrecord.codebook.connectives import connectives
from onrecord.model import Article
from onrecord.model.summary import Summary
from onrecord.pipeline import summary_of

DEMO = sorted((Path(onrecord.__file__).parent / "demo" / "articles").iterdir())


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ONRECORD_HOME", str(tmp_path / "home"))
    return tmp_path


def summed(text: str, published: str = "2026-03-04") -> Summary:
    (summary,) = onrecord.summarise(text, published=published)
    return summary


def words(summary: Summary, question: str) -> list[str]:
    return [a.words.text for a in getattr(summary, question)]


WHY = [
    ("Police arrested two union leaders over the strike in Lagos on Friday.", "over the strike in Lagos"),
    ("The ministry fined the airline 2 million euros for failing to refund passengers.", "for failing to refund passengers"),
    ("In response to the raids, Kenya recalled its ambassador from Uganda.", "In response to the raids"),
    ("Spain sent 300 soldiers to Chad to train its border guards.", "to train its border guards"),
    ("The Senate approved the budget after the opposition dropped its demand.", "after the opposition dropped its demand"),
    ("Workers at the mine went on strike on Monday due to unpaid wages.", "due to unpaid wages"),
    ("Kenya closed its border with Somalia on Monday because smugglers had used it.", "because smugglers had used it"),
    ("France expelled six Russian diplomats. The move follows the arrest of a teacher in Moscow.", "the arrest of a teacher in Moscow"),
    ("Egypt deported the reporter for insulting the president.", "for insulting the president"),
    ("Germany banned the airline, citing security.", "citing security"),
    ("The United States imposed sanctions on Iran over its missile programme.", "over its missile programme"),
    ("Turkey met with Greek officials in Ankara to discuss gas drilling.", "to discuss gas drilling"),
    ("Norway is considering a loan to help Moldova rebuild its grid.", "to help Moldova rebuild its grid"),
    ("A court in Ghana jailed the mayor on Monday for his role in the theft.", "for his role in the theft"),
    ("Kenya closed its border with Somalia in a bid to stop smugglers.", "in a bid to stop smugglers"),
    ("Spain banned the party, saying its leaders had funded riots.", "saying its leaders had funded riots"),
    ("Germany banned the airline, with officials saying this was for security reasons.", "for security reasons"),
    ("At the request of Chad, France withdrew 300 soldiers from the base.", "At the request of Chad"),
    ("The president refused the minister's offer to resign after the leak of a recording.", "after the leak of a recording"),
    ("France expelled six Russian diplomats. The move came two days after a teacher was jailed in Moscow.", "two days after a teacher was jailed in Moscow"),
    ("Kenya and Uganda could sign a deal within days, a mediator said, after police released four union leaders.", "after police released four union leaders"),
    ("Police in Lima arrested nine customs officers in a raid on Friday over missing fuel.", "over missing fuel"),
    ("Bolivia's miners blocked the road to La Paz with trucks and rocks on Monday to demand higher pay.", "to demand higher pay"),
    ("Egypt deported a Dutch reporter. He had no comment. Egypt deported him for insulting the president, his paper said.", "for insulting the president"),
]
HOW = [
    ("Rebels blocked the coastal road on Tuesday by felling trees across it.", "by felling trees across it"),
    ("Protesters stormed the parliament in Quito, using ladders and ropes.", "using ladders and ropes"),
    ("Israel attacked the port of Hodeidah with drones on Sunday.", "with drones"),
    ("Israel killed two commanders of Hezbollah in an airstrike on Sunday.", "in an airstrike"),
    ("Norway's parliament approved the loan to Moldova by 92 votes.", "by 92 votes"),
    ("The envoy of Kenya resigned without explanation.", "without explanation"),
    ("Bolivia's Congress voted by 92 to 41 late on Monday to remove five judges.", "by 92 to 41"),
    ("The ministers of Chad and Niger met by video link on Friday.", "by video link"),
    ("Sri Lanka's parliament approved a bill on Thursday that lets firms own land, by 127 votes to 61.", "by 127 votes to 61"),
    ("Canada froze the assets of two banks under a 2019 law on Monday.", "under a 2019 law"),
    ("Norway will pay Moldova 200 million euros in four tranches.", "in four tranches"),
    ("France evacuated 200 citizens from Niamey aboard two military planes on Monday.", "aboard two military planes"),
    ("The court in Ghana jailed the editor behind closed doors on Monday.", "behind closed doors"),
    ("Colombia's rebels released the soldiers unilaterally on Friday.", "unilaterally"),
    ("The junta arrested the mayor in a dawn raid on Friday.", "in a dawn raid"),
    ("Police in Lima arrested nine customs officers in a raid on Friday over missing fuel.", "in a raid"),
    ("Bolivia's miners blocked the road to La Paz with trucks and rocks on Monday to demand higher pay.", "with trucks and rocks"),
    ("Armed men kidnapped 30 pupils in Kaduna on Wednesday, riding into the village on motorcycles.", "riding into the village on motorcycles"),
    ("The senate of Chile rejected the pension bill 27 votes to 19 on Wednesday.", "27 votes to 19"),
    ("Bandits kidnapped six teachers at gunpoint in Zamfara on Monday.", "at gunpoint"),
    ("Ethiopia and Eritrea exchanged prisoners at the border under a United Nations plan.", "under a United Nations plan"),
]
NEITHER = [
    "The mayor thanked the nurses after two hours with them.",
    "Turkey met with Greek officials in Ankara.",
    "Police arrested two men over the weekend.",
    "Kenya pledged to send 300 soldiers to Haiti.",
    "Norway asked Moldova to pay the debt.",
    "Canada may put troops on the ground in Ukraine by 2027.",
    "The court gave lawyers permission to read the files.",
    "The bridge was attacked by rebels.",
    "Norway's minister met union leaders under the old bridge.",
    "The court jailed the editor behind a prison wall.",
    "India and Pakistan agreed to reopen two border posts by the end of the monsoon.",
]


@pytest.mark.parametrize(("text", "why"), WHY)
def test_why(text: str, why: str) -> None:
    summary = summed(text)
    assert words(summary, "why")[0] == why
    assert summary.why[0].rule in {row.id for form in FORMS for _, row in connectives(form)}  # type: ignore[arg-type]


FORMS = ("clause", "phrase", "infinitive", "participle", "follow-up", "adverb")


@pytest.mark.parametrize(("text", "how"), HOW)
def test_how(text: str, how: str) -> None:
    assert words(summed(text), "how") == [how]


@pytest.mark.parametrize("text", NEITHER)
def test_what_tells_no_reason_and_no_means(text: str) -> None:
    summary = summed(text)
    assert (words(summary, "why"), words(summary, "how")) == ([], [])


def test_the_fixed_phrase_of_an_act_is_the_act_and_no_means() -> None:
    summary = summed("Teachers went on strike across Ghana on Monday.")
    assert (words(summary, "what"), words(summary, "how")) == (["went on strike across Ghana"], [])


def test_all_six_of_one_sentence() -> None:
    summary = summed("Kenyan police arrested four union leaders in Mombasa on Monday by storming their office, after the strike spread to Nairobi.")
    assert [(q, [a.words.text for a in found]) for q, found in summary.answers()] == [
        ("who", ["Kenyan police"]), ("what", ["arrested four union leaders in Mombasa"]), ("when", ["Monday"]), ("where", ["Mombasa"]),
        ("why", ["after the strike spread to Nairobi"]), ("how", ["by storming their office"]),
    ]  # fmt: skip
    assert summary.when[0].value == "2026-03-02"
    assert summary.when[0].basis == "resolved"


def test_what_is_not_told_stays_empty() -> None:
    summary = summed("Norway pledged 20 million euros to Moldova.")
    assert (summary.when, summary.where, summary.why, summary.how) == ((), (), (), ())


def test_an_article_without_an_event_has_no_answers() -> None:
    summary = summed("The lake is blue and the hills around it are green in spring.")
    assert summary.event is None
    assert all(not found for _, found in summary.answers())


def test_the_lead_is_the_main_event_and_what_lies_behind_it_is_not() -> None:
    summary = summed(
        "Norway Expels Two Envoys\n\nOSLO (Coast Herald) - Norway expelled two envoys of Belarus on Tuesday.\n\n"
        "Belarus had arrested a Norwegian reporter in 2024. Norway met with Belarusian officials in Geneva last month.\n"
    )
    assert summary.event is not None
    assert summary.event.anchor.text == "expelled"
    assert "lead" in summary.chosen
    assert "act in title" in summary.chosen


def test_a_commitment_stands_for_the_event_that_the_record_lacks() -> None:
    summary = summed("A Day of Words\n\nThe Treasury will pay 500 million shillings into a fund for dockers by June.\n")
    assert summary.event is not None
    assert words(summary, "who") == ["Treasury"]


@pytest.mark.parametrize("path", DEMO, ids=lambda p: p.name)
def test_every_span_reads_as_the_text_and_each_run_is_the_same(path: Path) -> None:
    first, second = (onrecord.summarise(path) for _ in range(2))
    assert first == second
    for summary in first:
        for _, found in summary.answers():
            for answer in found:
                assert answer.words.text == summary.article.text[answer.words.start : answer.words.end]
                assert answer.words.text


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(cli, ["read", *arguments])
    return result.exit_code, result.stdout, result.stderr


def test_the_command_shows_cards_table_csv_and_jsonl(home: Path) -> None:
    paths = [str(p) for p in DEMO[:3]]
    code, out, err = run(*paths, "--summary")
    assert (code, "  who    Canada" in out, "3 articles summed up" in err) == (0, True, True)
    table = run(*paths, "--summary", "--format", "table")[1].splitlines()
    assert table[0].split() == ["who", "what", "when", "where", "why", "how"]
    assert len(table) == 4
    rows = list(csv.DictReader(io.StringIO(run(*paths, "--summary", "--format", "csv")[1])))
    lines = [json.loads(line) for line in run(*paths, "--summary", "--format", "jsonl")[1].splitlines()]
    assert [line["article"]["id"] for line in lines] == list(dict.fromkeys(r["article_id"] for r in rows))
    told = [(q, a["value"], str(a["words"]["start"])) for line in lines for q in ("who", "what", "when", "where", "why", "how") for a in line[q]]
    assert told == [(r["question"], r["value"], r["start"]) for r in rows]
    assert CliRunner().invoke(cli, ["show", "1"]).exit_code == 0


def test_the_command_refuses_what_makes_no_sense_and_names_what_it_skips(home: Path) -> None:
    assert run(str(DEMO[0]), "--summary", "--format", "html")[0] == 2
    assert run(str(DEMO[0]), "--summary", "--only", "events")[0] == 2
    code, out, err = run(str(home / "none.txt"), "--summary")
    assert (code, out) == (1, "")
    assert "1 of 1 inputs skipped" in err


def test_when_and_where_of_what_stands_in_a_dateline_or_far_away() -> None:
    summary = summed("MOMBASA, March 2 (Coast Herald) - Kenyan police arrested four union leaders on Monday.")
    assert words(summary, "when") == ["Monday"]
    assert summary.where == ()
    visit = summed("Canada's prime minister spoke of peace on a visit to Kyiv.")
    assert words(visit, "where") == ["Kyiv"]


def test_when_a_commitment_was_made_rather_than_when_it_is_due() -> None:
    summary = summed("On Tuesday the Treasury agreed to pay 500 million shillings into a fund for dockers by June.")
    assert words(summary, "when") == ["Tuesday"]


def test_what_leaves_out_a_clause_that_tells_the_reason() -> None:
    summary = summed("Germany banned the airline, with officials saying this was for security reasons.")
    assert words(summary, "what") == ["banned the airline"]


PIECES = st.sampled_from(
    ["Kenya", "arrested", "two", "leaders", "for", "security reasons", ",", "saying", "by", "in an airstrike", "after", "police", "said", "will", "pay", "$5m",
     "on Monday", ".", "The move", "follows", "to", "at the request of", "Norway", "\u0301", "\U0001f600", "\u200d", "\n"]
)  # fmt: skip


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=24).map(" ".join)))
def test_any_text_can_be_summed_up(text: str) -> None:
    _, summary = summary_of(Article("a", "test", text, published="2026-03-04"))
    for _, found in summary.answers():
        assert all(a.words.text == text[a.words.start : a.words.end] != "" for a in found)


def test_a_lead_without_an_event_of_the_codebook_answers_by_its_own_words() -> None:
    summary = summed("The central bank of Ghana raised its main rate to 29 percent on Monday in an effort to curb inflation.")
    if summary.event is None:
        assert [a.rule for a in summary.what] == ["en.summary.lead"]
    assert summary.who[0].value.endswith("bank of Ghana")
    assert (words(summary, "when"), words(summary, "why")) == (["Monday"], ["in an effort to curb inflation"])
    assert words(summary, "what") == ["raised its main rate to 29 percent"]


def test_the_lead_that_the_title_tells_of_comes_before_an_event_further_down() -> None:
    told = "Central bank raises rate to 29 percent\n\nACCRA (Coast Herald) - The central bank of Ghana raised its main rate to 29 percent on Monday.\n\n"
    summary = summed(told + "Ghana asked the International Monetary Fund for help in January.\n")
    assert words(summary, "what")[0].startswith("raised its main rate")
    other = summed("Ghana asks Fund for help\n\nThe central bank of Ghana raised its main rate on Monday.\n\nGhana asked the Fund for help in January.\n")
    assert words(other, "what")[0].startswith("asked")


STILL = ["Prices rose by 4 percent in May.", "The minister believes in luck.", "Farmers in Nagpur did not dump milk.", "It snowed in Oslo."]


@pytest.mark.parametrize("text", STILL)
def test_a_lead_in_which_nobody_does_a_thing_has_no_answers(text: str) -> None:
    summary = summed(text)
    assert summary.event is not None or not summary.what


def test_what_came_of_an_act_is_no_means() -> None:
    assert summed("Sudan's army shelled the market in El Fasher on Saturday with howitzers, killing 14 people.").how[0].words.text == "with howitzers"


def test_when_and_where_of_a_clause_with_when() -> None:
    summary = summed("At least 31 people were killed and more than 200 injured when a tanker exploded in Lagos on Tuesday.")
    assert (words(summary, "when"), words(summary, "where")) == (["Tuesday"], ["Lagos"])


def test_where_the_act_is_done_and_not_where_its_doer_is_at_home() -> None:
    assert words(summed("The museum in Bristol will return a bronze head to Nigeria at a ceremony in Benin City."), "where") == ["Benin City"]


def test_the_date_of_a_dateline_is_no_answer() -> None:
    summary = summed("OSLO, March 3, 2026 (Coast Herald) - Norway expelled two envoys of Belarus over the theft of a map.\n")
    assert summary.event is not None
    assert summary.when == ()
