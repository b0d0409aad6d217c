"""A reading room with accounts, as visitors of three kinds come to it from another address."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fastapi import FastAPI
from fastapi.testclient import TestClient

from reportedly.ledger import Ledger, Role
from reportedly.serve.app import app
from reportedly.serve.house import Serving

PASSWORD = "a mill on the Arden"
HOST = "http://news.example"
OURS = {"Origin": HOST, "Accept": "text/html"}
VISITORS = ("nobody", "reader", "editor")


def room(path: Path) -> FastAPI:
    """Return a reading room that other machines reach, with a reader's and an editor's account."""
    with Ledger.open(path) as ledger:
        for role in Role:
            if ledger.accounts.get(role.value) is None:
                ledger.accounts.add(role.value, role, PASSWORD)
    return app(Serving(path, host="0.0.0.0"))


@contextmanager
def visiting(made: FastAPI, who: str) -> Iterator[TestClient]:
    """Come in as nobody, a reader or an editor."""
    with TestClient(made, base_url=HOST, follow_redirects=False) as client:
        if who != "nobody":
            answer = log_in(client, who)
            assert answer == 303
        yield client


def log_in(client: TestClient, name: str, password: str = PASSWORD) -> int:
    """Log in through the page; return the status."""
    given = {"token": token(client), "name": name, "password": password, "next": "/queue"}
    return int(client.post("/login", data=given, headers=OURS).status_code)


def token(client: TestClient, page: str = "/login") -> str:
    """Return the token that the forms of a page carry."""
    found = re.search(r'name="token" value="([0-9a-f]{64})"', client.get(page, headers=OURS).text)
    return found[1] if found else ""
