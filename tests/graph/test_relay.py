"""The relay: so many bytes, for so long, whatever stands behind it."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest

from graph.relay import Relay
from graph.store import _tls

Serve = Callable[[socket.socket], None]


@pytest.fixture
def database() -> Iterator[Callable[[Serve], tuple[str, int]]]:
    """Starts something that behaves as a function says, on loopback."""
    listeners: list[socket.socket] = []

    def start(serve: Serve) -> tuple[str, int]:
        listener = socket.create_server(("127.0.0.1", 0))
        listeners.append(listener)

        def accept() -> None:
            with listener.accept()[0] as connection:
                serve(connection)

        threading.Thread(target=accept, daemon=True).start()
        host, port = listener.getsockname()[:2]
        return str(host), int(port)

    yield start
    for listener in listeners:
        listener.close()


def connected(relay: Relay, address: tuple[str, int]) -> socket.socket:
    (way,) = relay.resolve(address)
    client = socket.create_connection(way, 5)
    client.settimeout(5)
    return client


def received(client: socket.socket) -> bytes:
    """All until the other side ends it."""
    data = b""
    try:
        while part := client.recv(65_536):
            data += part
    except ConnectionError:
        pass
    return data


def until(condition: Callable[[], bool]) -> bool:
    for _ in range(500):
        if condition():
            return True
        time.sleep(0.01)
    return False


def echo(connection: socket.socket) -> None:
    while data := connection.recv(1_000):
        connection.sendall(data)


def test_bytes_pass_both_ways(database: Callable[[Serve], tuple[str, int]]) -> None:
    relay = Relay(set(), connect_timeout_s=5)
    with connected(relay, database(echo)) as client:
        client.sendall(b"hello")
        assert client.recv(100) == b"hello"
    assert relay.shut_by is None
    relay.close()


def test_a_flood_ends_at_the_limit(database: Callable[[Serve], tuple[str, int]]) -> None:
    def flood(connection: socket.socket) -> None:
        with suppress(OSError):
            while True:
                connection.sendall(b"x" * 65_536)

    relay = Relay(set(), connect_timeout_s=5)
    relay.allow(seconds=30, size=1_000_000)
    with connected(relay, database(flood)) as client:
        assert len(received(client)) <= 1_000_000
    assert relay.shut_by == "bytes"


def test_silence_ends_at_the_time_and_is_remembered_until_the_engine_speaks(
    database: Callable[[Serve], tuple[str, int]],
) -> None:
    """Two zero bytes are no answer: Bolt sends them to keep a connection alive."""
    speak = threading.Event()

    def late(connection: socket.socket) -> None:
        connection.sendall(b"\0\0")
        speak.wait(10)
        connection.sendall(b"\0\0done")
        connection.recv(1)

    outliving: set[Relay] = set()
    relay = Relay(outliving, connect_timeout_s=5)
    relay.allow(seconds=0.3, size=1_000)
    with connected(relay, database(late)) as client:
        assert received(client) == b"\0\0"
    relay.close()
    assert (relay.shut_by, outliving) == ("time", {relay})
    speak.set()
    assert until(lambda: not outliving)


def listen(connection: socket.socket) -> None:
    received(connection)


def test_giving_up_waits_for_no_engine(database: Callable[[Serve], tuple[str, int]]) -> None:
    outliving: set[Relay] = set()
    relay = Relay(outliving, connect_timeout_s=5)
    relay.allow(seconds=0.2, size=1_000)
    with connected(relay, database(listen)) as client:
        assert received(client) == b""
    assert outliving == {relay}
    relay.give_up()
    assert until(lambda: not outliving)


def test_closing_breaks_off_what_runs(database: Callable[[Serve], tuple[str, int]]) -> None:
    gone = threading.Event()

    def busy(connection: socket.socket) -> None:
        received(connection)
        gone.set()

    relay = Relay(set(), connect_timeout_s=5)
    with connected(relay, database(busy)) as client:
        relay.close()
        assert received(client) == b""
    assert gone.wait(5)


def anonymous(protocol: ssl._SSLMethod) -> ssl.SSLContext:
    """TLS without certificates, which no test can have that the system would trust."""
    context = ssl.SSLContext(protocol)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    context.set_ciphers("aNULL:@SECLEVEL=0")
    return context


def test_bytes_pass_over_tls_and_are_counted_bare(database: Callable[[Serve], tuple[str, int]]) -> None:
    def answer(connection: socket.socket) -> None:
        # Broken off at the limit, it may still be sending.
        with (
            suppress(OSError),
            anonymous(ssl.PROTOCOL_TLS_SERVER).wrap_socket(connection, server_side=True) as secured,
        ):
            secured.sendall(secured.recv(10) * 50_000)
            secured.recv(1)

    relay = Relay(set(), connect_timeout_s=5, tls=anonymous(ssl.PROTOCOL_TLS_CLIENT))
    relay.allow(seconds=30, size=200_000)
    with connected(relay, database(answer)) as client:
        client.sendall(b"hello")
        assert received(client) == b"hello" * 40_000
    assert relay.shut_by == "bytes"


def test_a_scheme_says_whose_certificate_is_good() -> None:
    """bolt:// is bare, bolt+s:// trusts whom the system trusts, bolt+ssc:// anyone."""
    assert _tls("") is None
    trusting, careful = _tls("ssc"), _tls("s")
    assert trusting is not None
    assert careful is not None
    assert (trusting.verify_mode, trusting.check_hostname) == (ssl.CERT_NONE, False)
    assert (careful.verify_mode, careful.check_hostname) == (ssl.CERT_REQUIRED, True)


def test_nothing_there_is_an_error_of_the_caller() -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        with pytest.raises(OSError, match="refused"):
            Relay(set(), connect_timeout_s=1).resolve(held.getsockname())
