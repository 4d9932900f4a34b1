"""The pages of a published site: each as a path and its HTML, from what was selected."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args

import markupsafe

from onrecord.charts.ladder import ladder
from onrecord.charts.svg import in_a_file
from onrecord.codebook.countries import country_of_code
from onrecord.ledger.answers import ArticleRead, CommitmentThread, PartyKnown, Step, Story
from onrecord.model import Stage
from onrecord.publishing.drawings import Drawn
from onrecord.publishing.selection import ROLES, Selection
from onrecord.room.lists import COLUMN_NOTES
from onrecord.room.rendering import counted, environment, said, style, text_of
from onrecord.room.saving import style_in_page
from onrecord.version import VERSION
from onrecord.views import figures
from onrecord.views import happenings as wording
from onrecord.views.html import cards_of, chrome_of, pieces, safe_url
from onrecord.views.listing import outlet
from onrecord.views.wording import one_line

OF_A_STAGE = 30
"""Commitments of a stage on the first page; its own page has all."""
OVERDUE = 20
CHANGES = 100
CARDS, ROWS = 200, 500
"""Commitments, or rows of a table, on one page of a list that goes on."""
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
DATE = re.compile(r"\b\d{4}-\d\d-\d\d\b")
DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
DOES = {
    "opens": "{stage}, the first report", "advances": "now {stage}", "reaffirms": "said again", "recalls": "recalled", "resumes": "taken up again: {stage}",
    "delivers part": "delivered in part", "delivers": "delivered", "withdraws": "taken back", "suspends": "put on hold", "refuses": "refused",
    "denies": "a denial", "is hearsay": "hearsay",
}  # fmt: skip
"""What a report does, for readers who know nothing of the program."""


@dataclass(frozen=True, slots=True)
class About:
    """What every page tells.

    Args:
        site: its title. address: where it will stand, with a "/" at its end; "" where that is not known.
        selected: the filters in words; "" for all.
        articles: how many were read. files: the tables of data beside it.
        texts: whether whole articles are shown.
    """

    site: str
    address: str
    selected: str
    articles: int
    files: Sequence[dict[str, Any]]
    texts: bool


class Pages:
    """Draws the pages of a selection.

    Args:
        chosen: what is published.
        about: what every page tells.
    """

    def __init__(self, chosen: Selection, about: About) -> None:
        self.chosen, self.about = chosen, about
        sheet = style() + "\n" + text_of("site.css", "onrecord.publishing")
        self.style = markupsafe.Markup(style_in_page(sheet, "'none'"))
        self.with_script = markupsafe.Markup(style_in_page(sheet, "'none'", "'self'"))

    def index(self) -> Iterator[tuple[str, str]]:
        """The board by stage, and a page for each stage."""
        by_stage: dict[str, list[CommitmentThread]] = {}
        for one in self.chosen.commitments:
            by_stage.setdefault(one.stage, []).append(one)
        stages = [{"stage": s, "note": COLUMN_NOTES.get(s, ""), "count": len(by_stage[s]), "cards": by_stage[s][:OF_A_STAGE]}
                  for s in get_args(Stage) if s in by_stage]  # fmt: skip
        late = sorted((c for c in self.chosen.commitments if c.overdue), key=lambda c: (c.due_by or "", c.id), reverse=True)
        summary = self._summary(len(late))
        yield self._page("index.html", "site_index.html", self.about.site, summary, stages=stages, late=late[:OVERDUE], summary=summary)
        for s, rows in by_stage.items():
            title = s.replace("_", " ").capitalize()
            for path, own, turns in _turned(f"stages/{s}.html", rows, CARDS):
                yield self._page(path, "site_stage.html", title, f"{title}: {counted(len(rows), 'commitment')}.", stage=s, rows=own,
                                 count=len(rows), note=COLUMN_NOTES.get(s, ""), turns=turns)  # fmt: skip

    def commitment(self, story: Story) -> Iterator[tuple[str, str | bytes]]:
        """A commitment with its history, and the drawing of it as a file of its own."""
        head = story.head
        assert isinstance(head, CommitmentThread)
        told = {s.mention_id for s in story.steps}
        sides = {role: self.chosen.sides.get(head.id, {}).get(role, []) for role in ROLES}
        title = head.promisor + (f" → {head.beneficiary}" if head.beneficiary else "")
        history = figures.history_of(story, self.chosen.day)
        described = figures.told_of(history)
        drawn = ladder(history, description=described, href=lambda report: f"#{story.steps[report.n - 1].mention_id}")
        yield f"commitments/{head.id}.svg", in_a_file(ladder(history, description=described, with_words=True))
        yield self._page(
            f"commitments/{head.id}.html", "site_commitment.html", title, f"{head.stage.replace('_', ' ').capitalize()}: {head.action}",
            feed=head.id, followed="this commitment", head=head, story=story, steps=story.steps, by_id={m.id: m for m in story.mentions},
            others=[m for m in story.mentions if m.id not in told], sides=sides, drawn=markupsafe.Markup(drawn),
        )  # fmt: skip

    def party(self, head: PartyKnown) -> Iterator[tuple[str, str]]:
        """A party: what it promised and was promised."""
        sections = [(name, self.chosen.of_party(head.id, role)) for name, role in zip(("Promised", "Was promised"), ROLES, strict=True)]
        count = f"Promised {len(sections[0][1])}, was promised {len(sections[1][1])}."
        every = [(name, one) for name, rows in sections for one in rows]
        for path, own, turns in _turned(f"parties/{head.id}.html", every, CARDS):
            here = [(name, len(rows), [one for n, one in own if n == name]) for name, rows in sections]
            shown = [s for s in here if s[2] or turns["pages"] == 1]
            yield self._page(path, "site_party.html", head.name, count, feed=head.id, followed="this party", head=head, sections=shown, turns=turns)

    def parties(self, found: Sequence[PartyKnown]) -> Iterator[tuple[str, str]]:
        """All parties as a table."""
        rows = [
            [_cell(p.name, f"parties/{p.id}.html"), _cell(p.kind), _cell(country(p.country)),
             *(_cell(str(len(self.chosen.of_party(p.id, role)) or "")) for role in ROLES)] for p in found
        ]  # fmt: skip
        headings = ("name", "kind", "country", "promised", "was promised")
        return self._table("parties.html", "Parties", "Who promised, and who was promised something", headings, rows)

    def article(self, head: ArticleRead) -> tuple[str, str]:
        """The words of an article that are cited; all of its text where that is asked for."""
        cited = sorted({c.id: c for c in self.chosen.cited[head.id]}.values(), key=lambda c: (c.start, c.id))
        shown: list[Any] = []
        if self.about.texts:
            record = self.chosen.record(head.id)
            wanted = {c.id for c in cited}
            marks = [m for card in cards_of(record) if card.id in wanted for m in card.marks]
            shown = list(pieces(record.article.text, [*marks, *chrome_of(record)]))
        name = outlet_of(head)
        title = one_line(head.title or "") or name
        return self._page(
            f"articles/{head.id}.html", "site_article.html", title, f"What {name} of {day_words(head.published)} is cited for.", head=head, cited=cited,
            pieces=shown, outlet_name=name,
        )  # fmt: skip

    def articles(self, found: Sequence[ArticleRead]) -> Iterator[tuple[str, str]]:
        """All cited articles as a table."""
        rows = [
            [_cell(day_words(a.published), is_day=True), _cell(outlet_of(a)), _cell(a.title or "(untitled)", f"articles/{a.id}.html"),
             _cell(str(len({c.commitment.id for c in self.chosen.cited[a.id]})))] for a in found
        ]  # fmt: skip
        return self._table("articles.html", "Articles", "From which it was read", ("date", "outlet", "title", "commitments"), rows)

    def changes(self) -> tuple[str, str]:
        """What changed, the latest first."""
        found = self.chosen.happened(limit=CHANGES + 1)
        rows = [(h, DATE.sub(lambda d: day_words(d[0]), wording.headline(h)), wording.quotations(h)) for h in found[:CHANGES]]
        return self._page("changes.html", "site_changes.html", "What changed", "The latest changes.", rows=rows, more=len(found) > CHANGES)

    def about_page(self) -> tuple[str, str]:
        """How it was made, how to read it, and the data."""
        return self._page(
            "about.html", "site_about.html", "About and data", "How this was made, how to read it, and the data.", files=self.about.files, version=VERSION,
            commitments=len(self.chosen.commitments), selected=self.about.selected,
        )  # fmt: skip

    def drawing(self, drawn: Drawn, every: Sequence[Drawn]) -> Iterator[tuple[str, str | bytes]]:
        """A page of a drawing, and the drawing as a file of its own where there is something to draw."""
        if drawn.alone:
            yield f"charts/{drawn.name}.svg", in_a_file(drawn.alone)
        yield self._page(
            f"{drawn.name}.html", "site_drawing.html", drawn.title, drawn.told, drawn=drawn, drawings=[(d.name, d.title) for d in every],
            svg=markupsafe.Markup(drawn.svg), part="timeline.html",
        )  # fmt: skip

    def search(self, counts: Sequence[int]) -> tuple[str, str]:
        """The search, which a script does; without it the page leads to the lists. It is the one page that may run something."""
        told = "Find commitments, parties and articles by words."
        return self._page("search.html", "site_search.html", "Search", told, counts=counts, policy=self.with_script)

    def _summary(self, late: int) -> str:
        chosen = self.chosen.commitments
        told = [f"{counted(len(chosen), 'commitment')} on record"]
        told += [f"{late:,} overdue"] if late else []
        delivered = sum(c.stage == "delivered" for c in chosen)
        told += [f"{delivered:,} delivered"] if delivered else []
        differ = sum(c.contradictions > 0 for c in chosen)
        told += [f"{differ:,} on which reports differ"] if differ else []
        return ", ".join(told) + f", as of {day_words(self.chosen.day)}."

    def _table(self, path: str, title: str, lead: str, headings: Sequence[str], rows: Sequence[Any]) -> Iterator[tuple[str, str]]:
        for here, own, turns in _turned(path, rows, ROWS):
            yield self._page(here, "site_table.html", title, f"{lead}.", lead=f"{lead}: {len(rows):,}", headings=headings, rows=own, turns=turns)

    def _page(
        self, path: str, template: str, title: str, description: str, *, feed: str = "", followed: str = "all of it", part: str = "",
        policy: markupsafe.Markup | None = None, **given: Any,
    ) -> tuple[str, str]:  # fmt: skip
        root = "../" * path.count("/")
        html = _environment().get_template(template).render(
            style=policy or self.style, root=root, part=part or path, title=one_line(title), site=self.about.site, description=one_line(description)[:300],
            canonical=self.about.address + path if self.about.address else "", feed=feed or f"{root}feed", followed=followed,
            standing=self.chosen.day, articles_read=self.about.articles, **given,
        )  # fmt: skip
        return path, html if html.endswith("\n") else html + "\n"


def _turned(path: str, rows: Sequence[Any], most: int) -> Iterator[tuple[str, Sequence[Any], dict[str, Any]]]:
    """A list in pages of so many rows, at least one: the path of each, its rows, and where it turns over to."""
    pages = max(1, -(-len(rows) // most))
    names = [path if n == 1 else f"{path.removesuffix('.html')}-{n}.html" for n in range(1, pages + 1)]
    for n, name in enumerate(names):
        beside = {word: names[at].rpartition("/")[2] if 0 <= at < pages else "" for word, at in (("previous", n - 1), ("next", n + 1))}
        yield name, rows[n * most : (n + 1) * most], {"page": n + 1, "pages": pages, **beside}


def day_words(value: str | None) -> str:
    """A date as people write it: "2 Mar 2026", "Mar 2026"; words stay words."""
    found = DAY.fullmatch((value or "").strip()[:10])
    if found is None:
        return value or "undated"
    year, month, date = found.groups()
    if month is not None and not 1 <= int(month) <= 12:
        return value or ""
    return " ".join(([str(int(date))] if date else []) + ([MONTHS[int(month) - 1]] if month else []) + [year])


def day(value: str | None) -> markupsafe.Markup:
    """The same for a page."""
    if not value or DAY.fullmatch(value) is None:
        return markupsafe.Markup("<span>{}</span>").format(value or "undated")
    return markupsafe.Markup('<time datetime="{}">{}</time>').format(value, day_words(value))


def does(step: Step) -> str:
    """What a report does to a commitment, in plain words."""
    if step.does == "denies" and step.denies is not None:
        return f"denies report {step.denies}"
    return DOES.get(step.does, step.does).format(stage=step.stage.replace("_", " "))


def dated(value: str | None) -> markupsafe.Markup:
    """A due date, which may be an interval or words."""
    ends = (value or "").split("/")
    if all(DAY.fullmatch(e) for e in ends):
        return markupsafe.Markup(" to ").join(day(e) for e in ends)
    return said(value, 120)


def country(code: str | None) -> str:
    """A country by its name."""
    found = country_of_code(code) if code else None
    return found.name if found else "international" if code == "IGO" else code or ""


def outlet_of(article: ArticleRead) -> str:
    """Who published an article, or by what name it goes."""
    return outlet(article.publisher or article.url or article.source)


def _cell(text: str | None, href: str = "", *, is_day: bool = False) -> dict[str, Any]:
    return {"text": text or "", "href": href, "day": is_day}


@cache
def _environment() -> Any:
    env = environment("onrecord.publishing")
    filters: dict[str, Callable[..., Any]] = {
        "day": day, "day_words": day_words, "dated": dated, "web": safe_url, "country": country, "does": does,
    }  # fmt: skip
    env.filters.update(filters)
    return env
