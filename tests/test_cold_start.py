"""What a reading costs in memory, measured in a process of its own."""

from __future__ import annotations

import subprocess
import sys

import pytest

SCRIPT = """
import resource, onrecord
sentence = "Kenya pledged 20 million dollars to Somalia on Monday, President Daniel Kiprono said in Nairobi. "
onrecord.read(sentence * 30, published="2026-03-04")
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def test_importing_the_package_does_not_load_the_parser() -> None:
    code = "import sys, onrecord; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.slow
def test_an_article_is_read_within_450_megabytes() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 450 * 1024
