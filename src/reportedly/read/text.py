"""Bytes to text, and text given as text: it stays as it is, code point for code point."""

import codecs
import re

from msgspec import Struct

from reportedly.errors import ReadError
from reportedly.read import dates
from reportedly.read.furniture import Line, is_sentence, lines
from reportedly.records import Capture, Stamp

MAX_LETTERS = 2_000_000  # of a text; no article is longer

_TOP_LINES = 14  # lines near the top that may show the page's date
_TOP_LINE_MAX = 160
_UNPRINTABLE = re.compile("[\x00\ud800-\udfff]")
_FEW_BROKEN = 0.1  # of the letters beyond ASCII: so much damage leaves a text UTF-8
_CONTROL = re.compile("[\x01-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f�]")
_MAGIC = {
    b"%PDF": "a PDF",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF8": "an image",
    b"\x00\x00\x01\x00": "an image",
    b"RIFF": "a sound, image or video file",
    b"OggS": "a sound or video file",
    b"ID3": "a sound file",
    b"PK\x03\x04": "a ZIP or office file",
    b"\xd0\xcf\x11\xe0": "an office file",
    b"\x1f\x8b": "a compressed file",
    b"BZh": "a compressed file",
    b"\xfd7zXZ": "a compressed file",
    b"\x28\xb5\x2f\xfd": "a compressed file",
    b"Rar!": "a compressed file",
    b"\x7fELF": "a program",
    b"MZ\x90": "a program",
    b"\x00asm": "a program",
    b"SQLite format": "a database",
    b"wOF2": "a font",
}
_BOMS = {
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}


class Draft(Struct, frozen=True):
    """What a page says of itself, before it is put beside what is known from elsewhere."""

    text: str
    headline: str | None = None
    url: str | None = None  # its canonical address, if of the same site
    site_name: str | None = None
    authors: str | None = None
    published: Stamp | None = None
    modified: Stamp | None = None
    looked: str = "in the first lines and the address"  # where a date was looked for


def refuse_binary(capture: Capture) -> None:
    """Raise where the bytes are nothing that can be read as text.

    Raises:
        ReadError: they are none, or of a known other format, or full of NULs.
    """
    head = capture.body[:4_096]
    if not head.strip():
        raise ReadError(capture.address, "it is empty; check the address, or give the text itself")
    for magic, what in _MAGIC.items():
        if head.startswith(magic):
            raise ReadError(capture.address, f"it is {what}, not a page; give HTML or plain text")
    if not head.startswith(tuple(_BOMS)) and head.count(0) > max(8, len(head) // 10):
        raise ReadError(capture.address, "it is binary, full of NUL bytes; give HTML or plain text")


def decoded(body: bytes, charsets: tuple[str | None, ...]) -> str:
    """Return bytes as text: by their mark, as UTF-8, by the first charset that fits, else as well as can be.

    NUL and lone surrogates become U+FFFD, one for one.
    """
    for mark, name in _BOMS.items():
        if body.startswith(mark):
            return _printable(body.decode(name, "replace"))
    for charset in ("utf-8", *charsets):
        if charset and (text := _tried(body, charset)) is not None:
            return _printable(text)
    text = body.decode("utf-8", "replace")
    if text.count("\ufffd") > _FEW_BROKEN * (len(text) - len(text.encode("ascii", "ignore"))):
        text = body.decode("cp1252", "replace")
    return _printable(text)


def _tried(body: bytes, charset: str) -> str | None:
    try:
        return body.decode(charset, "surrogatepass" if charset == "utf-8" else "strict")
    except (LookupError, ValueError, AssertionError):  # unknown, unfit, or a codec that is none of text ("hex")
        return None


def _printable(text: str) -> str:
    return _UNPRINTABLE.sub("\ufffd", text)


def draft_of_text(capture: Capture) -> Draft:
    """Return the draft of a text given as text, with the dates its first lines show.

    Raises:
        ReadError: it is too long for an article, or full of control characters.
    """
    text = decoded(capture.body[: 4 * MAX_LETTERS + 4], (capture.charset,))
    if len(text) > MAX_LETTERS or len(capture.body) > 4 * MAX_LETTERS:
        raise ReadError(capture.address, f"it has more than {MAX_LETTERS:,} letters; give one article at a time")
    if len(_CONTROL.findall(text[:4_096])) > max(8, len(text[:4_096]) // 10):
        raise ReadError(capture.address, "it is binary, full of control characters; give HTML or plain text")
    published, modified = _dates_of_top(text)
    published = published or dates.of_address(capture.url or "")
    return Draft(text, published=published, modified=modified)


def _dates_of_top(text: str) -> tuple[Stamp | None, Stamp | None]:
    """Return the dates that the lines near the top show: when it came out, when it was changed."""
    published: Stamp | None = None
    modified: Stamp | None = None
    for number, line in enumerate(lines(text[:20_000])):
        if number >= _TOP_LINES:
            break
        if not _shows_date(line):
            continue
        stamp = dates.printed(line.text)
        if dates.is_modified(line.text):
            modified = modified or stamp
        else:
            published = published or stamp
    if published is None and modified is not None:
        published = modified  # "Updated October 31, 2024" alone: the day the page stands for
    return published, modified


def _shows_date(line: Line) -> bool:
    """Whether a line near the top shows the page's own date, and not one in its story."""
    text = line.text
    if len(text) > _TOP_LINE_MAX:
        opening = text[:_TOP_LINE_MAX]
        return re.match(r"[^().]{0,60}\([^()]{2,70}\d{4}\)\s", opening) is not None  # (AGENCY - 1st Nov, 2024)
    if dates.is_stamp_line(text):
        return True
    if is_sentence(text) and not re.match(r"(?:by|posted|published|updated)\b", text, re.IGNORECASE):
        return False
    return (
        re.search(r"\b(?:posted|published|updated|modified)\b|\d{1,2}[:.]\d\d\b|^\W*(?:by\b|\d)", text, re.IGNORECASE)
        is not None
    )
