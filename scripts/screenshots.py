"""Pictures of the pages of the reading room and of a published site for docs/images, taken in Chromium over the demo's ledger: `make screenshots`.

Each is written as a PNG of at most 256 colours, so that it stays small. The ledger is made anew in a temporary folder; reviews of two made-up
people show what a dispute looks like.
"""

from __future__ import annotations

import struct
import sys
import tempfile
import zlib
from base64 import b64decode
from importlib import resources
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests" / "browser"))

from chromium import DESKTOP, PHONE, Reader, chromium, missing, reading_room  # noqa: E402

from onrecord.keeping import Ledger  # noqa: E402
from onrecord.publishing.publish import publish  # noqa: E402

LARGEST = 150_000
"""Bytes of a picture."""
SITE = (1100, 900)
HIGHEST = {DESKTOP[0]: 1000, PHONE[0]: 1400, SITE[0]: 900}
"""Pixels down from the top that a picture shows, by its width."""

ON_A_PHONE = ("board", "commitment", "article", "disputed", "join")
"""Pages of which there is a second picture, as a phone shows them."""


def main() -> None:
    """Take all pictures."""
    why = missing()
    if why:
        raise SystemExit(f"no pictures were taken: {why}")
    images = ROOT / "docs" / "images"
    with tempfile.TemporaryDirectory() as folder:
        ledger = Ledger(Path(folder) / "demo.db")
        with resources.as_file(resources.files("onrecord.demo").joinpath("articles")) as articles:
            ledger.add(articles)
        publish(ledger.path, Path(folder) / "site")
        pages = pages_of(ledger)
        with reading_room(ledger.path) as base, chromium(Path(folder) / "profile") as driver:
            of_the_site(Reader(driver, (Path(folder) / "site").as_uri()), images)
            reader = Reader(driver, base)
            for name, path in pages.items():
                for size in (DESKTOP, PHONE) if name in ON_A_PHONE else (DESKTOP,):
                    data = picture(reader, path, size)
                    if len(data) > LARGEST:
                        raise SystemExit(f"{name} at {size[0]} pixels has {len(data):,} bytes; at most {LARGEST:,} are kept")
                    (images / f"room-{name}-{size[0]}.png").write_bytes(data)
                    print(f"room-{name}-{size[0]}.png {len(data):,}")


def of_the_site(reader: Reader, images: Path) -> None:
    """The first page of a published site, a drawing, and a search."""
    for name, path in {"index": "/index.html", "actors": "/actors.html", "search": "/search.html#q=norway"}.items():
        data = picture(reader, path, SITE)
        if len(data) > LARGEST:
            raise SystemExit(f"the site's {name} has {len(data):,} bytes; at most {LARGEST:,} are kept")
        (images / f"site-{name}-{SITE[0]}.png").write_bytes(data)
        print(f"site-{name}-{SITE[0]}.png {len(data):,}")


def pages_of(ledger: Ledger) -> dict[str, str]:
    """The pages by the names of their pictures, after a few reviews."""
    busiest = max(ledger.commitments(), key=lambda c: (c.mentions, c.id))
    first = ledger.show(busiest.id).mentions[0]
    days = sorted({step.date for step in ledger.show(busiest.id).steps if step.date})
    between = days[len(days) // 2]
    story = max(ledger.articles(), key=lambda a: (a.commitments, a.id))
    event = max(ledger.events(), key=lambda e: (e.mentions, e.id))
    party = max(ledger.parties(), key=lambda p: (p.promises + p.acts + p.statements, p.id))
    statement = ledger.statements()[0]
    ledger.accept(first.id, who="Ana", why="the ministry's own page")
    ledger.vote(first.id, "wrong", who="Ben", why="that was another loan")
    ledger.comment(first.id, "Which of the two loans is meant here?", who="Eve")
    return {
        "board": "/", "table": "/commitments", "commitment": f"/commitments/{busiest.id}", "article": f"/articles/{story.id}",
        "events": "/events", "event": f"/events/{event.id}", "statements": "/statements", "statement": f"/statements/{statement.id}",
        "articles": "/articles", "parties": "/parties", "party": f"/parties/{party.id}", "search": "/search?q=loan",
        "disputed": "/disputed", "reviews": "/reviews", "join": f"/join/{busiest.id}", "slider": f"/?as_of={between}",
        "timeline": "/timeline", "actors": "/actors", "map": "/map", "counted": "/table/events",
    }  # fmt: skip


def picture(reader: Reader, path: str, size: tuple[int, int]) -> bytes:
    """A page from its top down."""
    reader.sized((size[0], HIGHEST[size[0]]))
    reader.open(path)
    if "#q=" in path:
        reader.until(lambda: reader.one("#told").text)
    whole = reader.driver.execute_cdp_cmd("Page.getLayoutMetrics", {})["cssContentSize"]["height"]
    clip = {"x": 0, "y": 0, "width": size[0], "height": min(whole, HIGHEST[size[0]]), "scale": 1}
    taken = reader.driver.execute_cdp_cmd("Page.captureScreenshot", {"format": "png", "clip": clip, "captureBeyondViewport": True})
    return in_few_colours(b64decode(taken["data"]))


def in_few_colours(png: bytes) -> bytes:
    """A picture with its 256 most frequent colours, each other one replaced by the nearest of them."""
    width, height, pixels = _pixels(png)
    counts: dict[int, int] = {}
    for one in pixels:
        counts[one] = counts.get(one, 0) + 1
    palette = sorted(counts, key=lambda c: (-counts[c], c))[:256]
    index = {colour: n for n, colour in enumerate(palette)}
    for colour in counts:
        if colour not in index:
            index[colour] = min(range(len(palette)), key=lambda n: sum((a - b) ** 2 for a, b in zip(_rgb(colour), _rgb(palette[n]), strict=True)))
    rows = b"".join(b"\x00" + bytes(index[p] for p in pixels[y * width : (y + 1) * width]) for y in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    colours = b"".join(bytes(_rgb(c)) for c in palette)
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(k, d) for k, d in ((b"IHDR", head), (b"PLTE", colours), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b"")))


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _rgb(colour: int) -> tuple[int, int, int]:
    return colour >> 16, colour >> 8 & 255, colour & 255


def _pixels(png: bytes) -> tuple[int, int, list[int]]:
    """Width, height and colours of a PNG as Chromium writes it: 8 bits, RGB or RGBA, not interlaced."""
    at, data, width, height, size = 8, b"", 0, 0, 3
    while at < len(png):
        length, kind = struct.unpack(">I4s", png[at : at + 8])
        body = png[at + 8 : at + 8 + length]
        if kind == b"IHDR":
            width, height, depth, colour = struct.unpack(">IIBB", body[:10])
            assert depth == 8
            size = {2: 3, 6: 4}[colour]
        elif kind == b"IDAT":
            data += body
        at += 12 + length
    raw, stride = zlib.decompress(data), width * size
    before, pixels = bytearray(stride), []
    for y in range(height):
        row = _unfiltered(raw[y * (stride + 1)], bytearray(raw[y * (stride + 1) + 1 : (y + 1) * (stride + 1)]), before, size)
        pixels += [row[x] << 16 | row[x + 1] << 8 | row[x + 2] for x in range(0, stride, size)]
        before = row
    return width, height, pixels


def _unfiltered(kind: int, row: bytearray, above: bytearray, size: int) -> bytearray:
    """A row of a PNG before it was filtered (PNG specification, section 9)."""
    for x in range(len(row)):
        left = row[x - size] if x >= size else 0
        corner = above[x - size] if x >= size else 0
        if kind == 1:
            row[x] = row[x] + left & 255
        elif kind == 2:
            row[x] = row[x] + above[x] & 255
        elif kind == 3:
            row[x] = row[x] + (left + above[x]) // 2 & 255
        elif kind == 4:
            guess = left + above[x] - corner
            nearest = min((abs(guess - left), 0, left), (abs(guess - above[x]), 1, above[x]), (abs(guess - corner), 2, corner))[2]
            row[x] = row[x] + nearest & 255
    return row


if __name__ == "__main__":
    main()
