"""Who said what: one table row for each way of saying it."""

import pytest

from onrecord.codebook.reporting import adjective_cues, noun_cues, verb_cues
from onrecord.mentions.parties import find_parties
from onrecord.model import Article
from onrecord.parsing import parse
from onrecord.records.statements import find_statements


def statements(text):
    document = parse(Article("a", "t", text))
    return find_statements(document, find_parties(document))


def plain(s):
    return (s.source.text if s.source else None, s.cue.text if s.cue else None, " | ".join(c.text for c in s.content))


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        # clauses
        ("The governor said that the dam would hold.", "The governor", "said", "the dam would hold"),
        ("The dam would hold, the governor said.", "the governor", "said", "The dam would hold"),
        ("The dam, the governor said, would hold.", "the governor", "said", "The dam | would hold"),
        ("Nobody was hurt, said the fire chief.", "the fire chief", "said", "Nobody was hurt"),
        ("Kenya denied that its troops had crossed the river.", "Kenya", "denied", "its troops had crossed the river"),
        ("Farmers fear the drought will last.", "Farmers", "fear", "the drought will last"),
        # infinitives and gerunds
        ("Peru vowed to close the mine.", "Peru", "vowed", "to close the mine"),
        ("The bank plans to cut 300 jobs.", "The bank", "plans", "to cut 300 jobs"),
        ("Both sides agreed to extend the truce.", "Both sides", "agreed", "to extend the truce"),
        ("Chile refused to extradite the general.", "Chile", "refused", "to extradite the general"),
        ("The senator denied taking money.", "The senator", "denied", "taking money"),
        # an infinitive behind a phrase, and a verb in the past beside an infinitive
        ("The reeve denied having been promised a seat.", "The reeve", "denied", "having been promised a seat"),
        ("The clerk says the gate was locked and has promised to publish the log.", "The clerk", "has promised", "to publish the log"),
        ("Both wardens argued that the tally had been rushed and proposed to put off the count.", "Both wardens", "proposed", "to put off the count"),
        ("The mill kept the quota that Chile pledged to reach.", "Chile", "pledged", "the quota | to reach"),
        ("The mills need coal, which the union refuses to unload.", "the union", "refuses", "coal | to unload"),
        ("The general, the head of the council, promised in a broadcast speech to hold a vote.", "The general, the head of the council", "promised",
         "to hold a vote"),
        ("Soto called on the court to annul the sale and urged voters to stay at home.", "Soto", "called on", "the court to annul the sale"),
        ("Growers appealed to both chambers to vote again.", "Growers", "appealed to", "both chambers to vote again"),
        # clauses behind a phrase, coordinated ones, and what closes a sentence
        ("The coroner suggested to the widow that she had kept the key.", "The coroner", "suggested", "she had kept the key"),
        ("The abbot said through an aide that he had not seen the will.", "The abbot", "said", "he had not seen the will"),
        ("Dahl told angry growers in the hall that he had lost the file.", "Dahl", "told", "he had lost the file"),
        ("He said sales were planned, and that he intended no insult.", "He", "said", "sales were planned | he intended no insult"),
        ("The league will not lift its ban on the rower, its panel announced late on Monday.", "its panel", "announced",
         "The league will not lift its ban on the rower"),
        ("The firm had known for years that the valve was cracked, papers seen by the court show.", "papers seen by the court", "show",
         "The firm had known for years that the valve was cracked"),
        ('"We shall leave," said Ana Soto, "and we shall return," adding that nobody could stop them.', "Ana Soto", "adding",
         "nobody could stop them"),
        ("Two pilots have ruled out ice in the crash of the glider last month, the air board announced on Monday.", "the air board", "announced",
         "Two pilots have ruled out ice in the crash of the glider last month"),
        ("The broker argued in a letter to clients that a longer loan would mean closing offices, and urged the firm to wait.", "The broker",
         "urged", "the firm to wait"),
        ("A gallery in Bern confirmed to the Herald that it had opened talks.", "A gallery in Bern", "confirmed", "it had opened talks"),
        ("Its chair, Solveig Brekke, accused the airline of skipping two checks.", "Its chair, Solveig Brekke", "accused",
         "the airline of skipping two checks"),
        ("Its pilot was accused of flying too low, something Norlift denies.", "Norlift", "denies", "something"),
        ("The reeve invited the guild to a supper.", "The reeve", "invited", "the guild to a supper"),
        ('Brekke called that "a start". Nobody has replied.', "Brekke", "called", '"a start"'),  # and the "that", which is cut off below
        ("Dahl charges that ports which gain from it pay nothing.", "Dahl", "charges", "ports which gain from it pay nothing"),
        # object and infinitive
        ("Norway urged Sudan to free the doctors.", "Norway", "urged", "Sudan to free the doctors"),
        ("The king instructed his ministers to resign.", "The king", "instructed", "his ministers to resign"),
        ("Oslo called on both parties to return to talks.", "Oslo", "called on", "both parties to return to talks"),
        # objects and phrases
        ("Hungary rejected the claim.", "Hungary", "rejected", "the claim"),
        ("The bishops called for a ceasefire.", "The bishops", "called for", "a ceasefire"),
        ("India accused Nepal of breaking the treaty.", "India", "accused", "Nepal of breaking the treaty"),
        ("The firm announced plans to leave Ghana.", "The firm", "announced", "plans to leave Ghana"),
        ("The mayor described the vote as a farce.", "The mayor", "described", "the vote as a farce"),
        ("The minister made a promise to lower the tax.", "The minister", "made", "to lower the tax"),
        ("The ministry is ready to sign the contract.", "The ministry", "is ready", "to sign the contract"),
        ("The consul referred to the vote as a farce.", "The consul", "referred to", "the vote as a farce"),
        ("The court has pointed to custom as a reason for the rule.", "The court", "has pointed to", "custom as a reason for the rule"),
        ('Senator Rita Moreno left, calling the inquiry "a show".', "Senator Rita Moreno", "calling", 'the inquiry "a show"'),
        ("The party leader declared an intention to lower the tax.", "The party leader", "declared", "to lower the tax"),
        ('The king issued the following statement: "She remains a member of the family."', "The king", "issued",
         '"She remains a member of the family."'),
        # nouns
        ("The court heard the minister's claim that the ballots were forged.", "the minister's", "claim", "the ballots were forged"),
        # prepositions, documents
        ("According to the news agency Tolo, the country will vote in May.", "the news agency Tolo", "According to", "the country will vote in May"),
        ("According to the coast guard, two boats sank.", "the coast guard", "According to", "two boats sank"),
        ("Two boats sank, according to the coast guard.", "the coast guard", "according to", "Two boats sank"),
        ("The report says the bridge was unsafe.", "The report", "says", "the bridge was unsafe"),
        # passives
        ("The envoy was quoted as saying the talks had failed.", "The envoy", "was quoted as saying", "the talks had failed"),
        ("The plan was rejected by parliament.", "parliament", "was rejected", "The plan"),
        # who needs no name, and what needs a number or marks
        ("Some left. Another accused the coach of lying.", "Another", "accused", "the coach of lying"),
        ("The federation has denied this.", "The federation", "has denied", "this"),
        ("The insurers put the damage at 30 million crowns.", "The insurers", "put", "the damage at 30 million crowns"),
        ("The weather office expects waves of nine metres.", "The weather office", "expects", "waves of nine metres"),
        ('Moreno walked out, calling the inquiry into the bank "a show".', "Moreno", "calling", 'the inquiry into the bank "a show"'),
        ("The general rejected a plan to sell the port.", "The general", "rejected", "a plan to sell the port"),
    ],
)
def test_ways_of_saying(text, source, cue, content):
    found = [plain(s) for s in statements(text)]
    assert (source, cue, content) in [(s, c, x.removeprefix("that ")) for s, c, x in found], found


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The court is expected to rule on Monday.", "The court | to rule on Monday"),
        ("The general was accused of selling fuel.", "The general | of selling fuel"),
    ],
)
def test_passives_without_a_source(text, content):
    (found,) = statements(text)
    assert plain(found)[0] is None
    assert plain(found)[2] == content


def test_hearsay_has_no_source():
    (found,) = statements("The rebels have reportedly taken the airport.")
    assert (found.source, found.speaker, found.rule) == (None, None, "en.hearsay")


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("“We will rebuild the port,” Maria Duarte said.", "Maria Duarte", ["“We will rebuild the port,”"]),
        ("“We will rebuild it,” said Maria Duarte, a harbour pilot.", "Maria Duarte, a harbour pilot", ["“We will rebuild it,”"]),
        ("Maria Duarte said: “We will rebuild the port.”", "Maria Duarte", ["“We will rebuild the port.”"]),
        ("“We will rebuild,” Maria Duarte said. “It takes a year.”", "Maria Duarte", ["“We will rebuild,”", "“It takes a year.”"]),
        ("“We will rebuild,” she said, “and it takes a year.”", "she", ["“We will rebuild,”", "“and it takes a year.”"]),
        ("“We lost the port. We lost the ships,” she said.", "she", ["“We lost the port. We lost the ships,”"]),
        ("«We will rebuild the port,» she said.", "she", ["«We will rebuild the port,»"]),
    ],
)
def test_direct_speech(text, source, content):
    found = [s for s in statements(text) if s.manner == "direct"]
    assert [(s.source.text, [c.text for c in s.content]) for s in found] == [(source, content)]


def test_speech_over_paragraphs_is_one_statement():
    (found,) = statements("“We began with nothing,” Maria Duarte said.\n\n“We had two boats and no fuel.”")
    assert [c.text for c in found.content] == ["“We began with nothing,”", "“We had two boats and no fuel.”"]


def test_mixed_speech():
    (found,) = statements("The envoy said the talks were “slow and very hard” for both.")
    assert found.manner == "mixed"
    assert found.content[0].text == "the talks were “slow and very hard” for both"


def test_scare_quotes_are_no_speech():
    assert not statements('The so-called "war room" met on Monday in Lima.')


def test_interview_lines():
    found = statements("DUARTE: We will rebuild the port next year.\nREPORTER: Who pays for it?")
    assert [(s.source.text, s.content[0].text) for s in found] == [
        ("DUARTE", "We will rebuild the port next year."),
        ("REPORTER", "Who pays for it?"),
    ]


def test_labels_are_no_speakers():
    assert not [s for s in statements("Photo: The harbour of Lima at night.") if s.rule == "en.layout.colon"]


def test_signed_quotation():
    (found,) = statements("“A border is a promise that we keep.” — Maria Duarte")
    assert (found.source.text, found.rule) == ("Maria Duarte", "en.layout.dash")


def test_chain_of_nested_statements():
    found = statements("Reuters reported that a Kenyan official said the border was closed.")
    assert [s.source.text for s in found] == ["Reuters", "a Kenyan official"]
    assert [p.name for p in found[0].chain] == ["Reuters"]
    assert len(found[1].chain) == 2
    assert found[1].chain[1].name == "Reuters"


def test_own_words_are_not_split():
    found = statements("“I think we will win and I hope they agree,” Maria Duarte said.")
    assert [s.source.text for s in found] == ["Maria Duarte"]


def test_second_verb_of_saying_is_the_speakers():
    found = statements("Maria Duarte said the port would close and warned that prices would rise.")
    assert [s.source.text for s in found] == ["Maria Duarte", "Maria Duarte"]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Hungary rejected the proposal.", "opposes"),
        ("Hungary endorsed the proposal.", "supports"),
        ("Hungary denied that it had paid.", "denies"),
        ("Norway urged Sudan to free the doctors.", "demands"),
        ("The judge questioned the evidence.", "doubts"),
        ("The judge said the evidence was old.", None),
    ],
)
def test_stance(text, stance):
    assert [s.stance for s in statements(text)] == [stance]


@pytest.mark.parametrize("text", ["", "\n", "Rain fell on Lima.", "“", "She", "”“ said ”", "🚢 \u200f“ok” said 李明."])
def test_odd_input_and_spans(text):
    for s in statements(text):
        for span in (s.source, s.cue, *s.content):
            assert span is None or text[span.start : span.end] == span.text


def test_a_text_whose_last_clause_answers_what_was_said():
    """Behind the cue and that clause nothing is left of what was said, not even a word."""
    found = statements("Chile asked Peru to open the pass, drivers said, and Lima answered that it was shut.")
    assert all(c.text for s in found for c in s.content)
    assert "answered" in [s.cue.text for s in found if s.cue]


def test_the_same_article_gives_the_same_statements():
    text = "“We will rebuild,” she said. The port will open, according to Maria Duarte, in May."
    assert statements(text) == statements(text)


@pytest.mark.parametrize("verb", ["vow", "pledge", "promise", "plan", "intend", "deny", "refuse", "offer", "agree"])
def test_verbs_that_newsroom_extractors_miss(verb):
    assert verb_cues(verb)


def test_rows_name_their_ids():
    assert verb_cues("say")[0].id == "en.cue.say"
    assert noun_cues("claim")[0].id == "en.noun.claim"
    assert adjective_cues("ready")[0].id == "en.cue.ready"
    assert verb_cues("walk") == ()


@pytest.mark.parametrize(
    "text",
    [
        "The road is built, according to custom, by the village.",
        "Monday's bid for new elections failed.",
        "A person wanted by an international tribunal was seen in the port.",
        "The speaker was interrupted by protesting lawmakers.",
        "The mayor is chosen indirectly, as the people vote for the lists.",
        "The young man committed suicide.",
        "The city maintains the road.",
        "After the founder, Ana Lopez, sought no second term, the party chose Omar Diaz.",
    ],
)
def test_words_that_report_nothing_here(text):
    assert [plain(s) for s in statements(text)] == []


def test_the_speech_and_not_the_speaking():
    assert [plain(s) for s in statements("Speaking of the dam, the governor said it would hold.")] == [("the governor", "said", "it would hold")]


def test_an_agency_and_whom_it_cites():
    text = "According to the state agency Tolo, the prosecutor general of Kabul, Ali Mehr, said the men must face trial."
    outer, inner = statements(text)
    assert plain(outer)[0] == "the state agency Tolo"
    assert plain(outer)[2] == "the prosecutor general of Kabul, Ali Mehr, said the men must face trial"
    assert plain(inner) == ("the prosecutor general of Kabul, Ali Mehr", "said", "the men must face trial")


@pytest.mark.parametrize("text", [
    "Peru vowed to pay for Ecuador's relief council with $90 million, envoys in Lima said, though none of the sum has come.",
    "Peru told Chile to close the camps, envoys said, and Santiago answered that there were none.",
])  # fmt: skip
def test_a_cue_between_commas_that_leaves_a_comma_over_is_read(text):
    assert statements(text)


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("The dam is safe, said an engineer who asked not to be named.", "asked"),
        ("Soto is to address the senate on Friday.", "address"),
        ("A former governor went on trial on charges that he took bribes.", "went"),
        ("Nine miners who protested against a tax were jailed.", "protested"),
        ("The jets have attacked at least 90 villages, said Soto.", "have attacked"),
    ],
)
def test_what_is_done_is_not_said(text, cue):
    assert cue not in [s.cue.text for s in statements(text) if s.cue]


def test_what_is_addressed_is_a_matter_or_an_audience():
    assert [plain(s)[1] for s in statements("Soto addressed the shortage of beds.")] == ["addressed"]


def test_what_a_body_approves_is_done_and_not_said() -> None:
    assert not statements("The finance ministry has approved 40 million kwacha for land.")
    assert statements("Asked about the mayor, 44 percent approve of her work.")


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The senate endorsed the plan to sell the port.", "supports"),
        ("The senate did not endorse the plan to sell the port.", None),
        ("The guild no longer supports a ban on nets.", None),
        ("The mayor never denied that he had met the donor.", None),
        ("The mayor denied that he had met the donor.", "denies"),
    ],
)
def test_a_negated_cue_has_no_stance_of_its_own(text, stance):
    assert [s.stance for s in statements(text)] == [stance]


@pytest.mark.parametrize(
    "text",
    [
        "Peru recalled its ambassador.",
        "Officials have recalled 14,000 doses of the drug.",
        "The island accepted 3.2 million visitors last year.",
        "Police questioned two suspects.",
        "The mayor dismissed three officers.",
        "The clinic registered 40 cases.",
        "The firm approves a guarantee of 40 million euros.",
        "The clerk shared a picture of the gate.",
        "They put the crew at risk.",
        "The county has yet to say when it will sign the contract.",
        "The county does not know how many wells are dry.",
        "The council has not decided whether to sell the mill.",
        "The trial goes on provided that the port agrees to close for a week.",
        "She came to see what the guild does.",
        "A man spoke on condition that his name be left out.",
        "It is not yet known whether the dam will hold.",
    ],
)
def test_acts_and_open_questions_state_nothing(text):
    assert not [plain(s) for s in statements(text)]


def test_who_is_asked_by_a_reporter_answers():
    found = [plain(s) for s in statements("Asked by a reporter whether the wells were safe, the mayor said most were.")]
    assert found == [("the mayor", "said", "most were")]


def test_what_is_believed_of_somebody_is_one_statement():
    found = [plain(s) for s in statements("The regulator is understood to be considering an inquiry.")]
    assert found == [(None, "is understood", "The regulator | to be considering an inquiry")]


def test_a_cue_inside_speech_takes_nothing_from_behind_it():
    found = [plain(s) for s in statements("\"He said, 'Burn it all,'\" she told the court.")]
    assert not any("she told" in content for _, _, content in found)


def test_an_apposition_leads_to_the_name_before_it():
    text = 'Anna Frost of "Clean Wells", a charity, told the Herald "it looks as if the reply was written before the question".'
    assert any(source.startswith("Anna Frost") for source, cue, _ in [plain(s) for s in statements(text)] if cue == "told")
