"""Templates are ready before the first reader comes."""

from pathlib import Path

import pytest

from reading_rooms import room, shown
from reportedly.ledger import Ledger
from reportedly.serve.screens import environment


def test_no_reader_waits_for_a_template_to_be_compiled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the reading room opens every template is compiled; a page that is asked for compiles none."""
    path = tmp_path / "ledger.sqlite"
    Ledger.open(path).close()
    environment.cache_clear()
    with room(path) as client:
        monkeypatch.setattr(environment(), "compile", lambda *_args, **_more: pytest.fail("compiled for a reader"))
        for address in ("/", "/search", "/due", "/methods"):
            assert "</html>" in shown(client, address)
