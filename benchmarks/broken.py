"""Feed 300 broken inputs through the whole left half; count what became of them.

    python benchmarks/broken.py [--only KIND] [--count N] [--seed S]

Each is written to a file, brought in, read, parsed, attributed and resolved, one at a time. What comes out must be
reports or a rejection with its reason, within ten seconds. Exits with 1 where one crashed or took longer.
"""

import argparse
import faulthandler
import json
import random
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from reportedly import ingest, models, pipeline, settings
from reportedly.records import Given, Rejection

LIMIT_S = 10
_STUCK_S = 120  # nothing in Python runs any more: say where, and end

_SENTENCES = (
    "The river board said on Tuesday that about 300 homes were cut off near Brennock.",
    "“We saw it coming,” said Mara Quist, who heads the board, “and nobody listened.”",
    "According to Radio Kess, citing two officials, the dam could fail within days.",
    "At least 12 people were hurt, the police told the Oss Courier.",
    "The mayor denied that the warning had reached the town.",
)

Made = tuple[str, bytes]
"""A file's name and its bytes."""


def article(draw: random.Random, sentences: int = 12) -> str:
    """Return some plausible news text."""
    return " ".join(draw.choice(_SENTENCES) for _ in range(sentences))


def page(body: str, *, charset: str | None = "utf-8", title: str = "Dam near Brennock may fail") -> str:
    """Return an HTML page around a body."""
    meta = f'<meta charset="{charset}">' if charset else ""
    head = f"<head>{meta}<title>{title}</title></head>"
    return f"<!doctype html><html>{head}<body><article><p>{body}</p></article></body></html>"


# ------------------------------------------------------------------ what can be wrong


def empty(draw: random.Random) -> Made:
    """Nothing, or nothing but blanks, marks or bare tags."""
    body = draw.choice(
        (b"", b" ", b"\n" * 50, b"\xef\xbb\xbf", b"\xff\xfe", b"<html></html>", b"<!-- -->", b"...", b"\x00")
    )
    return draw.choice(("a.html", "a.txt", "a.jsonl")), body


def binary(draw: random.Random) -> Made:
    """Bytes that are no text, under a text's name."""
    head = draw.choice(
        (b"", b"%PDF-1.7\n", b"\x89PNG\r\n\x1a\n", b"PK\x03\x04", b"\x1f\x8b\x08", b"\x7fELF", b"<html>")
    )
    return draw.choice(("a.html", "a.txt", "a.jsonl", "a.htm")), head + draw.randbytes(draw.choice((10, 5000, 300_000)))


def truncated(draw: random.Random) -> Made:
    """A page that ends anywhere: in a tag, an entity, a script, a character."""
    script = "<script>var a = '</p>';" if draw.random() < 0.5 else "<!-- ad"
    whole = page(f"{article(draw)} caf\u00e9 &amp; <a href='x'>more</a>{script}").encode()
    return "a.html", whole[: draw.randrange(1, len(whole))]


def wrong_charset(draw: random.Random) -> Made:
    """Text in one encoding that says it is in another, or in none there is."""
    really = draw.choice(
        ("utf-16", "utf-16-le", "latin-1", "koi8-r", "shift_jis", "gb18030", "utf-32", "cp1252", "utf-7")
    )
    says = draw.choice(("utf-8", "ascii", "utf-16", "iso-8859-1", "no-such-charset", "big5", "x" * 500, "", None))
    text = page(article(draw) + " caf\u00e9 \u0414\u0430\u043c\u0431\u0430", charset=says)
    return draw.choice(("a.html", "a.txt")), text.encode(really, "replace")


def huge(draw: random.Random) -> Made:
    """Fifty megabytes: one text, one page, one tag, one attribute."""
    size = 50_000_000
    filler = draw.choice(
        (article(draw).encode() + b"\n", b"<p>" + article(draw).encode() + b"</p>", b"<", b"a", b"\n", b"&amp;")
    )
    body = (filler * (size // len(filler) + 1))[:size]
    return draw.choice((("a.html", page("X").encode().replace(b"X", body)), ("a.txt", body)))


def nested(draw: random.Random) -> Made:
    """Ten thousand tags inside one another, closed or not."""
    tags = draw.choice(
        (("div",), ("span",), ("b",), ("blockquote",), ("table", "tr", "td"), ("ul", "li"), ("a",), ("font", "p"))
    )
    opening = "".join(f"<{tags[n % len(tags)]}>" for n in range(10_000))
    closing = "".join(f"</{tags[n % len(tags)]}>" for n in reversed(range(10_000))) if draw.random() < 0.5 else ""
    inside = article(draw) if draw.random() < 0.8 else ""
    return "a.html", page(f"{article(draw)}{opening}{inside}{closing}{article(draw)}").encode()


def long_line(draw: random.Random) -> Made:
    """One line of a megabyte, or of as much as is just still read."""
    size = draw.choice((1_000_000, 1_000_000, 1_000_000, 100_000))
    piece = draw.choice(
        (
            article(draw) + " ",
            "a",
            "said ",
            "\u201c",
            '"',
            "1",
            "1,000 ",
            "a,",
            "(",
            "Mr. ",
            "that he said that ",
            "- ",
            "\u0301",
            "\U0001f600",
        )
    )
    text = (piece * (size // len(piece) + 1))[:size]
    return draw.choice((("a.html", page(text).encode()), ("a.txt", text.encode())))


def nuls(draw: random.Random) -> Made:
    """NULs and other control characters among the words, and in the tags."""
    words = article(draw)
    bad = draw.choice(("\x00", "\x00\x00\x00", "\x08", "\x1b[31m", "\x7f", "\u2028", "\ufeff", "\u202e"))
    at = sorted(draw.sample(range(len(words)), 20))
    text = bad.join(words[a:b] for a, b in zip([0, *at], [*at, len(words)], strict=True))
    name, body = draw.choice(
        (("a.txt", text), ("a.html", page(text)), ("a.html", page(text).replace("<p", f"<p{bad}")))
    )
    return name, body.encode()


def surrogates(draw: random.Random) -> Made:
    """Halves of characters, raw, escaped in JSON, and as references in HTML."""
    half = chr(draw.randrange(0xD800, 0xE000))
    text = article(draw).replace(" ", f" {half}", 5)
    line = json.dumps({"id": "x", "outlet": f"Oss {half}", "title": half, "text": text, "published": "2025-03-04"})
    escaped = page(article(draw).replace(" ", f" &#{ord(half)};", 5), title=f"&#x{ord(half):x};")
    return draw.choice(
        (
            ("a.txt", text.encode("utf-8", "surrogatepass")),
            ("a.html", page(text).encode("utf-8", "surrogatepass")),
            ("a.html", text.encode("utf-16", "surrogatepass")),
            ("a.html", escaped.encode()),
            ("a.jsonl", line.encode()),
        )
    )


KINDS: dict[str, tuple[Callable[[random.Random], Made], int]] = {
    "empty": (empty, 36),
    "binary": (binary, 36),
    "truncated HTML": (truncated, 40),
    "wrong charset": (wrong_charset, 40),
    "50 MB": (huge, 12),
    "10,000 nested tags": (nested, 30),
    "one 1-MB line": (long_line, 36),
    "NULs": (nuls, 35),
    "lone surrogates": (surrogates, 35),
}


# ------------------------------------------------------------------ what becomes of it


class _TooLongError(BaseException):
    """The time is up; no `except Exception` on the way may catch it."""


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise _TooLongError


def outcome(path: Path) -> tuple[str, str]:
    """Bring one file in and read it; return what became of it, and why."""
    rejections: list[Rejection] = []
    start = time.perf_counter()
    signal.setitimer(signal.ITIMER_REAL, LIMIT_S)
    faulthandler.dump_traceback_later(_STUCK_S, exit=True)
    try:
        captures = ingest.captures([str(path)], settings=settings.load(), given=Given(), reject=rejections.append)
        readings = list(pipeline.readings(captures, models=models.load(), reject=rejections.append))
        reports = sum(len(reading.reports) for reading in readings)
    except _TooLongError:
        return "over 10 s", "".join(traceback.format_exc(limit=-3))
    except Exception:  # whatever it is, it is what we look for
        return "crash", traceback.format_exc(limit=-3)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        faulthandler.cancel_dump_traceback_later()
    if time.perf_counter() - start > LIMIT_S:
        return "over 10 s", "in one step"
    if rejections:
        is_clear = all(rejection.stage and rejection.reason.strip() for rejection in rejections)
        return ("rejection", rejections[0].reason) if is_clear else ("rejection without a reason", "")
    return ("reports", f"{reports}") if readings else ("silence", "neither a reading nor a rejection")


def main() -> None:
    """Print, for each kind of breakage, what became of its inputs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", choices=KINDS, help="one kind of breakage")
    parser.add_argument("--count", type=int, metavar="N", help="inputs of each kind; default: 300 in all")
    parser.add_argument("--seed", type=int, default=1, metavar="S")
    arguments = parser.parse_args()
    signal.signal(signal.SIGALRM, _stop)
    models.load()
    total: Counter[str] = Counter()
    for kind, (make, count) in KINDS.items():
        if arguments.only in (None, kind):
            found, slowest = run(kind, make, arguments.count or count, arguments.seed)
            total += found
            print(
                f"{kind:20} {', '.join(f'{n} {what}' for what, n in found.items())}; slowest {slowest:.1f} s",
                flush=True,
            )
    print(f"{'all':20} {', '.join(f'{n} {what}' for what, n in total.items())}")
    sys.exit(0 if set(total) <= {"rejection", "reports"} else 1)


def run(kind: str, make: Callable[[random.Random], Made], count: int, seed: int) -> tuple[Counter[str], float]:
    """Return how many inputs of a kind came to what, and the seconds the slowest took."""
    found: Counter[str] = Counter()
    slowest = 0.0
    for number in range(count):
        with tempfile.TemporaryDirectory() as folder:
            name, body = make(random.Random(f"{kind} {seed} {number}"))
            path = Path(folder) / name
            path.write_bytes(body)
            start = time.perf_counter()
            what, why = outcome(path)
            slowest = max(slowest, time.perf_counter() - start)
        found[what] += 1
        if what not in ("rejection", "reports"):
            print(f"--- {kind}, number {number} ({name}, {len(body):,} bytes): {what}\n{why}", file=sys.stderr)
    return found, slowest


if __name__ == "__main__":
    main()
