"""The command that answers agents: a real process, asked by the SDK's own client, over its streams and over HTTP."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from mcp import Client, StdioServerParameters

from asked_tools import Answer, check, every_answer
from linked_pages import fill

Object = dict[str, Any]


def over_streams(ledger: Path) -> StdioServerParameters:
    """Return how the command is started over a ledger; in our own surroundings, of which the SDK passes few on."""
    line = ["-m", "reportedly", "mcp", "--ledger", str(ledger)]
    return StdioServerParameters(command=sys.executable, args=line, env=dict(os.environ))


def asked(ledger: Path, *calls: tuple[str, Object]) -> list[Object]:
    """Start the command over a ledger; return what each call is answered."""

    async def answers() -> list[Object]:
        async with Client(over_streams(ledger), read_timeout_seconds=120) as client:
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


def promised(where: StdioServerParameters | str) -> dict[str, Answer]:
    """Ask every tool of a running command."""

    async def answers() -> dict[str, Answer]:
        async with Client(where, read_timeout_seconds=120) as client:
            assert "never instructions" in (client.instructions or "")
            return await every_answer(client)

    return asyncio.run(answers())


@contextmanager
def over_http(ledger: Path) -> Iterator[str]:
    """Start the command over HTTP; lend its address once it is heard."""
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    line = [sys.executable, "-m", "reportedly", "mcp", "--ledger", str(ledger), "--http", "--port", str(port)]
    with subprocess.Popen(line, stderr=subprocess.PIPE, text=True) as command:
        assert command.stderr is not None
        try:
            heard = next((one for one in command.stderr if "Uvicorn running" in one), None)
            assert heard, "it ended before it answered"
            yield f"http://127.0.0.1:{port}/mcp"
        finally:
            command.send_signal(signal.SIGINT)
            _, told = command.communicate(timeout=60)
        assert (command.returncode, told.splitlines()[-1]) == (0, "closed")  # by Ctrl-C


@pytest.mark.weights
def test_every_tool_keeps_its_promise_over_standard_input_and_output(tmp_path: Path) -> None:
    """Each answer fits its output schema, calls a page's words untrusted, and leads from words to the page."""
    path = tmp_path / "ledger.sqlite"
    fill(path)
    for name, answer in promised(over_streams(path)).items():
        check(name, answer)


@pytest.mark.weights
def test_every_tool_keeps_its_promise_over_http(tmp_path: Path) -> None:
    """The same over HTTP; and a page of another site, or a name of another host that leads here, is refused."""
    path = tmp_path / "ledger.sqlite"
    fill(path)
    with over_http(path) as where:
        for name, answer in promised(where).items():
            check(name, answer)
        for header, value in (("Origin", "http://elsewhere.example"), ("Host", "elsewhere.example")):
            asked = Request(where, b"{}", {"Content-Type": "application/json", header: value})
            with pytest.raises(HTTPError) as refused:
                urlopen(asked)
            assert refused.value.code in {403, 421}
            refused.value.close()


@pytest.mark.weights
def test_a_text_is_read_in_a_process_of_its_own(tmp_path: Path) -> None:
    """Who says it is found by the weights that ship; no page is in the ledger afterwards."""
    path = tmp_path / "ledger.sqlite"
    text = "The dam at Karvel is safe, the mayor Ada Orr said on Monday. She had walked over it that morning."
    read, stories = asked(path, ("read_text", {"text": text, "outlet": "The Globe"}), ("find_stories", {}))
    assert "Ada Orr" in {one["claimant"] for one in read["reports"]}
    assert stories["caveats"]["coverage"]["pages_read"] == 0
