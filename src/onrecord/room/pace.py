"""How often the room is asked: each reader has a bucket of requests that fills again with time (a token bucket)."""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Callable
from time import monotonic

READERS = 10_000
"""Readers that are kept in mind; the one that was longest silent is forgotten first."""


class Pace:
    """A limit on how often each reader may do something.

    Args:
        burst: how often at once.
        per_minute: how often in the long run.
        clock: seconds, for tests.
    """

    def __init__(self, burst: int, per_minute: float, *, clock: Callable[[], float] = monotonic) -> None:
        self.burst = burst
        self.per_second = per_minute / 60
        self.clock = clock
        self.left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, reader: str) -> int:
        """Count one request. Returns 0 where it may go on, else the seconds after which to try again."""
        now = self.clock()
        had, at = self.left.pop(reader, (float(self.burst), now))
        left = min(float(self.burst), had + (now - at) * self.per_second)
        allowed = left >= 1
        self.left[reader] = (left - allowed, now)
        while len(self.left) > READERS:
            self.left.popitem(last=False)
        return 0 if allowed else max(1, math.ceil((1 - left) / self.per_second))
