"""Make the word weights of stories: src/reportedly/link/data/words-en.tsv.gz and function-words.tsv.gz.

    REPORTEDLY_DATA=/path/to/gold python training/word_weights.py FREQUENCIES

From
- the gold sets names, polnear, places, times and pages (docs/evaluate.md says where each comes from): in how many of
  their 2,546 articles a word stands. Only counts of single words are kept, and only of words that two articles have, or
  that FREQUENCIES has: no text;
- FREQUENCIES: frequency_dictionary_en_82_765.txt of the Python package symspellpy 6.10.1 (MIT), English words with
  their counts in Google Books Ngram (Creative Commons Attribution 3.0): what news of a few years happens not to hold;
- the function words of other languages of spaCy 3.8 (MIT).

wordfreq and the OpenSubtitles lists were left out: their data is share-alike. Nothing is drawn by chance, so that there
is no seed: the same input gives the same bytes.
"""

import gzip
import json
import math
import os
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path

from reportedly.link.stories.words import RAREST, stem, tokens

TARGET = Path(__file__).parent.parent / "src" / "reportedly" / "link" / "data"
SETS = (
    "names/train.jsonl.gz",
    "names/dev.jsonl.gz",
    "polnear/train.jsonl.gz",
    "polnear/dev.jsonl.gz",
    "places/places.dev.jsonl.gz",
    "times/times.dev.jsonl.gz",
    "pages/gold.jsonl.gz",
)
READ = 4000  # code points of an article: as much as a page of the web has
BOOKS = 0.3  # what the books weigh beside the news
SPREAD = 0.6  # of a word's expected copies in an article, how many stand in an article of their own
LANGUAGES = ("ar", "ca", "de", "es", "fr", "id", "it", "ko", "nl", "pl", "pt", "ru", "tr", "uk")


def articles(data: Path) -> Iterator[str]:
    """Yield the beginning of each article of the gold sets."""
    for name in SETS:
        with gzip.open(data / name, "rt", encoding="utf-8") as lines:
            yield from (json.loads(line)["text"][:READ] for line in lines)


def weights(texts: Iterator[str], books: Mapping[str, int]) -> dict[str, float]:
    """Return -ln of the share of articles that hold each word, news and books together."""
    found, count, words = Counter[str](), 0, 0
    for text in texts:
        forms = [token.form for token in tokens(text) if not token.is_number]
        count, words = count + 1, words + len(forms)
        found.update(set(forms))
    in_books = Counter[str]()
    for word, times in books.items():
        in_books[stem(word)] += times
    total, length = sum(in_books.values()), words / count
    kept = {word for word, times in found.items() if times > 1} | set(in_books)
    return {word: _weight(found[word] / count, in_books[word] / total * length, count) for word in kept}


def _weight(in_news: float, copies: float, count: int) -> float:
    share = (in_news + BOOKS * (1 - math.exp(-SPREAD * copies)) + 0.3 / count) / (1 + BOOKS)
    return min(RAREST, max(0.0, -math.log(share)))


def function_words() -> dict[str, float]:
    """Return the function words of the languages without a table, each with weight 0."""
    lists = (import_module(f"spacy.lang.{code}.stop_words").STOP_WORDS for code in LANGUAGES)
    return {word.casefold(): 0.0 for words in lists for word in words if not any(c.isspace() for c in word)}


def write(name: str, table: Mapping[str, float]) -> None:
    """Pack a table: a line for each tenth, then its words, sorted; words of the rarest weight need no entry."""
    by_tenth: defaultdict[int, list[str]] = defaultdict(list)
    for word, value in table.items():
        by_tenth[round(value * 10)].append(word)
    by_tenth.pop(round(RAREST * 10), None)
    text = "".join(f"{tenth}\t{' '.join(sorted(words))}\n" for tenth, words in sorted(by_tenth.items()))
    TARGET.mkdir(parents=True, exist_ok=True)
    packed = gzip.compress(text.encode("utf-8"), 9, mtime=0)
    (TARGET / name).write_bytes(packed)
    print(f"{name}: {sum(map(len, by_tenth.values()))} words, {len(packed)} bytes")


def main() -> None:
    """Make both tables."""
    lines = Path(sys.argv[1]).read_text(encoding="utf-8-sig").splitlines()
    books = {word: int(times) for word, times in (line.split() for line in lines)}
    write("words-en.tsv.gz", weights(articles(Path(os.environ["REPORTEDLY_DATA"])), books))
    write("function-words.tsv.gz", function_words())


if __name__ == "__main__":
    main()
