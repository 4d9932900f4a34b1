"""All that a ledger holds on one id, for the terminal: a commitment's history, an event's reports, an article's items, a party."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from onrecord.ledger.answers import (
    ArticleRead,
    CommitmentThread,
    Difference,
    EventThread,
    Evidence,
    Mention,
    PartyKnown,
    StatementMade,
    Step,
    Story,
)  # fmt: skip
from onrecord.model.summary import QUESTIONS
from onrecord.views import wording
from onrecord.views.cards import Style
from onrecord.views.listing import outlet

WIDTH = 100


def card(story: Story, style: Style) -> str:
    """The card of a story: how it stands, what was reported, where reports differ, why they are taken for one, what people said.

    Returns:
        several lines, the last without a line break.
    """
    lines = list(head_lines(story, style))
    if story.steps:
        lines += ["", style.bold("History"), *(line for s in story.steps for line in _step(s, style))]
    elif story.mentions and story.kind != "statement":
        lines += ["", style.bold({"party": "On record", "article": "Items"}.get(story.kind, "Reports"))]
        lines += [line for m in story.mentions for line in _mention(m, style)]
    if story.differences:
        lines += ["", style.bold("Reports that differ"), *(line for d in story.differences for line in _difference(d, style))]
    if story.links:
        lines += ["", style.bold("Why they are taken for one")]
        lines += [f"  {x.mention_id[:10]} = {x.other_id[:10]}  {x.score:.2f}  {x.why}" for x in story.links]
    if story.copies:
        lines += ["", style.bold("Copies")]
        lines += [f"  {c.published or 'undated'}  {c.publisher or c.title or c.id}: {c.why}" for c in story.copies]
    if story.reviews:
        lines += ["", style.bold("Reviews")]
        lines += [line for r in story.reviews for line in [_review(r)]]
    if story.evidence:
        lines += ["", style.bold("Evidence"), *_evidence(story.evidence, style)]
        for mention, paragraph in story.context:
            lines += ["", style.dim(f"  {mention}"), *_wrapped(paragraph, "  ")]
    return "\n".join(lines)


def head_lines(story: Story, style: Style) -> Iterator[str]:
    """What a story is of, in its first line, and how that stands."""
    head = story.head
    as_of = f" on {story.as_of}" if story.as_of else ""
    if isinstance(head, CommitmentThread):
        whom = f" -> {head.beneficiary}" if head.beneficiary else ""
        since = f" since {head.stage_since}" if head.stage_since else ""
        yield f"{style.kind('commitment')} {style.bold(head.promisor + whom)} · {style.stage(head.stage)}{since}{as_of}"
        yield from _wrapped(head.action, "  ")
        yield from _facts(_commitment_facts(head))
    elif isinstance(head, EventThread):
        whom = f" -> {head.recipient}" if head.recipient else ""
        status = "" if head.status == "actual" else f" · {style.stage(head.status)}"
        code = head.type + (f" {head.mode}" if head.mode else "")
        yield f"{style.kind('event')} {code} · {style.bold((head.actor or '(not said)') + whom)}{status}{as_of}"
        yield from _wrapped(head.words, "  ")
        amount = wording.measured(head.amount, head.unit) if head.amount is not None else ""
        facts = [head.date or "", head.place or "", amount, head.certainty, f"CAMEO {head.cameo}"]
        yield from _facts([*facts, _reports(head.reports, head.outlets)])
    elif isinstance(head, StatementMade):
        yield f"{style.kind('statement')} {style.bold(head.speaker or '(no source named)')} · {head.cue or ''} · {head.published or 'undated'}"
        yield from _wrapped(head.content, "  ")
    elif isinstance(head, ArticleRead):
        yield style.bold(wording.one_line(head.title or head.source))
        copy = f"copy of {head.report_id}" if head.is_copy else ""
        yield from _facts([head.publisher or "", head.published or "undated", head.byline or "", head.url or head.source, copy])
        for question in QUESTIONS:
            if answer := getattr(head, question):
                yield from _wrapped(f"{question:<6} {answer}", "  ")
    else:
        assert isinstance(head, PartyKnown)
        yield f"{style.bold(head.name)} · {head.kind}" + (f" · {head.country}" if head.country else "")
        counts = f"{head.promises} promises · {head.receives} made to it · {head.acts} acts · {head.acted_upon} acted upon"
        counts += f" · {head.statements} statements"
        yield from _facts([counts, f"also: {head.spellings}" if head.spellings else "", f"Wikidata {head.wikidata}" if head.wikidata else ""])
    yield style.dim(f"  {head.id}")


def _commitment_facts(head: CommitmentThread) -> list[str]:
    amount = ""
    if head.amount is not None:
        whole = wording.measured(head.amount, head.unit)
        amount = f"{wording.magnitude(head.delivered)} of {whole} delivered" if head.delivered is not None else whole
    elif head.delivered is not None:
        amount = f"{wording.measured(head.delivered, head.unit)} delivered"
    due = f"due {head.due}" + (" (OVERDUE)" if head.overdue else "") if head.due else ""
    condition = f"on condition: {wording.one_line(head.condition)}" if head.condition else ""
    certainty = "" if head.certainty == "asserted" else head.certainty
    return [amount, due, condition, head.instrument or "", certainty, _reports(head.reports, head.outlets)]


def _reports(reports: int, outlets: int) -> str:
    return f"{reports} report{'s' * (reports != 1)}, {outlets} outlet{'s' * (outlets != 1)}"


def _facts(facts: list[str]) -> Iterator[str]:
    told = [f for f in facts if f]
    if told:
        yield from _wrapped(" · ".join(told), "  ")


def _step(step: Step, style: Style) -> Iterator[str]:
    told = f"tells {step.told_stage.replace('_', ' ')}"
    facts = [step.does if step.denies is None else f"{step.does} {step.denies}", told]
    if step.told_amount is not None:
        facts.append(wording.measured(step.told_amount, step.told_unit))
    facts += [f"due {step.told_due}"] if step.told_due else []
    facts += [f"on condition: {wording.one_line(step.told_condition)}"] if step.told_condition else []
    if step.certainty != "asserted":
        facts.append(f"{step.certainty}{', ' + step.said_by if step.said_by else ''}")
    review = "" if step.review == "unreviewed" else f" · {step.review}"
    yield f"{step.n:>3}  {step.date or 'undated':<10}  {style.stage(step.stage)}  {wording.one_line(outlet(step.outlets))}{review}"
    yield from _wrapped(" · ".join(facts), "       ")
    yield from _wrapped(step.words, "       ")


def _mention(mention: Mention, style: Style) -> Iterator[str]:
    whom = f" -> {mention.whom}" if mention.whom else ""
    facts = [mention.what, mention.standing or "", mention.day or "", mention.place or ""]
    who = style.bold((mention.who or "(not said)") + whom)
    yield f"  {mention.date or 'undated':<10}  {who}  {wording.one_line(outlet(mention.publisher))}  {style.dim(mention.id)}"
    yield from _wrapped(" · ".join(f for f in facts if f), "       ")
    yield from _wrapped(mention.words, "       ")


def _difference(one: Difference, style: Style) -> Iterator[str]:
    left = f"{one.value}  ({outlet(one.publisher) or 'unknown'}, {one.published or 'undated'})"
    right = f"{one.other_value}  ({outlet(one.other_publisher) or 'unknown'}, {one.other_published or 'undated'})"
    yield f"  {one.field}: {left}  |  {right}"


def _review(review: object) -> str:
    from onrecord.ledger.answers import ReviewMade

    assert isinstance(review, ReviewMade)
    change = f" {review.field}: {review.old or '(none)'} -> {review.new or '(none)'}" if review.field else ""
    why = f" ({review.why})" if review.why else ""
    undone = " [undone]" if review.undone else ""
    return f"  {review.number:>3}  {review.at}  {review.who}  {review.action} {review.item_id}{change}{why}{undone}"


def _evidence(evidence: tuple[Evidence, ...], style: Style) -> Iterator[str]:
    last = ""
    for one in evidence:
        if one.mention_id != last:
            last = one.mention_id
            yield style.dim(f"  {last}")
        words = f" “{wording.one_line(one.words)}” [{one.start}:{one.end}]" if one.words is not None and one.start is not None else ""
        yield f"    {one.field:<12} {wording.one_line(one.value)}" + style.dim(words + (f"   {one.basis}" if one.basis else ""))


def _wrapped(text: str, indent: str) -> list[str]:
    return textwrap.wrap(wording.one_line(text), WIDTH, initial_indent=indent, subsequent_indent=indent, break_long_words=False)
