"""The command that answers agents: a real process, asked by the SDK's own client over standard input and output."""

import asyncio
import sys
from pathlib import Path
from typing import Any

import pytest
from mcp import Client, StdioServerParameters

from linked_pages import fill

Object = dict[str, Any]


def asked(ledger: Path, *calls: tuple[str, Object]) -> list[Object]:
    """Start the command over a ledger; return what each call is answered."""

    async def answers() -> list[Object]:
        command = StdioServerParameters(
            command=sys.executable, args=["-m", "reportedly", "mcp", "--ledger", str(ledger)]
        )
        async with Client(command, read_timeout_seconds=120) as client:
            return [dict((await client.call_tool(name, given)).structured_content or {}) for name, given in calls]

    return asyncio.run(answers())


def test_a_ledger_is_asked(tmp_path: Path) -> None:
    """Its one story is found, and its leading point has two origins."""
    path = tmp_path / "ledger.sqlite"
    fill(path)
    (found,) = asked(path, ("find_stories", {"words": "mill"}))
    (story,) = found["stories"]
    (origins,) = asked(path, ("origins", {"id": story["leading"]}))
    assert origins["line"].endswith("2 independent origins")


@pytest.mark.weights
def test_a_text_is_read_in_a_process_of_its_own(tmp_path: Path) -> None:
    """Who says it is found by the weights that ship; no page is in the ledger afterwards."""
    path = tmp_path / "ledger.sqlite"
    text = "The dam at Karvel is safe, the mayor Ada Orr said on Monday. She had walked over it that morning."
    read, stories = asked(path, ("read_text", {"text": text, "outlet": "The Globe"}), ("find_stories", {}))
    assert "Ada Orr" in {one["claimant"] for one in read["reports"]}
    assert stories["caveats"]["coverage"]["pages_read"] == 0
