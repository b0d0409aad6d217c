"""Measure the reading of times: articles and words per CPU second, memory.

    python benchmarks/times.py [--articles N]

The articles are put together from sentences of our own, more than half of which name a time, and differ in numbers and
order. Words are runs of letters and digits; memory is the peak of the whole process.
"""

import argparse
import random
import re
import resource
import sys
import time
from datetime import date, timedelta

from reportedly.resolve.times import times

_BAR = 300  # articles per CPU second
_SENTENCES = """
The river board said on Tuesday that the weir at Oss had held.
Nobody was hurt, and the road to the mill stayed open.
It was the third flood in two years, and the worst since 1994.
The mayor, who took office last spring, said the town would pay for the pumps.
A new wall is expected to be finished by the end of November.
Farmers in the valley have asked for a higher one, and for a say in where it stands.
Sales in the third quarter rose to $N million from $M million a year earlier.
The firm makes pumps, valves and gates, and sells most of them abroad.
Engineers will return within days, the board said, and stay for about three weeks.
At 5:30 p.m. on Friday the water stood N centimetres below the crown.
People stood on the bridge and looked at it without a word.
In the early 1990s the old gate was repaired twice; now it is to go.
Between 6 and 10 August the ferry carried N passengers a day.
The union of ferrymen called the plan a mistake and asked for talks.
Two years earlier the council had voted against it, N to M.
Every Friday a market is held under the trees behind the church.
The trial opens a week from Monday in the district court.
Over the past 24 hours the level fell by N centimetres, according to the gauge at the mill.
"We saw it coming," said Mara Quist, who heads the board and was born in the town.
The inquiry, which may take years, is to look at what was known, and when.
"""


def texts(number: int) -> list[str]:
    """Return so many articles of thirty sentences, the same ones each time."""
    chance = random.Random(3)
    sentences = _SENTENCES.strip().splitlines()
    return [" ".join(_told(chance.choice(sentences), chance) for _ in range(30)) for _ in range(number)]


def _told(sentence: str, chance: random.Random) -> str:
    return re.sub(r"\b[NM]\b", lambda _: str(chance.randrange(2, 900)), sentence)


def main() -> None:
    """Print the figures beside their bars; exit with 1 where one is not met."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1_000, metavar="N", help="read N articles")
    articles = texts(parser.parse_args().articles)
    day = date(2031, 5, 7)
    start = time.process_time()
    found = sum(len(times(text, day=day + timedelta(n % 365))) for n, text in enumerate(articles))
    took = time.process_time() - start
    speed = round(len(articles) / took)
    words = sum(len(re.findall(r"\w+", text)) for text in articles)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)
    print(f"{'articles':28} {len(articles):>10,}")
    print(f"{'times':28} {found:>10,}")
    print(f"{'CPU seconds':28} {took:>10.1f}")
    print(f"{'articles per CPU second':28} {speed:>10,}   (bar {_BAR:,})")
    print(f"{'words per CPU second':28} {round(words / took):>10,}")
    print(f"{'MB at most':28} {round(peak):>10,}")
    sys.exit(0 if speed >= _BAR else 1)


if __name__ == "__main__":
    main()
