"""Commands that open the reading room, and say who may get in."""

import contextlib
import multiprocessing
import os
import signal
import socket
import sys
from importlib.metadata import version
from pathlib import Path
from types import FrameType
from typing import NoReturn

import click

from reportedly import wording
from reportedly.cli import options
from reportedly.cli.judge import Group, somebody
from reportedly.errors import LedgerError, UsageError
from reportedly.ledger import Ledger, Role

GRACE_S = 5
"""Seconds that requests have to come to their end when the reading room is closed."""


# ------------------------------------------------------------------ serve


@click.command(
    cls=options.Command,
    short_help="Open the reading room: a web app over the ledger.",
    examples=(
        "reportedly serve",
        "reportedly serve --ledger mill.sqlite --port 8080",
        "reportedly accounts add ada --role editor && reportedly serve --host 0.0.0.0",
    ),
)
@options.ledger_file
@click.option("--host", default="127.0.0.1", metavar="ADDRESS", help="Where to listen; default: this machine alone.")
@click.option("--port", default=8000, type=click.IntRange(0, 65535), metavar="N", help="Which port; default: 8000.")
@click.option("--accounts", "needs_accounts", is_flag=True, help="Ask for an account on this machine too.")
@click.option("--no-worker", is_flag=True, help="Read nothing that waits in the queue.")
def serve(ledger: Path | None, *, host: str, port: int, needs_accounts: bool, no_worker: bool) -> None:
    """Open the reading room, until Ctrl-C.

    It shows the ledger; where no page is in it yet, the sample stories, in a ledger of their own. Pages brought there
    wait in a queue, and a worker beside it reads them. It answers on this machine alone and needs no account; at any
    other address nobody reads without one: make one first, with `reportedly accounts add`.
    """
    from reportedly.serve.app import app  # noqa: PLC0415  # start-up
    from reportedly.serve.house import Serving  # noqa: PLC0415
    from reportedly.worker import Keeper  # noqa: PLC0415

    path = options.ledger_path(ledger)
    with Ledger.open(path) as opened:  # made or brought up to date before anybody reads it
        has_pages, has_editor = opened.has_pages(), _has_editor(opened)
    plain = Serving(path, host, port, needs_accounts)
    if plain.is_guarded and not has_editor:
        raise UsageError(_no_accounts(host, ledger))
    with _listening(host, port) as listening:
        bound = listening.getsockname()[1]
        samples = None if has_pages else _samples()
        room = app(Serving(path, host, bound, needs_accounts, somebody(), samples))
        keeper = None if no_worker else Keeper(path)
        _tell(path, host, bound, is_guarded=plain.is_guarded, samples=samples)
        try:
            if keeper:
                keeper.start()
            _run(room, listening)
        finally:
            if keeper:
                keeper.stop()
    click.echo("closed", err=True)


def _has_editor(ledger: Ledger) -> bool:
    return any(one.role is Role.EDITOR and one.disabled_at is None for one in ledger.accounts.every())


def _no_accounts(host: str, ledger: Path | None) -> str:
    of = f" --ledger {ledger}" if ledger else ""
    return (
        f"at {host} others may come in, and there is no editor's account yet; make one with "
        f"`reportedly accounts add NAME --role editor{of}`, or leave --host and --accounts out"
    )


def _listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens.

    Raises:
        UsageError: it cannot.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((host.strip("[]"), port))
        made.listen(128)
    except OSError as error:
        made.close()
        raise UsageError(
            f"cannot listen at {host}, port {port}: {error.strerror or error}; another program may have it, perhaps "
            "another reading room; name another one with --port, or --port 0 for any"
        ) from None
    made.set_inheritable(False)  # the worker must not keep it
    return made


def _tell(path: Path, host: str, port: int, *, is_guarded: bool, samples: Path | None) -> None:
    shown = f"[{host}]" if ":" in host else host
    where = "localhost" if host in {"0.0.0.0", "::"} else shown  # noqa: S104  # as it was asked for
    click.echo(f"The reading room is open at http://{where}:{port}/ (Ctrl-C closes it)")
    click.echo(f"ledger: {wording.neutral(str(path))}", err=True)
    if samples:
        click.echo("no page is in it yet, so the sample stories are shown", err=True)
    if is_guarded and host not in {"127.0.0.1", "localhost", "::1"}:
        click.echo(
            "it answers other machines, over plain HTTP: passwords can be read on the way; put it behind a proxy that "
            "speaks HTTPS",
            err=True,
        )


def _run(room: object, listening: socket.socket) -> None:
    """Answer requests until Ctrl-C or SIGTERM; those under way come to their end."""
    import uvicorn  # noqa: PLC0415  # start-up

    config = uvicorn.Config(
        room,  # type: ignore[arg-type]  # an ASGI application
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=GRACE_S,
        limit_concurrency=500,
    )
    signal.signal(signal.SIGTERM, _stopped)  # as uvicorn hands it on when it has ended
    with contextlib.suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listening])


def _stopped(_number: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


# ------------------------------------------------------------------ tools for agents


@click.command(
    cls=options.Command,
    short_help="Answer agents: the ledger as read-only tools (MCP).",
    examples=(
        "reportedly mcp",
        "reportedly mcp --ledger mill.sqlite",
        "reportedly mcp --http --port 8001",
    ),
)
@options.ledger_file
@click.option(
    "--http", "over_http", is_flag=True, help="Over HTTP on this machine, instead of standard input and output."
)
@click.option("--port", default=8001, type=click.IntRange(1, 65535), metavar="N", help="With --http; default: 8001.")
def mcp(ledger: Path | None, *, over_http: bool, port: int) -> None:
    """Answer agents over the Model Context Protocol, until they leave or Ctrl-C.

    Seven tools, which only read: find_stories, who_says, origins, number_track, contradictions, due_forecasts, and
    read_text, which reads a pasted text and stores nothing. Needs the extra `mcp`.
    """
    from reportedly.serve.agents import agents  # noqa: PLC0415  # start-up
    from reportedly.serve.house import House, Serving  # noqa: PLC0415
    from reportedly.worker import TextReader  # noqa: PLC0415

    path = options.ledger_path(ledger)
    with Ledger.open(path) as opened:  # made or brought up to date before anybody asks it
        waits = options.waiting(opened)
    if waits:
        click.echo(waits, err=True)
    house = House(Serving(path))
    with contextlib.closing(house), TextReader() as reader:
        server = agents(house, reader.read)
        if over_http:
            click.echo(f"agents are answered at http://127.0.0.1:{port}/mcp (Ctrl-C closes it)", err=True)
            with contextlib.suppress(KeyboardInterrupt):  # which comes through or not, by the moment of Ctrl-C
                server.run("streamable-http", host="127.0.0.1", port=port)
            click.echo("closed", err=True)
        else:
            server.run("stdio")


# ------------------------------------------------------------------ sample stories


def _samples() -> Path:
    """Return the ledger of the sample stories, which is made once for each version: in a process that ends with it."""
    import platformdirs  # noqa: PLC0415  # start-up

    from reportedly.linking import LINKING  # noqa: PLC0415

    path = platformdirs.user_data_path("reportedly") / f"samples-{version('reportedly')}-{LINKING}.sqlite"
    if _is_whole(path):
        return path
    click.echo("reading the sample stories, once …", err=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    process = multiprocessing.get_context("spawn").Process(target=make_samples, args=(path,))
    process.start()
    process.join()
    if process.exitcode or not _is_whole(path):
        raise UsageError("the sample stories could not be read; run `reportedly demo` to see why")
    return path


def _is_whole(path: Path) -> bool:
    try:
        with Ledger.open(path, read_only=True) as ledger:
            return ledger.has_pages()
    except LedgerError:
        return False


def make_samples(path: Path) -> None:
    """Read the sample stories into a ledger; it has its name only when it is whole."""
    from reportedly import bringing, linking, models, samples, settings  # noqa: PLC0415  # start-up

    raw = path.with_name(f"{path.name}.{os.getpid()}")
    with Ledger.open(raw) as ledger:
        places = [str(samples.pages(story)) for story in samples.stories()]
        came = bringing.bring(
            places,
            ledger=ledger,
            settings=settings.load(),
            models=models.load,
            provenance=models.provenance(),
            reject=lambda rejection: click.echo(options.told(rejection), err=True),
        )
        with ledger.together():
            for _ in came:
                pass
        linking.link(ledger)
    raw.replace(path)  # closed by its last user, it has no second file beside it


# ------------------------------------------------------------------ accounts


@click.group(
    "accounts",
    cls=Group,
    short_help="Say who may read and rule in the reading room.",
    examples=(
        "reportedly accounts add ada --role editor",
        "reportedly accounts list",
        "reportedly accounts password ada",
        "reportedly accounts disable ada",
    ),
)
def accounts() -> None:
    """Say who may read and rule in the reading room, where it answers other machines.

    A reader looks; an editor also brings pages and rules, under the account's name. Of a password the ledger keeps a
    hash (Argon2id).
    """


_NAME = click.argument("name")


def _asked_password() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    asked: str = click.prompt("Password", hide_input=True, confirmation_prompt="The same again")
    return asked


@accounts.command(
    "add",
    cls=options.Command,
    short_help="Make an account; asks for its password.",
    examples=("reportedly accounts add ada --role editor",),
)
@_NAME
@click.option(
    "--role", type=click.Choice([role.value for role in Role]), default=Role.READER.value, help="Default: reader."
)
@options.ledger_file
def add(name: str, role: str, ledger: Path | None) -> None:
    """Make an account, and ask for its password: from a terminal twice, else one line of standard input."""
    with Ledger.open(options.ledger_path(ledger)) as opened:
        made = opened.accounts.add(name, Role(role), _asked_password())
    click.echo(f"{made.role.value} {made.name} may get in")


@accounts.command(
    "list", cls=options.Command, short_help="List the accounts.", examples=("reportedly accounts list --json",)
)
@options.asking
def listed(ledger: Path | None, *, as_json: bool) -> None:
    """List the accounts: who, in which role, since when."""
    with options.opened(ledger) as opened:
        every = opened.accounts.every()
    for one in every:
        closed = one.disabled_at.isoformat() if one.disabled_at else None
        if as_json:
            line = {"name": one.name, "role": one.role.value, "created_at": one.created_at.isoformat()}
            options.print_json({**line, "disabled_at": closed})
        else:
            until = f", closed {wording.day(one.disabled_at.date())}" if one.disabled_at else ""
            click.echo(f"{one.name} · {one.role.value} · since {wording.day(one.created_at.date())}{until}")
    if not every:
        click.echo("there is no account; `reportedly accounts add NAME --role editor` makes one", err=True)


@accounts.command(
    "password",
    cls=options.Command,
    short_help="Give an account another password.",
    examples=("reportedly accounts password ada",),
)
@_NAME
@options.ledger_file
def password(name: str, ledger: Path | None) -> None:
    """Give an account another password; it must log in again, and a closed one is open again."""
    with Ledger.open(options.ledger_path(ledger)) as opened:
        opened.accounts.set_password(name, _asked_password())
    click.echo(f"{wording.neutral(name)} has another password")


@accounts.command(
    "disable",
    cls=options.Command,
    short_help="Let an account in no more.",
    examples=("reportedly accounts disable ada",),
)
@_NAME
@options.ledger_file
def disable(name: str, ledger: Path | None) -> None:
    """Let an account in no more, at once; its rulings stay."""
    with Ledger.open(options.ledger_path(ledger)) as opened:
        opened.accounts.disable(name)
    click.echo(f"{wording.neutral(name)} is let in no more")
