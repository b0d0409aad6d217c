"""Work that is counted instead of timed: steps of our own code, and letters that its patterns are set upon."""

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType, ModuleType
from typing import Any

from msgspec import Struct


@dataclass(slots=True)
class Work:
    """What was done."""

    steps: int = 0  # instructions of Python code
    letters: Counter[str] = field(default_factory=Counter)  # that a pattern was set upon, in all; by its name
    longest: Counter[str] = field(default_factory=Counter)  # … at once

    @property
    def whole(self) -> int:
        """All of it in one number."""
        return self.steps + self.letters.total()

    def note(self, name: str, letters: int) -> None:
        """Note that a pattern was set upon so many letters."""
        self.letters[name] += letters
        self.longest[name] = max(self.longest[name], letters)


class Watched(Struct, frozen=True):
    """A pattern that notes how many letters it is set upon: those from where it begins to where it may end."""

    name: str
    pattern: re.Pattern[str]
    work: Work

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  # what a pattern has
        asked = getattr(self.pattern, name)
        if name not in {"match", "fullmatch", "search", "finditer", "findall"}:
            return asked

        def noted(text: str, start: int = 0, end: int = sys.maxsize) -> object:
            self.work.note(self.name, max(0, min(end, len(text)) - start))
            return asked(text, start, end)

        return noted

    def sub(self, new: Any, text: str, count: int = 0) -> str:  # noqa: ANN401  # words, or a function
        """Put something in the place of what fits, as the pattern does."""
        self.work.note(self.name, len(text))
        return self.pattern.sub(new, text, count)

    def split(self, text: str, most: int = 0) -> list[Any]:
        """Take a text apart, as the pattern does."""
        self.work.note(self.name, len(text))
        return self.pattern.split(text, most)


@contextmanager
def watched(*modules: ModuleType) -> Iterator[Work]:
    """Watch the patterns that stand in some modules."""
    work = Work()
    found = [
        (module, name, pattern)
        for module in modules
        for name, pattern in vars(module).items()
        if isinstance(pattern, re.Pattern)
    ]
    for module, name, pattern in found:
        setattr(module, name, Watched(name, pattern, work))
    try:
        yield work
    finally:
        for module, name, pattern in found:
            setattr(module, name, pattern)


def work_of(done: Callable[[], object], *modules: ModuleType) -> Work:
    """Return how much work something is, counted in some modules: whatever was done before, and however fast."""
    files, before = {module.__file__ for module in modules}, sys.gettrace()
    for module in modules:
        _forget(module)
    with watched(*modules) as work:

        def begun(frame: FrameType, _event: str, _arg: object) -> Callable[..., Any] | None:
            if frame.f_code.co_filename not in files:
                return None
            frame.f_trace_opcodes, frame.f_trace_lines = True, False
            return step

        def step(_frame: FrameType, event: str, _arg: object) -> Callable[..., Any]:
            work.steps += event == "opcode"
            return step

        sys.settrace(begun)
        try:
            done()
        finally:
            sys.settrace(before)
    return work


def _forget(module: ModuleType) -> None:
    """Forget what a module keeps of the texts it saw; what it loads once stays."""
    for one in vars(module).values():
        if hasattr(one, "cache_parameters") and one.cache_parameters()["maxsize"] is not None:
            one.cache_clear()
