"""What ships with the pages and does not change: the style sheet goes out without what only its writers read."""

import re
from functools import lru_cache
from pathlib import Path

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

_STRING = re.compile(r'("[^"]*")')


def squeezed(css: str) -> str:
    """Return a style sheet without comments, line ends and spaces that say nothing; what stands in quotes stays.

    >>> squeezed('/* b */ a::after { content: "x :  y" attr(t); color: red; } @media (min-width: 2rem) { b > i {} }')
    'a::after{content:"x :  y" attr(t);color:red}@media (min-width:2rem){b>i{}}'
    """
    parts = _STRING.split(re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL))
    return "".join(part if at % 2 else _squeezed(part) for at, part in enumerate(parts)).strip()


def _squeezed(rules: str) -> str:
    tight = re.sub(r" ?([{};,>]) ?", r"\1", re.sub(r"\s+", " ", rules))
    return tight.replace(": ", ":").replace(";}", "}")


@lru_cache(maxsize=4)
def _sheet(path: Path, _changed: int) -> bytes:
    return squeezed(path.read_text("utf-8")).encode()


class Static(StaticFiles):
    """The files of a folder."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Return a file; a style sheet squeezed, with the headers of the whole one."""
        response = await super().get_response(path, scope)
        if not path.endswith(".css") or response.status_code != 200:
            return response
        found, found_at = self.lookup_path(path)
        assert found_at  # else it is not found
        kept = {name: value for name, value in response.headers.items() if name in {"etag", "last-modified"}}
        return Response(_sheet(Path(found), found_at.st_mtime_ns), media_type="text/css", headers=kept)
