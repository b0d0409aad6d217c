"""The table of outlets and agencies: names, short names, domains, publisher, kind.

The rows stand in ``outlets.txt``, which says how to read them. "NYT", "The New York Times" and "nytimes.com" are one
outlet; a bare nickname ("the Times", "the paper", "the agency") is none here, since only the article can tell
whose it is.

    >>> by_name("NYT") is by_address("https://www.nytimes.com/2024/11/05/world.html")
    True
    >>> by_name("the paper") is None
    True
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from importlib.resources import files
from urllib.parse import urlsplit

from msgspec import Struct

from reportedly.records import Article, Outlet

_MARKS = "=?~"
_WORD = re.compile(r"\w+")
_HOST = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}", re.IGNORECASE)
_ONE_FOR_ONE = str.maketrans({"’": "'", "‘": "'", "\xa0": " ", "\u2009": " ", "\u202f": " "})

# Beside these words a name marked "?" is an outlet: "told Time", "the news agency Fars", "The Sun reported".
_BEFORE = re.compile(
    r"(?:told|tells|telling|according to|cit(?:ed|es|ing)(?: by)?|quot(?:ed|es|ing)(?: by)?|interview with|reported by"
    r"|(?:published|reported|appeared|first) (?:by|in|on)|journalists? at|(?:reporter|correspondent) (?:for|at|with)"
    r"|newspapers?|magazine|weekly|daily|agency|outlet|website|portal|site|broadcaster|channel|paper|via)\s+$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"(?:'s)?,?\s+(?:has |had |also |first |later |earlier |\w+ly ){0,2}"
    r"(?:report(?:s|ed|ing|er|ers)?|wr[io]tes?|written|published|publishes|quot(?:ed|es|ing)|cit(?:ed|es|ing)|learned"
    r"|news agency|agency|newspaper|magazine|website|correspondent|columnist)\b"
)
_TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Sir|Mayor|Gov|Sen|Rep|President)\.?\s+$")  # "Mr. Bloomberg" is no outlet
_SAID = re.compile(r",?\s+(?:said|says|adds|added)\b")


class _Form(Struct, frozen=True):
    """One way to write an outlet in running text."""

    text: str
    outlet: Outlet
    mark: str  # "", "=" or "?"

    @property
    def is_lone_word(self) -> bool:
        """Whether it is an article and one word, as "the Guardian": the Guardian Council is another."""
        return self.text[:4].casefold() == "the " and " " not in self.text[4:]


class _Table(Struct, frozen=True, dict=True):
    """The outlets, and the ways to them."""

    rows: tuple[Outlet, ...]
    names: tuple[tuple[str, str, Outlet], ...]  # each with its mark
    folded: dict[str, Outlet]  # any capitals
    written: dict[str, Outlet]  # only as written
    domains: dict[str, Outlet]

    @cached_property
    def forms(self) -> dict[str, tuple[_Form, ...]]:
        """By first word; longest first. Made when first asked for: whoever looks up names needs none."""
        return _forms(self.names)


def by_name(name: str) -> Outlet | None:
    """Return the outlet of a name, short name or domain; ``None`` where the table has none.

    >>> by_name("new york times").name, by_name("TASS news agency").name
    ('The New York Times', 'TASS')
    >>> by_name("Time").name, by_name("time")
    ('Time', None)
    """
    table = _table()
    written = " ".join(name.translate(_ONE_FOR_ONE).split())
    found = _look_up(table, written)
    if found is None and written[:4].casefold() == "the " and written[4:].isupper():
        found = table.written.get(written[4:])  # "the AP"
    if (
        found is None
        and (shorter := re.sub(r" (?:news agency|agency|newspaper|magazine|daily)$", "", written)) != written
    ):
        found = _look_up(table, shorter)
    if found is None and _HOST.fullmatch(written):
        found = by_address(written)
    return found


def by_address(url: str) -> Outlet | None:
    """Return the outlet an address belongs to: its domain or the longest part of it in the table.

    >>> by_address("https://amp.bbc.co.uk/news/1").name, by_address("https://example.org/")
    ('BBC', None)
    """
    host = host_of(url)
    domains = _table().domains
    while host:
        if host in domains:
            return domains[host]
        host = host.partition(".")[2]
    return None


def host_of(url: str) -> str:
    """Return the host of an address, in small letters and without "www."; empty where there is none."""
    try:
        host = urlsplit(url if "//" in url else f"//{url}").hostname or ""
    except ValueError:
        return ""
    return host.rstrip(".").removeprefix("www.")


def outlet_of(article: Article) -> str:
    """Return whose page it is: the outlet's name, else the address's host, else what names the page."""
    return article.outlet.name if article.outlet else host_of(article.url or "") or article.address


def publisher_of(article: Article) -> str:
    """Return who owns the outlet, as far as the table tells; else the outlet."""
    return (article.outlet.publisher if article.outlet else None) or outlet_of(article)


def mentioned(text: str) -> Iterator[tuple[int, int, Outlet]]:
    """Yield the outlets named in running text as (start, end, outlet), in code points, in reading order.

    The longest name wins; bare nicknames ("the Times") are left out.

        >>> [(start, end, outlet.name) for start, end, outlet in mentioned("He told CNN Türk that the BBC erred.")]
        [(8, 16, 'CNN Türk'), (26, 29, 'BBC')]
    """
    forms = _table().forms
    plain = text.translate(_ONE_FOR_ONE)
    done = 0
    for word in _WORD.finditer(plain):
        start = word.start()
        if start < done or (candidates := forms.get(word.group())) is None:
            continue
        for form in candidates:
            if plain.startswith(form.text, start) and _stands_alone(plain, start, form):
                done = start + len(form.text)
                yield start, done, form.outlet
                break


def rows() -> tuple[Outlet, ...]:
    """Return all outlets of the table, in its order."""
    return _table().rows


# ------------------------------------------------------------------ names


def _look_up(table: _Table, written: str) -> Outlet | None:
    return table.written.get(written) or table.folded.get(_fold(written))


def _fold(name: str) -> str:
    """Return a name without capitals, accents, punctuation and, where two words remain, its article."""
    plain = name.casefold()
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    words = _WORD.findall(plain.replace("'", ""))
    if words[:1] == ["the"] and len(words) > 2:
        del words[0]
    return " ".join(words)


def _stands_alone(text: str, start: int, form: _Form) -> bool:
    """Whether a form is a name of its own there: no part of an address or of a longer word, and meant as an outlet."""
    end = start + len(form.text)
    after = text[end : end + 2]
    if after[:1].isalnum() or _is_in_address(text, start, form, after):
        return False
    if len(form.text) <= 3 and after[:1] == "-" and after[1:].isalnum():
        return False  # "AP-1000"
    if form.is_lone_word and after[:1] == " " and after[1:].isupper():
        return False  # "the Guardian Council"
    if _TITLE.search(text, max(0, start - 12), start):
        return False
    return form.mark != "?" or _is_reported_by(text, start, end)


def _is_in_address(text: str, start: int, form: _Form, after: str) -> bool:
    """Whether a form is part of a longer address: of a page, a mailbox, an account, a file."""
    before = text[max(0, start - 1) : start]
    if before in {"@", "/"} or after[:1] == "_" or ("." in form.text and after[:1] == "/"):
        return True
    return before == "." and text[max(0, start - 4) : start] != "www." and not text[start].isupper()


def _is_reported_by(text: str, start: int, end: int) -> bool:
    if _BEFORE.search(text, max(0, start - 25), start) or _AFTER.match(text, end):
        return True
    return text[start:end].isupper() and _SAID.match(text, end) is not None


# ------------------------------------------------------------------ the table


class _Row(Struct, frozen=True):
    """An outlet and its names, each with its mark."""

    outlet: Outlet
    names: tuple[tuple[str, str], ...]  # (mark, name)


@cache
def _table() -> _Table:
    lines = (files("reportedly") / "outlets.txt").read_text(encoding="utf-8").splitlines()
    table = [_row(line) for line in lines if line and not line.startswith("#")]
    every = tuple((mark, name, row.outlet) for row in table for mark, name in row.names)
    return _Table(
        rows=tuple(row.outlet for row in table),
        names=every,
        folded={_fold(name): outlet for mark, name, outlet in every if not mark},
        written={name: outlet for _, name, outlet in every},
        domains={domain: row.outlet for row in table for domain in row.outlet.domains},
    )


def _row(line: str) -> _Row:
    name, short_names, domains, publisher, kind, country = map(str.strip, line.split("|"))
    names = [_marked(word) for word in [name, *_listed(short_names)]]
    outlet = Outlet(
        name=names[0][1],
        short_names=tuple([word for mark, word in names[1:] if mark != "~"]),
        domains=_listed(domains),
        publisher=publisher or None,
        kind=kind,
        country=country,
    )
    return _Row(outlet, tuple(names))


def _listed(field: str) -> tuple[str, ...]:
    return tuple([part for part in map(str.strip, field.split(",")) if part])


def _marked(word: str) -> tuple[str, str]:
    name = word.lstrip(_MARKS)
    if not name.isascii():
        name = name.translate(_ONE_FOR_ONE)
    return word[: len(word) - len(name)], name


def _forms(every: Sequence[tuple[str, str, Outlet]]) -> dict[str, tuple[_Form, ...]]:
    """Return every way to write each outlet in running text, by its first word, longest first."""
    forms: defaultdict[str, dict[str, _Form]] = defaultdict(dict)
    for mark, name, outlet in every:
        if mark != "~":
            for text in _ways(mark, name):
                forms[_WORD.match(text)[0]].setdefault(text, _Form(text, outlet, mark))  # type: ignore[index]  # a name begins with a word
    for outlet in {outlet for _, _, outlet in every}:
        for domain in outlet.domains:
            forms[_WORD.match(domain)[0]].setdefault(domain, _Form(domain, outlet, ""))  # type: ignore[index]  # so does a domain
    return {word: tuple(sorted(some.values(), key=lambda form: -len(form.text))) for word, some in forms.items()}


def _ways(mark: str, name: str) -> list[str]:
    """Return the ways to write a name: one with an article also with a small one or, if long enough, none."""
    if mark == "=" or not name.startswith("The "):
        return [name]
    rest = name[4:]
    return [name, f"the {rest}", rest] if " " in rest and not mark else [name, f"the {rest}"]
