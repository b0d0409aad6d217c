"""The command that holds a story against a newsroom's own sourcing rules."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from msgspec.structs import replace

from reportedly import wording
from reportedly.cli import options
from reportedly.cli.options import ID
from reportedly.errors import UsageError
from reportedly.records import Article, Story

if TYPE_CHECKING:
    from rich.text import Text

    from reportedly.cli.screens import Screen
    from reportedly.ledger import Ledger
    from reportedly.rules import Finding, Outcome, Policy, Unmeasured

BROKEN = 1
"""The exit code where a rule that must be kept is broken."""

_BESIDE = 160  # characters of words on another page


@click.command(
    "check",
    cls=options.Command,
    short_help="Hold a story against a newsroom's own sourcing rules.",
    examples=(
        "reportedly check 3f2a9c1b --rules house.toml",
        'reportedly check 3f2a9c1b --rules reuters --outlet "Hallin Post"',
        "reportedly check --list",
        "reportedly check --print ap > house.toml",
    ),
)
@click.argument("prefix", metavar="STORY", required=False)
@click.option("--rules", metavar="FILE", help="The rules: a TOML file, or the name of a preset.")
@click.option(
    "--outlet", "outlets", multiple=True, metavar="NAME", help="Check only pages of this outlet; again for more."
)
@click.option("--list", "is_list", is_flag=True, help="List the presets.")
@click.option("--print", "printed", metavar="NAME", help="Print a preset's file, to begin one's own with.")
@options.asking
@click.pass_context
def check(
    ctx: click.Context,
    *,
    prefix: str | None,
    rules: str | None,
    outlets: tuple[str, ...],
    ledger: Path | None,
    printed: str | None,
    is_list: bool,
    as_json: bool,
) -> None:
    """Hold a story against rules: each breach with the sentence that breaks it, the rule, and what would mend it.

    STORY is the beginning of a story's id. A rule that cannot be measured on the story says so, and why.
    docs/rules.md has every rule, and how to write your own.

    Exit codes: 0 no rule that must be kept is broken; 1 one is; 2 wrong use.
    """
    from reportedly import rules as house  # noqa: PLC0415  # start-up

    if is_list:
        _print_presets(as_json=as_json)
        return
    if printed is not None:
        text = house.preset_text(printed)
        if as_json:
            options.print_json({"name": printed, "text": text})
        else:
            click.echo(text, nl=False)
        return
    if prefix is None or rules is None:
        raise UsageError("give a story and its rules: `reportedly check STORY --rules FILE`; `--list` lists presets")
    policy = _policy(rules)
    if outlets:
        policy = replace(policy, pages_of=outlets)
    with options.linked(ledger) as opened:
        story = opened.books.story(prefix)
        found = house.check(opened, story, policy)
        if as_json:
            for one in found:
                options.print_json(_line(opened, story, one))
        else:
            _print(opened, policy, found)
    ctx.exit(BROKEN if house.is_broken(found) else 0)


def _policy(name: str) -> "Policy":
    """Return the preset of that name, else the policy in that file."""
    from reportedly import rules as house  # noqa: PLC0415  # start-up

    if name in house.presets():
        return house.preset(name)
    path = Path(name)
    if not path.exists():
        raise UsageError(
            f"there is no file {name!r}, and no preset of that name; `reportedly check --list` lists presets"
        )
    return house.load(path)


def _print_presets(*, as_json: bool) -> None:
    from reportedly import rules as house  # noqa: PLC0415  # start-up

    for name in house.presets():
        policy = house.preset(name)
        if as_json:
            rules = [
                {"check": one.check.value, "severity": one.severity.value, "says": one.says} for one in policy.rules
            ]
            options.print_json({"name": name, "about": policy.about, "rules": rules})
        else:
            click.echo(f"{name:<10} {policy.about}, {wording.count(len(policy.rules), 'rule')}")


# ------------------------------------------------------------------ JSON


def _line(ledger: "Ledger", story: Story, one: "Outcome") -> dict[str, Any]:
    """Return a breach, or what cannot be measured, as JSON has it."""
    from reportedly.cli import lines  # noqa: PLC0415  # start-up
    from reportedly.ledger import with_names  # noqa: PLC0415
    from reportedly.rules import Finding  # noqa: PLC0415

    is_broken = isinstance(one, Finding)
    article = ledger.article(one.article) if one.article else None
    told: dict[str, Any] = {
        "outcome": "broken" if is_broken else "cannot measure",
        "check": one.rule.check.value if one.rule else None,
        "severity": one.rule.severity.value if one.rule else None,
        "says": one.rule.says if one.rule else None,
        "story": story.id,
        "point": one.point,
        "claim": one.claim,
        "page": lines.page(article) if article else None,
        "way_out": one.way_out,
    }
    if isinstance(one, Finding):
        assert article is not None  # a sentence stands on a page
        told |= {
            "why": one.why,
            "report": one.report,
            "sentence": {**_object(with_names(one.sentence)), "text": article.words(one.sentence)},
            "words": {**_object(with_names(one.words)), "text": article.words(one.words)},
            "tier": one.tier.value if one.tier else None,
            "beside": [_beside_line(ledger, report) for report in one.beside],
        }
    else:
        told["reason"] = one.reason
    return told


def _object(told: Any) -> dict[str, Any]:  # noqa: ANN401  # JSON
    assert isinstance(told, dict)  # a record
    return told


def _beside_line(ledger: "Ledger", report: str) -> dict[str, Any]:
    from reportedly.cli import lines  # noqa: PLC0415  # start-up

    row = ledger.report(report)
    return {"report": report, "page": lines.page(row.article), "words": lines.words(row.report, row.article)}


# ------------------------------------------------------------------ a screen


def _print(ledger: "Ledger", policy: "Policy", found: Iterable["Outcome"]) -> None:
    """Print the rules that are broken with the sentences, those that cannot be measured, and those that are kept."""
    from rich.text import Text  # noqa: PLC0415  # start-up

    from reportedly.cli.screens import Screen  # noqa: PLC0415
    from reportedly.rules import Finding, Unmeasured  # noqa: PLC0415

    screen = Screen()
    outcomes = list(found)
    for one in outcomes:
        if isinstance(one, Unmeasured) and one.rule is None:
            _unmeasured(screen, ledger, one)
    for rule in policy.rules:
        some = [one for one in outcomes if one.rule is rule]
        if not some:
            continue
        screen.print(
            Text(wording.neutral(rule.says), "bold").append(
                f"  {rule.severity.value} · {rule.check.value}", "not bold dim"
            )
        )
        for one in some:
            if isinstance(one, Finding):
                _broken(screen, ledger, one)
            else:
                _unmeasured(screen, ledger, one)
        screen.print()
    _summary(screen, policy, outcomes)


def _broken(screen: "Screen", ledger: "Ledger", one: "Finding") -> None:
    from rich.text import Text  # noqa: PLC0415  # start-up

    article = ledger.article(one.article)
    screen.indented(Text(_page(article), "cyan"))
    screen.indented(_sentence(article, one), 4)
    screen.indented(Text(wording.neutral(one.why), "yellow"), 4)
    screen.indented(Text(f"→ {wording.neutral(one.way_out)}"), 4)
    for report in one.beside:
        row = ledger.report(report)
        words = wording.in_marks(wording.bounded(wording.neutral(row.words), _BESIDE))
        screen.indented(Text(f"{_page(row.article)}: {words}", "dim"), 6)
    ids = [f"report {one.report[:ID]}"] if one.report else []
    ids += [f"point {one.point[:ID]}"] if one.point else [f"claim {one.claim[:ID]}"] if one.claim else []
    sure = wording.SURENESS[one.tier] if one.report and one.tier else None
    screen.indented(Text(" · ".join(filter(None, [sure, *ids])), "dim"), 4)


def _page(article: Article) -> str:
    return f"{wording.outlet(article)} · {wording.published(article.published)}"


def _sentence(article: Article, one: "Finding") -> "Text":
    """Return the sentence, the words that break the rule marked in it."""
    from rich.text import Text  # noqa: PLC0415  # start-up

    sentence, words = one.sentence, one.words
    start, end = max(words.start, sentence.start), min(words.end, sentence.end)
    text = Text()
    for a, b, style in ((sentence.start, start, ""), (start, end, "bold"), (end, sentence.end, "")):
        text.append(wording.neutral_piece(article.words(replace(sentence, start=a, end=max(a, b)))), style)
    return text


def _unmeasured(screen: "Screen", ledger: "Ledger", one: "Unmeasured") -> None:
    from rich.text import Text  # noqa: PLC0415  # start-up

    where = f"{_page(ledger.article(one.article))}: " if one.article else ""
    told = f"cannot measure: {where}{wording.neutral(one.reason)}; {wording.neutral(one.way_out)}"
    screen.indented(Text(told, "magenta"))


def _summary(screen: "Screen", policy: "Policy", outcomes: list["Outcome"]) -> None:
    """Print how many sentences break a rule, and which rules are kept."""
    from reportedly.rules import Finding, Severity  # noqa: PLC0415  # start-up

    broken = [one for one in outcomes if isinstance(one, Finding)]
    must = sum(one.severity is Severity.MUST for one in broken)
    parts = [f"{must:,} must be mended", f"{len(broken) - must:,} should be"]
    if unmeasured := len(outcomes) - len(broken):
        parts.append(f"{unmeasured:,} cannot be measured")
    touched = {id(one.rule) for one in outcomes}
    kept = [rule.check.value for rule in policy.rules if id(rule) not in touched]
    told = f"{wording.neutral(policy.name)}: {', '.join(parts)}"
    screen.print(f"{told}; kept: {', '.join(dict.fromkeys(kept)) or 'none'}")
