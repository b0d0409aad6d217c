"""The command that measures Reportedly on gold data."""

from pathlib import Path

import click

from reportedly import settings
from reportedly.cli import options

MEASURES = ("pages", "attribution", "quantities", "times", "places", "certainty", "copies", "clusters", "stories")
"""What can be evaluated; `evaluate.MEASURES`, without loading what measures."""


@click.command(
    cls=options.Command,
    short_help="Measure how well pages are read, on gold data.",
    examples=(
        "reportedly evaluate attribution polnear/dev --predictions attributions.jsonl",
        "reportedly evaluate stories stories --lang en --predictions ledger.json",
        "reportedly evaluate quantities --json",
        "reportedly evaluate places --spans gold",
    ),
)
@click.argument("what", type=click.Choice(MEASURES))
@click.argument("gold", type=click.Path(path_type=Path), required=False)
@click.option("--predictions", type=click.Path(path_type=Path), metavar="OUT", help="Write what was found to a file.")
@click.option("--lang", "languages", multiple=True, metavar="CODE", help="Of stories: only pages in this language.")
@click.option(
    "--spans",
    type=click.Choice(("found", "gold")),
    default="found",
    help="Of places: `gold` hands in where the names stand, so that only what they mean is measured.",
)
@options.as_json
def evaluate(
    what: str, gold: Path | None, predictions: Path | None, languages: tuple[str, ...], spans: str, *, as_json: bool
) -> None:
    """Read a gold set through the whole house, and score what was found.

    GOLD is a path, or a name inside the folder that REPORTEDLY_DATA names; left out, it is the usual set.
    docs/evaluate.md says what each figure means and where the sets come from.
    """
    from reportedly import evaluate as measures  # noqa: PLC0415  # start-up
    from reportedly import models  # noqa: PLC0415
    from reportedly.cli import screens  # noqa: PLC0415

    with screens.Bar(f"evaluating {what}", None) as bar:
        scores = measures.evaluate(
            what,
            gold,
            models=models.load,
            out=predictions,
            languages=languages,
            data=settings.load().data,
            spans=spans,
            progress=bar.set,
        )
    if as_json:
        options.print_json(scores.to_json())
    else:
        click.echo(str(scores))
