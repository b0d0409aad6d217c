"""Names are resolved by us, every address is checked, and the connection goes to an address that was checked."""

import socket

import httpcore2
import pytest

from reportedly.errors import IngestError, RefusedError
from reportedly.ingest.addresses import CheckedBackend, Deadline, is_public, resolve


@pytest.mark.parametrize(
    "address",
    [
        "10.0.0.1",
        "172.16.3.4",
        "192.168.1.1",
        "127.0.0.1",
        "127.8.9.10",
        "0.0.0.0",
        "169.254.169.254",  # where clouds keep their secrets
        "100.64.0.1",  # between a provider and its customers
        "224.0.0.1",
        "239.255.255.250",
        "240.0.0.1",
        "255.255.255.255",
        "192.0.2.7",  # documentation
        "::",
        "::1",
        "fe80::1",
        "fe80::1%lo",
        "fc00::1",
        "fd12:3456::1",
        "fec0::1",
        "ff02::1",
        "2001:db8::1",
        "2001::1",  # Teredo
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::127.0.0.1",
        "2002:7f00:1::",  # 6to4 of 127.0.0.1
        "2002:a00:1::1",  # 6to4 of 10.0.0.1
        "64:ff9b::7f00:1",  # NAT64 of 127.0.0.1
        "64:ff9b::a9fe:a9fe",  # NAT64 of 169.254.169.254
        "64:ff9b:1::1",
    ],
)
def test_addresses_refused(address: str) -> None:
    """What is private, local, reserved or multicast, or stands for such an address, is not public."""
    assert not is_public(address)


@pytest.mark.parametrize(
    "address",
    ["93.184.216.34", "8.8.8.8", "2606:2800:220:1::1", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1"],
)
def test_addresses_allowed(address: str) -> None:
    """What anybody on the internet may have is public."""
    assert is_public(address)


class Wires(httpcore2.SyncBackend):
    """Connects to nothing, and notes what it was asked to connect to; some addresses are down."""

    def __init__(self, *down: str) -> None:
        self.asked: list[str] = []
        self.down = down

    def connect_tcp(self, host: str, *_: object, **__: object) -> httpcore2.NetworkStream:
        """Note it."""
        self.asked.append(host)
        if host in self.down:
            raise httpcore2.ConnectError("down")
        return httpcore2.MockStream([])


def backend(wires: Wires, addresses: list[str], *, private: bool = False) -> CheckedBackend:
    checked = CheckedBackend(Deadline(60, lambda: 0.0), lambda *_: addresses, private_addresses=private)
    checked._plain = wires
    return checked


@pytest.mark.parametrize(
    "addresses",
    [
        ["10.0.0.1"],
        ["127.0.0.1"],
        ["::1"],
        ["fe80::1%eth0"],
        ["169.254.169.254"],
        ["::ffff:127.0.0.1"],
        ["64:ff9b::7f00:1"],
        ["93.184.216.34", "10.0.0.1"],  # one public address does not excuse a private one
        ["10.0.0.1", "93.184.216.34"],
    ],
)
def test_names_that_lead_inside(addresses: list[str]) -> None:
    """A name with an address that is not public is refused before anything is connected."""
    wires = Wires()
    with pytest.raises(RefusedError, match="REPORTEDLY_PRIVATE_ADDRESSES"):
        backend(wires, addresses).connect_tcp("news.example", 80)
    assert wires.asked == []


def test_connects_to_what_was_checked() -> None:
    """The connection goes to the address, not to the name, so that nothing is resolved twice."""
    wires = Wires()
    backend(wires, ["93.184.216.34"]).connect_tcp("news.example", 80)
    assert wires.asked == ["93.184.216.34"]


def test_next_address() -> None:
    """Where one address is down the next is tried; where all are, the last one's trouble is told."""
    wires = Wires("93.184.216.34")
    backend(wires, ["93.184.216.34", "8.8.8.8"]).connect_tcp("news.example", 80)
    assert wires.asked == ["93.184.216.34", "8.8.8.8"]
    with pytest.raises(httpcore2.ConnectError, match="down"):
        backend(wires, ["93.184.216.34"]).connect_tcp("news.example", 80)
    with pytest.raises(httpcore2.ConnectError, match="no address"):
        backend(wires, []).connect_tcp("news.example", 80)


def test_private_by_setting() -> None:
    """A setting allows private addresses."""
    wires = Wires()
    backend(wires, ["10.0.0.1"], private=True).connect_tcp("desk.example", 80)
    assert wires.asked == ["10.0.0.1"]


@pytest.mark.parametrize(
    ("raised", "expected"),
    [
        (socket.gaierror(socket.EAI_NONAME, "unknown"), IngestError),
        (socket.gaierror(socket.EAI_AGAIN, "busy"), httpcore2.ConnectError),  # may pass
        (UnicodeError("label too long"), IngestError),
    ],
)
def test_names_without_addresses(monkeypatch: pytest.MonkeyPatch, raised: Exception, expected: type[Exception]) -> None:
    """An unknown name is final; a resolver that has no answer just now may be asked again."""

    def fails(*_: object, **__: object) -> None:
        raise raised

    monkeypatch.setattr(socket, "getaddrinfo", fails)
    with pytest.raises(expected):
        resolve("nowhere.example", 80)


def test_resolved_once_each(monkeypatch: pytest.MonkeyPatch) -> None:
    """The resolver's order is kept, without doubles."""
    answers = [(0, 0, 0, "", (address, 80)) for address in ("8.8.4.4", "8.8.8.8", "8.8.4.4")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: answers)
    assert resolve("news.example", 80) == ["8.8.4.4", "8.8.8.8"]


def test_deadline() -> None:
    """A step may take what it asks for or what is left, and none begins when nothing is left."""
    time = [0.0]
    deadline = Deadline(10, lambda: time[0])
    assert deadline.cap(3) == 3
    assert deadline.cap(None) == 10
    time[0] = 8
    assert deadline.cap(3) == 2
    deadline.extend(5)
    assert deadline.left() == 7
    time[0] = 15
    with pytest.raises(httpcore2.ReadTimeout):
        deadline.cap(3)
