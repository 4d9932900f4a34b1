"""All benchmarks: `python -m benchmarks.run GOLD SCORER DOCUMENT` predicts, scores, and writes the table of DOCUMENT.

Args:
    GOLD: the folder of the development sets.
    SCORER: the scorer, a program called with a task, the gold and the predictions.
    DOCUMENT: the Markdown file to write. What stands above the line `<!-- figures -->` in it is kept.
"""

from __future__ import annotations

import datetime
import os
import platform
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

TASKS = {
    "articles": ("articles", "articles/gold"),
    "relations": ("relations/plv_dev.jsonl", "relations/plv_dev.jsonl"),
    "attribution": ("attribution/polnear_dev.jsonl", "attribution/polnear_dev.jsonl"),
    "times": ("times/meantime_dev.jsonl", "times/meantime_dev.jsonl"),
    "places": ("places/lgl_dev.jsonl", "places/lgl_dev.jsonl"),
    "passages": ("passages/passages_dev.jsonl", "passages/passages_dev.jsonl"),
}
"""Task -> (input of the benchmark, gold of the scorer), below GOLD."""
LINE = "<!-- figures: written by `make bench` -->"
END = "<!-- what follows takes hours to measure and is written by hand -->"


def main() -> None:
    """Run the tasks one after another and write the document."""
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    gold, scorer, document = map(Path, sys.argv[1:])
    if not gold.is_dir() or not scorer.exists():
        sys.exit(f"{gold} or {scorer} is missing. Say where they are: make bench GOLD=folder SCORE=score.py")
    sections = [section(task, gold, scorer) for task in TASKS] + [speed(gold), linking()]
    text = document.read_text(encoding="utf-8") if document.exists() else "# Benchmarks\n\n"
    kept, after = text.split(LINE)[0], text.partition(END)[2].lstrip()
    # A figure without its date says nothing.
    today = datetime.date.today().isoformat()
    where = f"Measured {today} on {os.cpu_count()} CPU cores, Python {platform.python_version()}.\n"
    document.write_text(f"{kept}{LINE}\n\n{where}\n" + "\n".join(sections) + f"\n{END}\n\n{after}", encoding="utf-8")
    print(f"written: {document}", file=sys.stderr)


def section(task: str, gold: Path, scorer: Path) -> str:
    """One task: predict, score, and put the figures beside the peers'."""
    source, labels = TASKS[task]
    with tempfile.TemporaryDirectory() as folder:
        predictions = Path(folder) / "predictions.jsonl"
        said = run([sys.executable, "-m", f"benchmarks.{task}", str(gold / source), str(predictions)], stderr=True)
        figures = run([sys.executable, str(scorer), task, str(gold / labels), str(predictions)])
        classes = by_class(gold, predictions) if task == "attribution" else ""
    speed = next((line for line in said.splitlines() if "CPU-second" in line), "")
    peers = tomllib.loads(Path(__file__).with_name("peers.toml").read_text(encoding="utf-8"))[task]
    table = ["| peer | " + " | ".join(peers["columns"]) + " |", "|---" * (len(peers["columns"]) + 1) + "|"]
    table += ["| " + " | ".join(row) + " |" for row in peers["rows"]]
    command = f"python -m benchmarks.{task} GOLD/{source} OUT && score.py {task} GOLD/{labels} OUT"
    measured = figures.rstrip() + (f"\n{speed}" if speed else "")
    if task == "relations":
        measured += f"\n\nwith --rules-only, without the learned coder:\n{rules_alone(gold / source, gold / labels, scorer)}"
    measured += classes
    print(f"--- {task}\n{measured}", file=sys.stderr)
    return f"## {task}\n\n`{command}`\n\n```\n{measured}\n```\n\n" + "\n".join(table) + "\n"


def rules_alone(source: Path, labels: Path, scorer: Path) -> str:
    """The figures of relations without the learned coder."""
    with tempfile.TemporaryDirectory() as folder:
        predictions = Path(folder) / "predictions.jsonl"
        run([sys.executable, "-m", "benchmarks.relations", str(source), str(predictions), "--rules-only"])
        return run([sys.executable, str(scorer), "relations", str(labels), str(predictions)]).splitlines()[0]


def by_class(gold: Path, predictions: Path) -> str:
    """The figures of attribution by the act of the cue, on the development set and on further articles where they are at hand."""
    parts = []
    for name, made in (("polnear_dev", [str(predictions)]), ("polnear_more", [])):
        articles = gold / "attribution" / f"{name}.jsonl"
        if articles.exists():
            figures = run([sys.executable, "-m", "benchmarks.cue_classes", str(articles), *made]).rstrip()
            parts.append(f"\n\n`python -m benchmarks.cue_classes GOLD/attribution/{name}.jsonl`, asked for: .65 each\n{figures}")
    return "".join(parts)


def speed(gold: Path) -> str:
    """The whole reading beside spaCy's full pipeline alone."""
    figures = run([sys.executable, "-m", "benchmarks.speed", str(gold / "articles" / "text")]).rstrip()
    print(f"--- speed\n{figures}", file=sys.stderr)
    return f"## speed\n\n`python -m benchmarks.speed GOLD/articles/text`; asked for: 0.8, and under 500 MB.\n\n```\n{figures}\n```\n"


def linking() -> str:
    """Linking across articles, on the project's own stories: the test half was read by nobody who set a threshold."""
    parts = [
        "## linking\n\nOn the project's own stories. \"Promisor read right\" is linking alone: on the rest the reading gave the mention to somebody else. "
        "Asked for: .85 for commitments, .80 for events.\n"
    ]
    for half in ("test", "dev"):
        command = f"python -m benchmarks.linking benchmarks/stories/{half}"
        figures = run([sys.executable, "-m", "benchmarks.linking", f"benchmarks/stories/{half}"]).rstrip()
        print(f"--- {command}\n{figures}", file=sys.stderr)
        parts.append(f"`{command}`\n\n```\n{figures}\n```\n")
    return "\n".join(parts)


def run(command: list[str], *, stderr: bool = False) -> str:
    """What a command printed; its failure ends the run with what it said."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{done.stderr}")
    return done.stderr if stderr else done.stdout


if __name__ == "__main__":
    main()
