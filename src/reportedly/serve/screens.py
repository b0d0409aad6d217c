"""Templates: the one environment they are rendered in, with the words and drawings they may use."""

import re
from functools import cache
from importlib import resources
from typing import Any

from fastapi import Request
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from jinja2.ext import Extension
from markupsafe import Markup, escape

from reportedly import wording
from reportedly.serve import links, words
from reportedly.serve.drawings import bar


class Tight(Extension):
    """Takes the indents of templates off, which nobody reads; line ends stay, and no word of a page is touched."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002  # as Jinja calls it
        """Return a template's text without what stands before its lines."""
        return re.sub(r"(?m)^[ \t]+", "", source)


@cache
def environment() -> Environment:
    """Return the environment of all templates: everything is escaped, and what is not given is an error."""
    made = Environment(
        loader=PackageLoader("reportedly.serve"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=[Tight],
    )
    made.globals.update(links=links, w=words, wording=wording, bar=bar)
    made.filters.update(clean=words.clean, count=wording.count, code=_code)
    return made


def make_ready() -> None:
    """Compile every template; else each of many readers who come first would compile the same ones."""
    for name in environment().list_templates():
        environment().get_template(name)


def _code(text: str) -> Markup:
    """Return words of ours with what stands between backticks as code."""
    parts = enumerate(text.split("`"))
    return Markup("").join(Markup("<code>{}</code>").format(part) if at % 2 else escape(part) for at, part in parts)


def html(request: Request, template: str, **shown: Any) -> str:  # noqa: ANN401  # whatever the template takes
    """Return a page."""
    house = request.app.state.house
    common = {"now": house.now(), "visitor": getattr(request.state, "visitor", None), "samples": house.shows_samples}
    return environment().get_template(template).render(request=request, **common, **shown)


@cache
def static_text(name: str) -> Markup:
    """Return a file that ships with the pages, to be written into one."""
    return Markup(resources.files("reportedly.serve").joinpath("static", name).read_text("utf-8"))  # noqa: S704  # ours
