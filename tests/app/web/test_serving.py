from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
from http.client import HTTPConnection
from pathlib import Path

import httpx
import pytest

from app.web.main import serve
from app.web.serving import address, listen
from graph import Settings
from graph.errors import BadParameter

SERVE = """
import sys
from pathlib import Path
from app.web.main import serve
from graph import Settings
serve(Settings(home=Path(sys.argv[1]), neo4j_uri=None, port=0), lambda url: print(url, flush=True))
print("ended", flush=True)
"""


def test_a_port_in_use_is_named_with_a_way_out(tmp_path: Path) -> None:
    with listen("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(BadParameter) as caught:
            serve(Settings(home=tmp_path, neo4j_uri=None, port=port))
    assert caught.value.parameter == "port"
    assert f"127.0.0.1:{port}" in caught.value.message
    assert "HUOSHUI_PORT" in caught.value.next_step


def test_a_host_that_is_none_is_named_too(tmp_path: Path) -> None:
    with pytest.raises(BadParameter, match="256"):
        serve(Settings(home=tmp_path, neo4j_uri=None, host="256.0.0.1", port=0))


def test_the_address_is_the_one_it_listens_at() -> None:
    with listen("127.0.0.1", 0) as listening:
        assert address(listening) == f"http://127.0.0.1:{listening.getsockname()[1]}"


def test_small_answers_are_sent_at_once() -> None:
    """asyncio turns Nagle's algorithm off only for sockets that are named as TCP; else each answer waits 40 ms."""
    with listen("127.0.0.1", 0) as listening:
        assert listening.proto == socket.IPPROTO_TCP


def test_an_idle_connection_stays_open_longer_than_clients_keep_it(lone: httpx.Client) -> None:
    """A server that closes first loses the request that is just on its way: clients keep theirs for 5 s."""
    connection = HTTPConnection(lone.base_url.host, lone.base_url.port)
    for pause_s in (0, 6):
        time.sleep(pause_s)
        connection.request("GET", "/health/live")
        if not pause_s:
            opened = connection.sock
        assert connection.sock is opened
        assert connection.getresponse().read() == b'{"status":"live"}'
    connection.close()


def test_serving_tells_its_address_answers_and_ends_at_an_interrupt(tmp_path: Path) -> None:
    command = [sys.executable, "-W", "error", "-c", SERVE, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            url = process.stdout.readline().strip()
            with httpx.Client(trust_env=False, timeout=30) as client:
                assert client.get(f"{url}/health/live").json() == {"status": "live"}
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=30)
        finally:
            process.kill()
    assert process.returncode == 0
    assert out == "ended\n"
    assert "Starting without a store" in err
    assert "Traceback" not in err
