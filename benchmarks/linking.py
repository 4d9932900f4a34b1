"""Linking of mentions across articles: `python -m benchmarks.linking FOLDER [--errors [--gold]]`, where FOLDER/*.json are unfolding stories.

All stories of the folder are read as a user would read them and added to one ledger; the threads of the ledger are compared with the gold
threads by B-cubed F1 (Bagga and Baldwin 1998) over the gold mentions that the reading found: linking alone is measured. "end to end" counts
what was not found as linked to nothing. A gold mention is found where a commitment's anchor or action, or an event's anchor, overlaps its
words.

A story: {"articles": [{"url", "title", "publisher", "published", "text"}], "threads": [{"id", "kind": "commitment"|"event", "promisor",
..., "mentions": [{"article": index, "words": words that occur once in its text}]}]}.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping
from pathlib import Path
from typing import Any

from benchmarks.gold_mentions import Gold, may_mean, with_gold, with_promisors
from onrecord.articles import read_articles
from onrecord.errors import SourceError
from onrecord.ledger.rows import taken_apart
from onrecord.ledger.store import Store
from onrecord.model import Commitment, Event, Record, Source
from onrecord.pipeline import record_of

KINDS = ("commitment", "event")


def main() -> None:
    """Read, link, compare, print."""
    paths = [a for a in sys.argv[1:] if not a.startswith("--")]
    if len(paths) != 1:
        sys.exit("usage: python -m benchmarks.linking FOLDER [--errors [--gold]]")
    records, gold = read_stories(Path(paths[0]))
    threads = link(records)
    marked = "--gold" in sys.argv
    articles = sum(1 for _ in records)
    print(f"linking: {articles} articles of {len({g.thread.split('#')[0] for g in gold})} stories")
    for kind in KINDS:
        own = [g for g in gold if g.kind == kind]
        found = match(own, records)
        right = {n for n, item in found.items() if isinstance(item, Commitment) and promisor_right(own[n], item, records)}
        report(kind, own, found, threads, right, errors="--errors" in sys.argv and not marked)
        if kind == "commitment":
            report_gold(own, found, records, errors="--errors" in sys.argv and marked)


def read_stories(folder: Path) -> tuple[list[Record], list[Gold]]:
    """The records of all articles of a folder of stories, and the gold mentions."""
    records: list[Record] = []
    gold: list[Gold] = []
    for path in sorted(folder.glob("*.json")):
        story = json.loads(path.read_text(encoding="utf-8"))
        made = [_record(path.stem, article) for article in story["articles"]]
        records.extend(made)
        for thread in story["threads"]:
            for mention in thread["mentions"]:
                article = made[mention["article"]].article
                start = article.text.index(mention["words"])
                gold.append(Gold(
                    f"{path.stem}#{thread['id']}", thread["kind"], thread.get("promisor") or "", thread.get("beneficiary") or "", article.id,
                    article.span(start, start + len(mention["words"])), thread.get("about", ""), mention.get("stage", ""),
                ))  # fmt: skip
    if not records:
        sys.exit(f"{folder}: no stories (*.json) in it.")
    return records, gold


def _record(name: str, article: dict[str, Any]) -> Record:
    source = Source(name, json.dumps(article).encode(), "json")
    made = next(iter(read_articles(source)))
    if isinstance(made, SourceError):
        sys.exit(str(made))
    return record_of(made)


def link(records: list[Record]) -> dict[str, str]:
    """Mention id -> thread id, as a new ledger has them."""
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "stories.db") as store:
        store.add(records, version="benchmark")
        out: dict[str, str] = {}
        for kind in KINDS:
            rows = store.db.execute(f"SELECT m.id, t.id FROM {kind}s m JOIN {kind}_threads t ON t.number = m.thread")
            out.update((row[0], row[1]) for row in rows)
        return out


def match(gold: list[Gold], records: list[Record]) -> dict[int, Commitment | Event]:
    """Gold mention (by its place) -> the mention of the program that overlaps it most, each taken once."""
    by_article = {r.article.id: r for r in records}
    pairs = []
    for n, one in enumerate(gold):
        record = by_article[one.article]
        items: tuple[Commitment, ...] | tuple[Event, ...] = record.commitments if one.kind == "commitment" else record.events
        for item in items:
            spans = [item.anchor, item.action] if isinstance(item, Commitment) else [item.anchor]
            shared = max(min(s.end, one.words.end) - max(s.start, one.words.start) for s in spans)
            if shared > 0:
                pairs.append((-(item.anchor.overlaps(one.words)), -shared, n, item.id, item))
    out: dict[int, Commitment | Event] = {}
    taken: set[str] = set()
    for _, _, n, id, item in sorted(pairs, key=lambda p: p[:4]):
        if n not in out and id not in taken:
            out[n] = item
            taken.add(id)
    return out


def b_cubed(gold: Mapping[int, Hashable], made: Mapping[int, Hashable]) -> tuple[float, float, float]:
    """Precision, recall and F1 of a partition against a gold one of the same mentions."""
    if not gold:
        return 0.0, 0.0, 0.0
    sizes, truths = Counter(made.values()), Counter(gold.values())
    both = Counter((gold[m], made[m]) for m in gold)
    precision = sum(both[gold[m], made[m]] / sizes[made[m]] for m in gold) / len(gold)
    recall = sum(both[gold[m], made[m]] / truths[gold[m]] for m in gold) / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)


def promisor_right(gold: Gold, made: Commitment, records: list[Record]) -> bool:
    """Whether the program read the promisor that the gold thread has: the same state, or names that share a key."""
    record = next(r for r in records if r.article.id == gold.article)
    read = taken_apart(made.promisor, record.parties)
    return any(may_mean(name, party) for name in gold.promisor.split(";") for party in read)


def report(
    kind: str, gold: list[Gold], found: Mapping[int, Commitment | Event], threads: Mapping[str, str], right: set[int], *, errors: bool
) -> None:  # fmt: skip
    """Print the figures of one kind; `right`: the mentions whose promisor was read right."""
    truth = {n: gold[n].thread for n in found}
    made: dict[int, Hashable] = {n: threads.get(item.id, item.id) for n, item in found.items()}
    whole = {n: made.get(n, f"missed {n}") for n in range(len(gold))}
    alone = {n: n for n in found}
    print(f"{kind}s: {len(found)} of {len(gold)} gold mentions found, of {len(set(truth.values()))} threads")
    for name, partition, reference in (
        ("  B-cubed, mentions found", made, truth),
        ("  B-cubed, end to end", whole, {n: g.thread for n, g in enumerate(gold)}),
        ("  nothing linked, for size", alone, truth),
        ("  B-cubed, promisor read right", {n: made[n] for n in right}, {n: truth[n] for n in right}),
    ):
        if not partition:
            continue
        p, r, f = b_cubed(reference, partition)
        print(f"{name:<34} P {p:.3f}  R {r:.3f}  F1 {f:.3f}")
    if kind == "commitment":
        sure = len(list(two_promisors(gold, {n: made[n] for n in right})))
        print(f"  threads that join two promisors  {len(list(two_promisors(gold, made)))}, by promisors read right {sure}")
    if errors:
        show_errors(gold, found, made)


def report_gold(gold: list[Gold], found: Mapping[int, Commitment | Event], records: list[Record], *, errors: bool) -> None:
    """Print the figures of linking alone, in two ways: for the mentions found with their gold promisors, and for all gold mentions."""
    read = {n: item for n, item in found.items() if isinstance(item, Commitment)}
    marked, items = with_gold(records, gold)
    print(f"commitments by gold mentions: {len(gold)} of {len({g.thread for g in gold})} threads")
    for name, own, by in (
        ("  B-cubed, found, promisor put right", read, with_promisors(records, gold, read)),
        ("  B-cubed, gold mentions", items, marked),
    ):
        threads = link(by)
        made: dict[int, Hashable] = {n: threads.get(item.id, item.id) for n, item in own.items()}
        p, r, f = b_cubed({n: gold[n].thread for n in own}, made)
        print(f"{name:<34} P {p:.3f}  R {r:.3f}  F1 {f:.3f}")
        print(f"  threads that join two promisors  {len(list(two_promisors(gold, made)))}")
    if errors:
        show_errors(gold, items, made)


def two_promisors(gold: list[Gold], made: Mapping[int, Hashable]) -> Iterator[tuple[Hashable, set[str]]]:
    """Threads of the ledger whose mentions have gold promisors without one in common."""
    promisors: dict[Hashable, list[set[str]]] = defaultdict(list)
    for n, thread in made.items():
        promisors[thread].append({p.strip() for p in gold[n].promisor.split(";")})
    for thread, names in promisors.items():
        if not set.intersection(*names):
            yield thread, set.union(*names)


def show_errors(gold: list[Gold], found: Mapping[int, Commitment | Event], made: Mapping[int, Hashable]) -> None:
    """Each gold thread that was cut, and each made thread that joins several."""
    by_gold: dict[str, list[int]] = defaultdict(list)
    by_made: dict[Hashable, list[int]] = defaultdict(list)
    for n in found:
        by_gold[gold[n].thread].append(n)
        by_made[made[n]].append(n)
    for thread, members in sorted(by_gold.items()):
        if len({made[n] for n in members}) > 1:
            print(f"\n  CUT {thread}: {gold[members[0]].about}")
            for n in sorted(members, key=lambda n: str(made[n])):
                print(f"      {made[n]}  {_who(found[n])} {found[n].sentence.text!r}")
    for one, members in sorted(by_made.items(), key=lambda x: str(x[0])):
        if len({gold[n].thread for n in members}) > 1:
            print(f"\n  JOINED {one}")
            for n in sorted(members, key=lambda n: gold[n].thread):
                print(f"      {gold[n].thread}  {_who(found[n])} {found[n].sentence.text!r}")


def _who(item: Commitment | Event) -> str:
    if isinstance(item, Commitment):
        whom = item.beneficiary.name if item.beneficiary else "-"
        return f"{item.promisor.name} -> {whom} [{item.stage}; {item.action.text[:60]!r}; {item.amount.words.text if item.amount else ''}]"
    sides = (", ".join(p.name for p in side) or "-" for side in (item.actors, item.recipients))
    return f"{' -> '.join(sides)} [{item.type} {item.status} {item.date.value if item.date else ''} {item.anchor.text!r}]"


if __name__ == "__main__":
    main()
