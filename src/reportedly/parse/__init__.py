"""Article → Parse: sentences, quotations, and who is who."""

from collections.abc import Iterable, Iterator

from reportedly.models import Models
from reportedly.parse.mentions import mentions
from reportedly.parse.sentences import paragraphs, quotations, sentences
from reportedly.records import Article, Mention, Parse, Part, Reject, Rejection, Sentence, Span
from reportedly.settings import MAX_CHARACTERS


def parses(
    articles: Iterable[Article], *, models: Models, reject: Reject, max_characters: int = MAX_CHARACTERS
) -> Iterator[Parse]:
    """Parse articles, in the order they came.

    Args:
        articles: What `read` found; furniture is skipped.
        models: Hands in the name finder.
        reject: Told of each article longer than `max_characters`; the run goes on.
        max_characters: More than any news article has; reading takes time in proportion.
    """
    for article in articles:
        if len(article.text) > max_characters:
            reason = (
                f"the text has {len(article.text):,} characters, more than any news article; "
                f"REPORTEDLY_MAX_CHARACTERS ({max_characters:,} now) allows more"
            )
            reject(Rejection("parse", article.address, reason))
        else:
            yield parse(article, models)


def parse(article: Article, models: Models) -> Parse:
    """Return one article's sentences, quotations and mentions, headline first."""
    cut: list[Sentence] = []
    quoted: list[Span] = []
    named: list[Mention] = []
    outlet = article.outlet.name if article.outlet else None
    for part in (Part.HEADLINE, Part.BODY):
        text = article.plain(part)
        lines = list(enumerate(paragraphs(text)))
        mine = [Span(a, b, part) for _, line in lines for a, b in quotations(text, *line)]
        parted = [Sentence(Span(a, b, part), number) for number, line in lines for a, b in sentences(text, *line)]
        first = max((m.entity for m in named), default=-1) + 1
        named += mentions(text, parted, mine, models.names(text), own_outlet=outlet, part=part, first=first)
        cut += parted
        quoted += mine
    return Parse(article, tuple(cut), tuple(quoted), tuple(named))
