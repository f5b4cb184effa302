from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from app.web.deps import LibraryKeeper
from app.web.main import create_app
from graph import Settings
from graph.errors import StoreUnreachable
from tests.app.web.conftest import example_of, operations, problem, served
from tests.engine_choice import on_arcadedb

OPEN = "/api/v1/questions/{id}/answer"


def test_no_address_takes_a_parameter_that_it_does_not_declare(client: httpx.Client, app: FastAPI) -> None:
    checked = 0
    for _, operation in operations(app.openapi()):
        request, _ = example_of(operation)
        response = client.get(httpx.URL(request).copy_add_param("regoin", "530124"))
        assert "regoin" in problem(response, 422, "regoin")["detail"]
        checked += 1
    assert checked == len(list(operations(app.openapi()))) > 12


@pytest.mark.parametrize("address", ["/assets/site.css?w=1", "/health/live?x=", "/metrics?x=1"])
def test_files_and_probes_do_not_either(lone: httpx.Client, address: str) -> None:
    problem(lone.get(address), 422, address.partition("?")[2].partition("=")[0])


PAGES = ["/?", "/search?q=%E5%8D%97&", "/questions?", "/questions/coverage?region=530124&", "/docs?", "/cypher?",
         "/questions/shortest_path?from=530100&to=530124&", "/api/v1/network?focus=530100&format=html&"]  # fmt: skip
# What WeChat, newsletters and advertisers hang on an address that is passed on; the last one is no UTF-8.
MARKS = ["from=singlemessage", "from=groupmessage&isappinstalled=0", "from=timeline", "utm_source=a&utm_source=b",
         "x=%ff"]  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_a_page_passes_over_what_others_hang_on_its_address(client: httpx.Client, page: str) -> None:
    plain = client.get(page)
    assert plain.status_code == 200
    title = re.compile("<title>.*?</title>")
    for marks in MARKS:
        marked = client.get(page + marks)
        assert marked.status_code == 200, marks
        assert title.findall(marked.text) == title.findall(plain.text)
        assert marked.text.count("<tr") == plain.text.count("<tr")


def test_a_page_is_still_asked_one_thing_at_a_time(client: httpx.Client) -> None:
    problem(client.get("/search?q=a&q=b"), 422, "q")
    problem(client.get("/?lang=fr&utm_source=a"), 422, "lang")
    problem(client.get("/search?q=%ff"), 422, "q")


def test_a_network_for_programs_stays_strict(client: httpx.Client) -> None:
    for form in ("", "&format=json", "&format=graphml", "&format=gexf"):
        address = f"/api/v1/network?focus=530100&hops=1{form}&utm_source=a"
        problem(client.get(address), 422, "utm_source")


def test_every_documented_parameter_is_known(lone: httpx.Client, lone_app: FastAPI) -> None:
    """Without a store a request that passes the check ends in 503 or, its value being odd, in 422 over that value."""
    for path, operation in operations(lone_app.openapi()):
        for parameter in operation.get("parameters", []):
            if parameter["in"] == "query":
                response = lone.get(path.replace("{id}", "x"), params={parameter["name"]: "1"})
                assert "is no parameter of this address" not in response.text, (path, parameter["name"])


def test_a_parameter_stands_once(client: httpx.Client) -> None:
    detail = problem(client.get("/api/v1/schools?region=530124&region=411202"), 422, "region")["detail"]
    assert "2 times" in detail
    problem(client.get("/api/v1/questions/school/answer?id=a&id=b"), 422, "id")


@pytest.mark.parametrize(
    ("address", "parameter"),
    [
        ("schools?region=999999", "region"),
        ("groups?region=999999", "region"),
        ("regions?parent=999999", "parent"),
        ("coverage?region=999999", "region"),
        ("coverage?region=999999&by=county", "region"),
        ("coverage/uncovered?region=999999", "region"),
    ],
)
def test_an_unknown_region_is_an_error_and_not_an_empty_answer(
    client: httpx.Client, address: str, parameter: str
) -> None:
    body = problem(client.get(f"/api/v1/{address}"), 404, parameter)
    assert "999999" in body["detail"]
    assert parameter in body["detail"]
    assert "/api/v1/regions?q=" in body["next_step"]


# NUL, a lone surrogate, too long, too large, no number, statements, a path, a header, beyond the basic plane.
HOSTILE = ["a%00b", "%ED%A0%80", "x" * 10_000, "9" * 400, "nan", "-1", "' OR 1=1 //\"`\\", "../../etc/passwd",
           "%0d%0aX-Evil:1", "%F0%9F%92%A7%E2%80%AE"]  # fmt: skip


@pytest.mark.parametrize("value", HOSTILE, ids=lambda value: value[:24])
def test_a_hostile_value_is_never_an_error_of_ours(client: httpx.Client, app: FastAPI, value: str) -> None:
    """Every parameter of every address: the path's with `value`, each query parameter in turn."""
    for path, operation in operations(app.openapi()):
        request, _ = example_of(operation)
        asked = [] if "{id}" not in path else [path.replace("{id}", value.replace("/", "%2F"))]
        example = httpx.URL(request)
        for parameter in operation.get("parameters", []):
            if parameter["in"] == "query":
                others = example.copy_remove_param(parameter["name"])
                asked.append(f"{others}{'&' if others.query else '?'}{parameter['name']}={_in_query(value)}")
        for address in asked:
            response = client.get(address)
            assert response.status_code in {200, 404, 422}, (address[:200], response.text[:500])
            assert "X-Evil" not in response.headers
            if response.status_code != 200:
                problem_without_path(response)
                name = address.rpartition("&")[2].rpartition("?")[2].partition("=")[0] if "?" in address else "id"
                # A path of several parts is another address.
                assert response.json().get("parameter") == name or "/" in value, (address[:200], name)


def _in_query(value: str) -> str:
    return value.replace("&", "%26").replace("#", "%23").replace("+", "%2B")


def problem_without_path(response: httpx.Response) -> None:
    """A problem; the path it names has the hostile characters replaced, so it isn't compared."""
    assert response.json()["status"] == response.status_code
    assert response.json()["next_step"]


@pytest.mark.parametrize(
    "address",
    ["schools?limit=nan", "schools?limit=0", "schools?limit=10001", "reach/530100?hops=7", "reach/530100?hops=0",
     "reach/530100?ties=FRIENDS", "reach/530100?direction=up", "coverage?region=530124&weight=tons",
     "coverage?region=530124&as_of=2025", "coverage?region=530124&as_of=2025-02-30", "groups?kind=club",
     "network?focus=530100&format=pdf", "network?focus=530100&format=",
     "schools?format=", "questions/find/answer?name=a&format=", "reach/530100?lang=fr", "schools?q=%00"],
)  # fmt: skip
def test_a_value_that_is_not_valid_is_named(client: httpx.Client, address: str) -> None:
    name = address.split("?")[1].split("&")[-1].partition("=")[0]
    problem(client.get(f"/api/v1/{address}"), 422, name)


@pytest.fixture
def moving(settings: Settings, tmp_path: Path) -> tuple[Settings, Path, Path]:
    """Settings whose home is a link, not there yet, to the home of a running engine: (settings, link, home)."""
    link = tmp_path / "home"
    return settings.model_copy(update={"home": link}), link, settings.home


@on_arcadedb
def test_an_app_that_starts_without_a_store_connects_once_there_is_one(
    moving: tuple[Settings, Path, Path],
) -> None:
    settings, link, home = moving
    with served(create_app(settings)) as client:
        assert client.get("/health/live").status_code == 200
        problem(client.get("/health/ready"), 503)
        assert "Try again" in problem(client.get("/api/v1/regions?limit=1"), 503)["next_step"]
        assert "数据库连接不上" in client.get("/").text
        link.symlink_to(home)
        assert client.get("/api/v1/regions?limit=1").status_code == 200


@on_arcadedb
def test_a_store_that_has_gone_is_let_go_and_found_again(moving: tuple[Settings, Path, Path]) -> None:
    settings, link, home = moving
    link.symlink_to(home)
    keeper = LibraryKeeper(settings)
    first = keeper.library()
    keeper.reconsider()
    assert keeper.library() is first, "a store that is where it was is kept"
    link.unlink()
    keeper.reconsider()
    with pytest.raises(StoreUnreachable):
        keeper.library()
    link.symlink_to(home)
    second = keeper.library()
    assert second is not first
    second.store.check()
    keeper.close()


@on_arcadedb
def test_many_threads_open_one_store(moving: tuple[Settings, Path, Path]) -> None:
    settings, link, home = moving
    link.symlink_to(home)
    keeper = LibraryKeeper(settings)
    with ThreadPoolExecutor(16) as pool:
        opened = set(pool.map(lambda _: id(keeper.library()), range(64)))
    assert len(opened) == 1
    keeper.close()
