"""What the bytes of a page are, and how many may come."""

import re

HTML, TEXT = "text/html", "text/plain"
SNIFFED_BYTES = 65_536  # enough to tell a page by

# What may stand before the first tag of a page, then a tag that only a page opens with:
# '<!-- saved from … -->\n<!DOCTYPE html>', '<?xml version="1.0"?><html>', '<body>'. Possessive, so never slow.
_PAGE_OPENS = re.compile(
    rb"\s*+(?><!--.*?-->\s*+|<\?.*?\?>\s*+)*+<(?:!doctype\s+html|(?:html|head|body)[\s>])", re.DOTALL | re.IGNORECASE
)


def is_html(body: bytes) -> bool:
    r"""Whether bytes open as an HTML page does, whatever they are called.

    >>> is_html(b"<!doctype html><p>Hello"), is_html("<html>".encode("utf-16")), is_html(b"a <b> c")
    (True, True, False)
    """
    head = body[:SNIFFED_BYTES].removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    return _PAGE_OPENS.match(head.replace(b"\0", b"")) is not None  # without NULs UTF-16 reads as ASCII


def too_large(what: str, max_bytes: int) -> str:
    """Return the reason for refusing what is larger than the setting allows.

    >>> too_large("the page", 20_000_000)
    'the page is larger than 20 MB; to read it raise REPORTEDLY_MAX_BYTES'
    """
    size = f"{max_bytes / 1e6:g} MB" if max_bytes >= 100_000 else f"{max_bytes} bytes"
    return f"{what} is larger than {size}; to read it raise REPORTEDLY_MAX_BYTES"
