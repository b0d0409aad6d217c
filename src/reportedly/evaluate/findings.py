"""How well quantities, times, places and certainty are found: four measures, each on corpora and on a hard list.

Corpus rows are ``{"corpus", "id", "text", …}`` and each corpus is scored alone. A hard list has one marked span a
row; of a prediction row's findings the one meant for the span is judged, see `matching.meant`. Which it is, the
gold set tells.

Quantities, ``"quantities": [{"low", "high", "unit", "change", "approx", "s", "e"}]``; an open bound is null
    Corpora: value = low and high equal (relative 1e-5), each prediction used once, those whose unit agrees as well
    taken first; value_unit = and the normal unit equal (lower case); value_change = and the change equal (= ~ < >
    up down), over all, where gold has it. A point predicted for a range is wrong.
    Hard list: interval = both bounds right (relative 1e-3); bound = some bound's number right; interval_approx =
    interval and the same approx flag; interval_unit = interval and the same unit. Where no finding says where it
    stands, the best one counts. Gold has fractions; a percentage is divided by 100 first.
Times, ``"timex": [{"s", "e", "value", "type", "start", "end"}]``; start and end are days, end inclusive
    Corpora: strict = F1 of equal spans, relaxed = of overlapping spans, value = overlap and equal TIMEX3 value
    (TempEval-3's ranking number), type = overlap and equal type; interval = as value, but calendar values are
    turned into days first, and right is what lies inside gold's interval and covers half of it at least.
    Hard list: first and last day equal, an open side only to an open one; without days the value. A row marked
    arguable may be off by its unit on either side.
Places, ``"toponyms": [{"s", "e", "lat", "lon", "gid"}]``; a null lat is one without a gazetteer entry
    Corpora: exact and overlap of spans. Over gold toponyms with coordinates: acc161 = share within 161 km by
    coordinates alone; acc161_area = the same, but gold's gazetteer id or that of the area meant counts as 0 km; id
    = share with gold's very id; auc = area under ln(1 + km), lower is better. One not found counts as 20,038 km;
    e2e = within 161 km.
    Hard list: the gazetteer id is equal.
Certainty, ``"targets": [{"tok", "score", "class"}]``; a score of -3 (surely not) to 3 (surely), or a status
    Corpora: mean absolute error and Pearson's r; F1 of fact (from 1.5), counterfact (to -1.5) and uncertain, and
    their mean. A missing target counts as 3. Of a corpus that also has rows ``train-*``, on which a table may have
    been fitted, the rows ``dev-*`` are scored once more by themselves, as "UW dev".
    Hard list: the class is equal.
"""

import math
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date, timedelta
from itertools import pairwise

from reportedly.evaluate.matching import Json, is_hard, judged

Rows = list[tuple[str, ...]]


def _by_corpus(gold: Sequence[Json]) -> dict[str, list[Json]]:
    """Return the rows of each corpus, in the order of their names."""
    rows: dict[str, list[Json]] = defaultdict(list)
    for row in gold:
        rows[row["corpus"]].append(row)
    return dict(sorted(rows.items()))


def _told(predictions: Sequence[Json], key: str) -> dict[tuple[str, str], list[Json]]:
    """Return the findings of each row of each corpus."""
    return {(row["corpus"], str(row["id"])): row[key] for row in predictions}


def _percent(part: float, whole: float) -> float:
    return round(100 * part / whole, 1) if whole else 0.0


def table(figures: Json) -> Rows:
    """Lay the figures out, heading first: a line for each corpus, or what was missed of a hard list."""
    if "hard" in figures:
        hard = figures["hard"]
        counts = [
            ("", *(key for key in hard if key != "missed")),
            ("hard", *(str(n) for k, n in hard.items() if k != "missed")),
        ]
        return counts + [("missed", words) for words in hard["missed"]]
    heading: dict[str, None] = {}
    for cells in figures.values():
        heading.update(dict.fromkeys(cells))
    return [("", *heading)] + [(name, *(_cell(cells.get(key)) for key in heading)) for name, cells in figures.items()]


def _cell(value: object) -> str:
    if isinstance(value, Mapping):
        return str(value["f1"]) if "f1" in value else " ".join(f"{k} {_cell(v)}" for k, v in value.items())
    return "-" if value is None else str(value)


# ------------------------------------------------------------------ quantities

_PERCENT = {"%", "percent", "percentage", "per cent", "pct"}


def is_close(a: float | None, b: float | None, tolerance: float = 1e-5) -> bool:
    """Whether two bounds are equal but for rounding; an open one is equal to an open one only."""
    if a is None or b is None:
        return a is b
    return abs(a - b) <= 1e-8 + tolerance * max(abs(a), abs(b))


def score_quantities(gold: Sequence[Json], predictions: Sequence[Json]) -> Json:
    """Score quantities, of corpora or of a hard list."""
    if is_hard(gold):
        return _hard_quantities(gold, predictions)
    told = _told(predictions, "quantities")
    return {
        corpus: _quantities_of([(row["quantities"], told.get((corpus, str(row["id"])), [])) for row in rows])
        for corpus, rows in _by_corpus(gold).items()
    }


def _quantities_of(sentences: Sequence[tuple[Sequence[Json], Sequence[Json]]]) -> Json:
    """Score one corpus: gold's and the predicted quantities of each sentence."""
    pairs = [pair for gold, told in sentences for pair in _paired_quantities(gold, told)]
    wanted, found = sum(len(gold) for gold, _ in sentences), sum(len(told) for _, told in sentences)
    changes = [(gold, told) for gold, told in pairs if gold.get("change") is not None]
    has_change = any(item.get("change") is not None for gold, _ in sentences for item in gold)
    return {
        "sent": len(sentences),
        "gold": wanted,
        "pred": found,
        "value_p": _percent(len(pairs), found),
        "value_r": _percent(len(pairs), wanted),
        "value": _percent(2 * len(pairs), wanted + found),
        "value_unit": _percent(2 * sum(_is_same_unit(*pair) for pair in pairs), wanted + found),
        "value_change": _percent(2 * sum(a["change"] == b.get("change") for a, b in changes), wanted + found)
        if has_change
        else None,
    }


def _paired_quantities(gold: Sequence[Json], told: Sequence[Json]) -> list[tuple[Json, Json]]:
    """Return each gold quantity with the prediction of its value."""
    left, pairs = list(told), []
    for want in gold:
        fitting = [t for t in left if is_close(want["low"], t.get("low")) and is_close(want["high"], t.get("high"))]
        if fitting:
            best = min(fitting, key=lambda t: (not _is_same_unit(want, t), t.get("change") != want.get("change")))
            left = [t for t in left if t is not best]
            pairs.append((want, best))
    return pairs


def _is_same_unit(gold: Json, told: Json) -> bool:
    return str(told.get("unit") or "-").lower() == str(gold["unit"] or "-").lower()


def _hard_quantities(gold: Sequence[Json], predictions: Sequence[Json]) -> Json:
    told = {str(row["id"]): [_as_fraction(item) for item in row["quantities"]] for row in predictions}
    counts = {"items": len(gold), "interval": 0, "bound": 0, "interval_approx": 0, "interval_unit": 0}
    missed = []
    for row in gold:
        start, end = row["span"]
        found = _candidates(told.get(str(row["id"]), []), start, end)
        numbers = [n for n in (row["low"], row["high"]) if n is not None]
        bounds = [item[k] for item in found for k in ("low", "high") if item.get(k) is not None]
        right = [item for item in found if all(is_close(item.get(k), row[k], 1e-3) for k in ("low", "high"))]
        counts["bound"] += any(is_close(a, b, 1e-3) for a in bounds for b in numbers)
        counts["interval"] += bool(right)
        counts["interval_approx"] += any(bool(item.get("approx")) == row["approx"] for item in right)
        counts["interval_unit"] += any((item.get("unit") or "").lower() == row["unit"].lower() for item in right)
        if not right:
            missed.append(row["text"][start:end])
    return {"hard": {**counts, "missed": missed}}


def _candidates(found: Sequence[Json], start: int, end: int) -> list[Json]:
    """Return the finding that overlaps a span most; all of them, where none says where it stands."""
    placed = [item for item in found if item.get("s") is not None]
    if not placed:
        return list(found)
    best = max(placed, key=lambda item: min(item["e"], end) - max(item["s"], start))
    return [best] if min(best["e"], end) > max(best["s"], start) else []


def _as_fraction(item: Json) -> Json:
    """Return a percentage as a fraction, and anything else as it is."""
    if (item.get("unit") or "").lower() not in _PERCENT:
        return item
    bounds = {key: None if item.get(key) is None else item[key] / 100 for key in ("low", "high")}
    return {**item, **bounds, "unit": "fraction"}


# ------------------------------------------------------------------ times

_SLACK_DAYS = {"day": 1, "week": 7, "month": 31, "year": 366}
Days = tuple[date, date]
"""First day, and the day after the last."""


def score_times(gold: Sequence[Json], predictions: Sequence[Json]) -> Json:
    """Score time expressions, of corpora or of a hard list."""
    if is_hard(gold):
        return judged(gold, predictions, "timex", _is_time_right)
    told = _told(predictions, "timex")
    return {
        corpus: _times_of([(row["timex"], told.get((corpus, str(row["id"])), [])) for row in rows])
        for corpus, rows in _by_corpus(gold).items()
    }


def _times_of(articles: Sequence[tuple[Sequence[Json], Sequence[Json]]]) -> Json:
    pairs = [pair for gold, told in articles for pair in _overlapping(gold, told)]
    wanted, found = sum(len(gold) for gold, _ in articles), sum(len(told) for _, told in articles)
    hits = {
        "strict": sum((a["s"], a["e"]) == (b["s"], b["e"]) for a, b in pairs),
        "relaxed": len(pairs),
        "type": sum(a["type"] == b.get("type") for a, b in pairs),
        "value": sum(_plain(a["value"]) == _plain(b.get("value")) for a, b in pairs),
        "interval": sum(_is_inside(a, b) for a, b in pairs),
    }
    return {
        "docs": len(articles),
        "gold": wanted,
        "pred": found,
        "relaxed_p": _percent(len(pairs), found),
        "relaxed_r": _percent(len(pairs), wanted),
        **{key: _percent(2 * n, wanted + found) for key, n in hits.items()},
    }


def _overlapping(gold: Sequence[Json], told: Sequence[Json]) -> list[tuple[Json, Json]]:
    """Return each gold expression with the unused prediction that overlaps it most."""
    left, pairs = list(told), []
    for want in gold:
        near = [item for item in left if item["s"] < want["e"] and want["s"] < item["e"]]
        if near:
            best = max(near, key=lambda item: min(item["e"], want["e"]) - max(item["s"], want["s"]))
            left = [item for item in left if item is not best]
            pairs.append((want, best))
    return pairs


def _plain(value: str | None) -> str:
    """Return a TIMEX3 value without the hour that ends a day."""
    return re.sub(r"T24:00(:00)?$", "", (value or "").strip())


def days_of(value: str | None) -> Days | None:
    """Return the days a TIMEX3 value stands for; ``None`` when it is no stretch of the calendar.

    >>> days_of("2013-W11")
    (datetime.date(2013, 3, 11), datetime.date(2013, 3, 18))
    """
    text = _plain(value)
    for pattern, to_days in _CALENDAR:
        if match := re.fullmatch(pattern, text):
            with suppress(ValueError):  # 2013-02-30
                return to_days(match)
            return None
    return None


def _months(year: int, month: int, count: int) -> Days:
    after = year * 12 + month - 1 + count
    return date(year, month, 1), date(after // 12, after % 12 + 1, 1)


def _day(match: re.Match[str]) -> Days:
    first = date(*(int(match[n]) for n in (1, 2, 3)))
    return first, first + timedelta(1)


def _week(match: re.Match[str]) -> Days:
    first = date.fromisocalendar(int(match[1]), int(match[2]), 6 if match[3] else 1)
    return first, first + timedelta(2 if match[3] else 7)


_CALENDAR = (
    (r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?", _day),  # 2013-03-22, 2013-03-22TEV
    (r"(\d{4})-(\d\d)", lambda m: _months(int(m[1]), int(m[2]), 1)),  # 2012-08
    (r"(\d{4})-W(\d\d)(-WE)?", _week),  # 2013-W11, its weekend 2013-W11-WE
    (r"(\d{4})-Q([1-4])", lambda m: _months(int(m[1]), 3 * int(m[2]) - 2, 3)),  # 1989-Q3
    (r"(\d{4})-H([12])", lambda m: _months(int(m[1]), 6 * int(m[2]) - 5, 6)),  # 1989-H1
    (r"(\d{4})", lambda m: _months(int(m[1]), 1, 12)),  # 1989
    (r"(\d{3})X?", lambda m: _months(int(m[1]) * 10, 1, 120)),  # 198, the eighties
)


def _is_inside(gold: Json, told: Json) -> bool:
    """Whether a prediction has gold's value, or lies inside its days and covers half of them."""
    if _plain(told.get("value")) == _plain(gold["value"]):
        return True
    want, got = days_of(gold["value"]), _told_days(told)
    if not want or not got:
        return False
    return want[0] <= got[0] and got[1] <= want[1] and (got[1] - got[0]).days * 2 >= (want[1] - want[0]).days


def _told_days(told: Json) -> Days | None:
    if not (told.get("start") and told.get("end")):
        return days_of(told.get("value"))
    with suppress(ValueError):
        return date.fromisoformat(told["start"][:10]), date.fromisoformat(told["end"][:10]) + timedelta(1)
    return None


def _bounds(finding: Json) -> tuple[date | None, date | None]:
    """Return the first and last day, ``None`` for an open side, of a gold row or a finding; both ``None``: no days."""
    if not finding.get("start") and not finding.get("end"):
        days = days_of(finding.get("value"))
        return (days[0], days[1] - timedelta(1)) if days else (None, None)
    first, last = (date.fromisoformat(finding[k][:10]) if finding.get(k) else None for k in ("start", "end"))
    return first, last


def _is_time_right(gold: Json, told: Json) -> bool:
    try:
        bounds = _bounds(told)
    except ValueError:
        return False
    if not gold["start"] and not gold["end"]:
        return _plain(told.get("value")) == _plain(gold["value"]) and (bool(gold["value"]) or bounds == (None, None))
    slack = _SLACK_DAYS[gold["unit"]] if gold["arguable"] else 0
    pairs = zip(_bounds(gold), bounds, strict=True)
    return all(a is b if a is None or b is None else abs((a - b).days) <= slack for a, b in pairs)


# ------------------------------------------------------------------ places

_FARTHEST_KM = 20038.0
_NEAR_KM = 161  # 100 miles, the literature's


def score_places(gold: Sequence[Json], predictions: Sequence[Json]) -> Json:
    """Score place names, of corpora or of a hard list."""
    if is_hard(gold):
        return judged(gold, predictions, "toponyms", lambda row, found: str(found.get("gid")) == str(row["gid"]))
    told = _told(predictions, "toponyms")
    scores: Json = {}
    for corpus, rows in _by_corpus(gold).items():
        scores[corpus] = _places_of([(row["toponyms"], told.get((corpus, str(row["id"])), [])) for row in rows])
    if scores:
        scores["macro"] = _macro(list(scores.values()))
    return scores


Places = Mapping[tuple[int, int], Json]


def _places_of(articles: Sequence[tuple[Sequence[Json], Sequence[Json]]]) -> Json:
    sides = [tuple({(t["s"], t["e"]): t for t in side} for side in article) for article in articles]
    wanted, found = sum(len(gold) for gold, _ in sides), sum(len(told) for _, told in sides)
    near = [(item, _place_for(at, told)) for gold, told in sides for at, item in gold.items() if "lat" in item]
    plain = sorted(_distance(*pair) for pair in near)
    area = [0.0 if _is_area(*pair) else _distance(*pair) for pair in near]
    ids = [told is not None and told.get("gid") == gold["gid"] for gold, told in near if gold.get("gid") is not None]
    touched = [sum(_is_touched(at, told) for gold, told in sides for at in gold), 0]
    touched[1] = sum(_is_touched(at, gold) for gold, told in sides for at in told)
    return {
        "docs": len(articles),
        "gold": wanted,
        "pred": found,
        "linked_gold": len(near),
        "exact": _rounded(sum(len(set(gold) & set(told)) for gold, told in sides), found, wanted),
        "overlap": _rounded(touched[1], found, wanted, touched[0]),
        "acc161": round(sum(km <= _NEAR_KM for km in plain) / max(1, len(near)), 4),
        "acc161_area": round(sum(km <= _NEAR_KM for km in area) / max(1, len(near)), 4),
        "id": round(sum(ids) / len(ids), 4) if ids else None,
        "median_km": round(plain[len(plain) // 2], 1) if plain else None,
        "mean_km": round(sum(_distance(*pair) for pair in near) / max(1, len(near))),
        "auc": round(_area_under(plain), 4),
        "auc_area": round(_area_under(area), 4),
        "e2e": _rounded(sum(km <= _NEAR_KM for km in area), found, len(near)),
    }


def _is_touched(at: tuple[int, int], others: Places) -> bool:
    return any(start < at[1] and at[0] < end for start, end in others)


def _place_for(at: tuple[int, int], told: Places) -> Json | None:
    """Return the prediction of the same span, else the only one that overlaps it."""
    if at in told:
        return told[at]
    near = [item for (start, end), item in told.items() if start < at[1] and at[0] < end]
    return near[0] if len(near) == 1 else None


def _is_area(gold: Json, told: Json | None) -> bool:
    """Whether the prediction is the gazetteer's entry for the place or for the area meant, and is linked."""
    linked = told is not None and told.get("lat") is not None and told.get("gid") is not None
    return linked and told is not None and told["gid"] in (gold.get("gid"), gold.get("area_gid"))


def _distance(gold: Json, told: Json | None) -> float:
    if told is None or told.get("lat") is None:
        return _FARTHEST_KM
    return kilometres((gold["lat"], gold["lon"]), (told["lat"], told["lon"]))


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return the distance of two points given as latitude and longitude.

    >>> round(kilometres((0, 0), (0, 1)))
    111
    """
    (lat_a, lon_a), (lat_b, lon_b) = a, b
    p = math.pi / 180
    x = math.sin((lat_b - lat_a) * p / 2) ** 2
    x += math.cos(lat_a * p) * math.cos(lat_b * p) * math.sin((lon_b - lon_a) * p / 2) ** 2
    return 12742 * math.asin(min(1, math.sqrt(x)))


def _area_under(distances: Sequence[float]) -> float:
    """Return the area under the sorted ln(1 + km), 0 to 1."""
    line = sorted(math.log(km + 1) / math.log(_FARTHEST_KM + 1) for km in distances)
    if len(line) < 2:
        return sum(line)
    return sum((a + b) / 2 for a, b in pairwise(line)) / (len(line) - 1)


def _rounded(hits: int, predicted: int, gold: int, gold_hits: int | None = None) -> Json:
    p = hits / predicted if predicted else 0.0
    r = (hits if gold_hits is None else gold_hits) / gold if gold else 0.0
    return {"p": round(p, 4), "r": round(r, 4), "f1": round(2 * p * r / (p + r), 4) if p + r else 0.0}


def _macro(corpora: Sequence[Json]) -> Json:
    """Return the means over the corpora."""
    means = {key: [x[key] for x in corpora] for key in ("acc161", "acc161_area", "auc", "auc_area")}
    means |= {"overlap_f1": [x["overlap"]["f1"] for x in corpora], "e2e_f1": [x["e2e"]["f1"] for x in corpora]}
    return {key: round(sum(values) / len(values), 4) for key, values in means.items()}


# ------------------------------------------------------------------ certainty

_SCORE_OF = {
    "asserted": 3.0,
    "estimated": 2.0,
    "believed": 1.5,
    "predicted": 1.0,
    "possible": 0.5,
    "unknown": 0.0,
    "denied": -3.0,
}
_CUTS = ("fact", "uncertain", "counterfact")


def score_certainty(gold: Sequence[Json], predictions: Sequence[Json]) -> Json:
    """Score how sure events are presented, of corpora or of a hard list."""
    if is_hard(gold):
        return judged(gold, predictions, "targets", lambda row, found: found.get("class") == row["certainty"])
    told = {
        at: {item["tok"]: _certainty(item) for item in items} for at, items in _told(predictions, "targets").items()
    }
    scores = {}
    for name, rows in _with_held_out(_by_corpus(gold)).items():
        pairs = [
            (target["score"], told.get((row["corpus"], str(row["id"])), {}).get(target["tok"]))
            for row in rows
            for target in row["targets"]
        ]
        scores[name] = _certainty_of([(want, 3.0 if got is None else max(-3.0, min(3.0, got))) for want, got in pairs])
        scores[name]["missing"] = sum(got is None for _, got in pairs)
    return scores


def _with_held_out(by_corpus: Mapping[str, list[Json]]) -> dict[str, list[Json]]:
    """Add the rows ``dev-*`` of each corpus that has rows ``train-*`` too, under a name of their own."""
    groups: dict[str, list[Json]] = {}
    for corpus, rows in by_corpus.items():
        groups[corpus] = rows
        held_out = [row for row in rows if str(row["id"]).startswith("dev-")]
        if held_out and any(str(row["id"]).startswith("train-") for row in rows):
            groups[f"{corpus} dev"] = held_out
    return groups


def _certainty(item: Json) -> float:
    return float(item["score"] if item.get("score") is not None else _SCORE_OF[item["class"]])


def _certainty_of(pairs: Sequence[tuple[float, float]]) -> Json:
    r = _pearson(pairs)
    f1 = {cut: _cut_f1(pairs, cut) for cut in _CUTS}
    told = [value for value in f1.values() if value is not None]
    return {
        "targets": len(pairs),
        "missing": 0,
        "mae": round(sum(abs(a - b) for a, b in pairs) / len(pairs), 3),
        "r": None if r is None else round(r, 3),
        "f1": f1,
        "macro_f1": round(sum(told) / len(told), 3),
    }


def _cut(score: float) -> str:
    return "fact" if score >= 1.5 else "counterfact" if score <= -1.5 else "uncertain"


def _cut_f1(pairs: Sequence[tuple[float, float]], cut: str) -> float | None:
    sides = [(_cut(a) == cut, _cut(b) == cut) for a, b in pairs]
    either = sum(a + b for a, b in sides)
    return round(2 * sum(a and b for a, b in sides) / either, 3) if either else None


def _pearson(pairs: Sequence[tuple[float, float]]) -> float | None:
    if len(pairs) < 2:
        return None
    mean_a, mean_b = (sum(pair[side] for pair in pairs) / len(pairs) for side in (0, 1))
    square_a, square_b = sum((a - mean_a) ** 2 for a, _ in pairs), sum((b - mean_b) ** 2 for _, b in pairs)
    if square_a <= 0 or square_b <= 0:
        return None
    return float(sum((a - mean_a) * (b - mean_b) for a, b in pairs) / math.sqrt(square_a * square_b))
