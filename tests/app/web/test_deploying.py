"""docs/deploying.md: nginx as it is written there, in front of the app."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from app.web.main import create_app
from graph import Settings
from graph.answers import Library
from graph.engines.process import free_ports
from graph.settings import PROJECT_ROOT
from tests.app.web.conftest import CYPHER, LEAD, served
from tests.conftest import skip_but_in_ci

NGINX = shutil.which("nginx") or ("/usr/sbin/nginx" if Path("/usr/sbin/nginx").exists() else None)
AROUND = """
daemon off;
error_log stderr warn;
pid {folder}/nginx.pid;
events {{ worker_connections 200; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    {server}
}}
"""
Asked = Callable[..., httpx.Response]


def written() -> str:
    """The configuration that the page shows."""
    found = re.search(r"```nginx\n(.*?)```", (PROJECT_ROOT / "docs" / "deploying.md").read_text("utf-8"), re.DOTALL)
    assert found
    return found[1]


@contextmanager
def behind_nginx(app_port: int, folder: Path, *, changed: Callable[[str], str] = str) -> Iterator[Asked]:
    """A client of nginx, which runs what the page says on free ports, with a certificate that nobody knows."""
    if NGINX is None:
        skip_but_in_ci("no nginx is installed")
    http_port, https_port = free_ports(2)
    key = ("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=uni.example")
    subprocess.run(
        ["openssl", *key, "-keyout", folder / "key.pem", "-out", folder / "fullchain.pem"],
        check=True,
        capture_output=True,
    )
    (folder / "huoshui.htpasswd").write_text("reader:{PLAIN}a word\n", "utf-8")
    folder.chmod(0o755)
    server = changed(written())
    for there, here in (
        ("listen 80;", f"listen 127.0.0.1:{http_port};"),
        ("listen 443 ", f"listen 127.0.0.1:{https_port} "),
        ("/etc/ssl/huoshui/", f"{folder}/"),
        ("/etc/nginx/huoshui.htpasswd", f"{folder}/huoshui.htpasswd"),
        ("127.0.0.1:8000", f"127.0.0.1:{app_port}"),
    ):
        assert there in server
        server = server.replace(there, here)
    conf = folder / "nginx.conf"
    user = "user root;" if os.geteuid() == 0 else ""  # else its workers may not read the folder of a test
    conf.write_text(user + AROUND.format(folder=folder, server=server), "utf-8")
    with subprocess.Popen([str(NGINX), "-p", str(folder), "-c", str(conf)], stderr=subprocess.PIPE) as process:
        try:
            with httpx.Client(verify=False, trust_env=False, timeout=60) as client:

                def ask(path: str, method: str = "GET", *, plain: bool = False, **more: object) -> httpx.Response:
                    scheme, port = ("http", http_port) if plain else ("https", https_port)
                    headers = {"Host": f"uni.example:{port}", **dict(more.pop("headers", {}))}  # type: ignore[call-overload]
                    url = f"{scheme}://127.0.0.1:{port}{path}"
                    return client.request(method, url, headers=headers, **more)  # type: ignore[arg-type]

                for _ in range(200):
                    try:
                        ask("/", plain=True)
                        break
                    except httpx.TransportError:
                        assert process.poll() is None, process.stderr and process.stderr.read().decode()
                        time.sleep(0.05)
                yield ask
        finally:
            process.terminate()


@pytest.fixture
def port(settings: Settings, seeds: Library) -> Iterator[int]:
    more = {"root_path": "/huoshui", "trusted_proxies": "127.0.0.1", "allowed_hosts": "uni.example"}
    with served(create_app(settings.model_copy(update=more))) as client:
        assert client.base_url.port
        yield client.base_url.port


def test_the_site_is_there_whether_nginx_strips_the_path_or_not(port: int, tmp_path: Path) -> None:
    def unstripped(text: str) -> str:
        assert ":8000/;" in text
        return text.replace(":8000/;", ":8000;")

    pages: list[list[str]] = []
    both: tuple[Callable[[str], str], ...] = (str, unstripped)
    for number, changed in enumerate(both):
        folder = tmp_path / str(number)
        folder.mkdir()
        with behind_nginx(port, folder, changed=changed) as ask:
            page = ask(f"/huoshui/schools/{LEAD}?lang=en")
            assert page.status_code == 200
            assert page.headers["strict-transport-security"] == "max-age=31536000"
            assert page.headers["content-encoding"] == "gzip", "the app compresses"
            named = sorted(set(re.findall(r'(?:href|src)="(/[^"#?]*)', page.text)))
            assert len(named) > 10
            assert {ask(one).status_code for one in named} <= {200, 303, 308}
            pages.append(named)
            assert ask("/huoshui", plain=True).headers["location"] == "https://uni.example/huoshui"
            assert ask("/huoshui").headers["location"].endswith("/huoshui/")
            assert ask("/huoshui/metrics").status_code == 403
            assert re.search(r"Sitemap: https://uni\.example:\d+/huoshui/sitemap\.xml", ask("/huoshui/robots.txt").text)
            asked = {"json": {"statement": "RETURN 1 AS x"}, "headers": {"Sec-Fetch-Site": "same-origin"}}
            assert ask(f"/huoshui{CYPHER}", "POST", **asked).json()["rows"] == [{"x": 1}]
            assert ask(f"/huoshui{CYPHER}", "POST", content=b"x" * 70_000).status_code == 413
            assert ask("/huoshui/docs", headers={"X": "x" * 20_000}).status_code == 400
    assert pages[0] == pages[1]


def test_a_private_instance_asks_for_a_password(port: int, tmp_path: Path) -> None:
    def private(text: str) -> str:
        assert text.count("# auth_basic") == 2
        return text.replace("# auth_basic", "auth_basic")

    with behind_nginx(port, tmp_path, changed=private) as ask:
        assert ask("/huoshui/").status_code == 401
        assert ask("/huoshui/", auth=("reader", "another word")).status_code == 401
        assert ask("/huoshui/", auth=("reader", "a word")).status_code == 200


def test_a_crowd_from_one_address_is_held_back(port: int, tmp_path: Path) -> None:
    def held_back(text: str) -> str:
        return text.replace("burst=100", "burst=5").replace("rate=20r/s", "rate=1r/s")

    with behind_nginx(port, tmp_path, changed=held_back) as ask:
        codes = [ask("/huoshui/health/live").status_code for _ in range(40)]
    assert set(codes) == {200, 429}
