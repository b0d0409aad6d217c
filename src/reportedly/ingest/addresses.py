"""Which network addresses may be connected to, and the one place where connections are made.

A name is resolved once, every address it has is checked, and the connection goes to the address that was checked; so
a name cannot answer harmlessly to the check and privately to the connection. TLS and the Host header keep the name.
"""

import ipaddress
import socket
import ssl
from collections.abc import Callable, Iterable

import httpcore2

from reportedly.errors import IngestError, RefusedError

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve = Callable[[str, int], list[str]]
"""Host name and port in; its addresses out, best first."""

_UNICAST = ipaddress.IPv6Network("2000::/3")  # all of IPv6 that is routed in public
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def _carried(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """Return the IPv4 address that an IPv6 address stands for: mapped, 6to4 or NAT64."""
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour


def is_public(address: str) -> bool:
    """Whether an address is one that anybody on the internet may have: not private, local, reserved or multicast.

    >>> is_public("93.184.216.34"), is_public("10.0.0.1"), is_public("100.64.0.1"), is_public("::ffff:127.0.0.1")
    (True, False, False, False)
    """
    parsed: IPAddress = ipaddress.ip_address(address)
    if isinstance(parsed, ipaddress.IPv6Address):
        if carried := _carried(parsed):
            return is_public(str(carried))
        if parsed not in _UNICAST:
            return False
    return parsed.is_global and not (parsed.is_multicast or parsed.is_reserved or parsed.is_unspecified)


def resolve(host: str, port: int) -> list[str]:
    """Return the addresses of a host by the system's resolver, in its order.

    Raises:
        IngestError: nobody knows the name.
        httpcore2.ConnectError: the resolver has no answer just now.
    """
    try:
        answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        if error.errno == socket.EAI_AGAIN:
            raise httpcore2.ConnectError(f"the name {host} could not be looked up") from error
        raise IngestError(host, f"nobody knows the name {host}; check its spelling") from error
    except UnicodeError as error:  # a label that is empty or too long
        raise IngestError(host, f"{host[:80]!r} is no host name; check its spelling") from error
    return list(dict.fromkeys(str(answer[4][0]) for answer in answers))


class Deadline:
    """How many seconds one page may still take."""

    def __init__(self, seconds: float, clock: Callable[[], float]) -> None:
        self._clock, self._until = clock, clock() + seconds

    def left(self) -> float:
        """Return the seconds left; 0 when there are none."""
        return max(self._until - self._clock(), 0.0)

    def extend(self, seconds: float) -> None:
        """Do not count some seconds, spent waiting out of politeness."""
        self._until += seconds

    def cap(self, timeout: float | None) -> float:
        """Return the time-out for the next step: what it asks for or what is left.

        Raises:
            httpcore2.ReadTimeout: nothing is left.
        """
        left = self.left()
        if not left:
            raise httpcore2.ReadTimeout("the deadline has passed")
        return left if timeout is None else min(timeout, left)


class CheckedBackend(httpcore2.NetworkBackend):
    """Connects to addresses that were checked, and to no others; all it does ends by the deadline."""

    def __init__(self, deadline: Deadline, resolve: Resolve, *, private_addresses: bool) -> None:
        self._deadline, self._resolve, self._private = deadline, resolve, private_addresses
        self._plain = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """Connect to the first address of the host that answers, once all are found to be allowed.

        Raises:
            RefusedError: one of its addresses is not public; others beside it do not help.
        """
        trouble: Exception = httpcore2.ConnectError(f"{host} has no address")
        for address in self._checked(host, port):
            try:
                stream = self._plain.connect_tcp(
                    address, port, self._deadline.cap(timeout), local_address, socket_options
                )
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                trouble = error
            else:
                return _TimedStream(stream, self._deadline)
        raise trouble

    def _checked(self, host: str, port: int) -> list[str]:
        found = self._resolve(host, port)
        bad = [] if self._private else [address for address in found if not is_public(address)]
        if bad:
            reason = f"{host} is at {bad[0]}, which is no public address; to allow it set REPORTEDLY_PRIVATE_ADDRESSES"
            raise RefusedError(host, reason)
        return found


class _TimedStream(httpcore2.NetworkStream):
    """A connection whose every step ends by the deadline, however slowly bytes drip in."""

    def __init__(self, stream: httpcore2.NetworkStream, deadline: Deadline) -> None:
        self._stream, self._deadline = stream, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.cap(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.cap(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, self._deadline.cap(timeout))
        return _TimedStream(stream, self._deadline)

    def get_extra_info(self, info: str) -> object:
        return self._stream.get_extra_info(info)
