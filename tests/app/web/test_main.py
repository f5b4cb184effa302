from __future__ import annotations

import logging
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import httpx
import pytest
from fastapi import FastAPI

from app.web.main import app_from_environment, create_app
from app.web.problems import anchor, error_classes, problem_words, words_of
from graph import Settings, Statement
from graph.errors import (
    BadParameter,
    HuoshuiError,
    InputTooLarge,
    NotFound,
    StatementFailed,
    StatementInvalid,
    StatementRefused,
    StoreDenied,
    TooManyRunning,
)
from tests.app.web.conftest import example_of, operations, problem, served
from tests.app.web.pages.reading import links, read

# Written down apart from the classes, so that a class which binds its status wrongly is seen.
STATUSES = {
    "ReceiptInvalid": 422,
    "BadParameter": 422,
    "NotFound": 404,
    "UnknownQuestion": 404,
    "InputNotFound": 404,
    "LoadRefused": 409,
    "LoadInProgress": 409,
    "BackupRefused": 409,
    "BackupUnreadable": 422,
    "RestoreRefused": 409,
    "ForeignData": 409,
    "InputTooLarge": 422,
    "MissingColumn": 422,
    "StoreUnreachable": 503,
    "StoreBroken": 503,
    "StoreBusy": 503,
    "ServerStopping": 503,
    "StoreDenied": 503,
    "StoreTimeout": 503,
    "StoreFull": 507,
    "StatementFailed": 500,
    "ConstraintViolated": 409,
    "RestoreFailed": 500,
    "EngineNotInstalled": 503,
    "EngineNotStarted": 503,
    "ImportFailed": 503,
    "CatalogueInvalid": 500,
    "StoryInvalid": 500,
    "ExtraNotInstalled": 501,
    "StatementInvalid": 422,
    "StatementRefused": 403,
    "TooManyRunning": 429,
    "ConsoleOff": 403,
    "GuestsNotReady": 503,
    "AnswerTooLarge": 422,
}
# What is raised with more than a message.
MADE: dict[type[HuoshuiError], HuoshuiError] = {
    BadParameter: BadParameter("hops", "is odd"),
    InputTooLarge: InputTooLarge("is odd", "HUOSHUI_INPUT_MB"),
    StatementInvalid: StatementInvalid("is odd", position=(2, 7)),
    StatementRefused: StatementRefused("CREATE", "is odd", position=(2, 7)),
}
SECRET = "bolt://10.1.2.3:7687"  # pragma: allowlist secret
LEAVES = [error_class for error_class in error_classes() if error_class.__name__ in STATUSES]


@pytest.fixture(scope="module")
def raising(tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    """An app with one address more for every class of the error tree, which raises it."""
    app = create_app(Settings(home=tmp_path_factory.mktemp("raising"), neo4j_uri=None))

    def raise_named(name: str) -> None:
        error_class = next(error for error in error_classes() if error.__name__ == name)
        raise MADE.get(error_class) or error_class(f"{SECRET} said no")

    def fail() -> None:
        raise RuntimeError(SECRET)

    app.add_api_route("/raise/{name}", raise_named, include_in_schema=False)
    app.add_api_route("/fail", fail, include_in_schema=False)
    return app


@pytest.fixture(scope="module")
def raiser(raising: FastAPI) -> Iterator[httpx.Client]:
    with served(raising) as client:
        yield client


@pytest.mark.parametrize("error_class", LEAVES, ids=lambda error_class: error_class.__name__)
def test_every_leaf_of_the_error_tree_answers_its_own_status(
    raiser: httpx.Client, error_class: type[HuoshuiError]
) -> None:
    parameter = {BadParameter: "hops", StatementInvalid: "statement"}.get(error_class)
    body = problem(raiser.get(f"/raise/{error_class.__name__}"), STATUSES[error_class.__name__], parameter)
    assert body["title"] == error_class.title
    assert body["next_step"] == problem_words()[anchor(error_class)].step[1]
    assert not names_a_command(body["next_step"])
    assert body["type"] == f"/docs#{anchor(error_class)}"
    assert body.get("operator") == ("CREATE" if error_class is StatementRefused else None)
    assert body.get("position") == ([2, 7] if error_class in (StatementInvalid, StatementRefused) else None)


@pytest.mark.parametrize("error_class", LEAVES, ids=lambda error_class: error_class.__name__)
@pytest.mark.parametrize("language", ["zh-CN", "en-GB"])
def test_every_leaf_is_a_page_for_a_browser(
    raiser: httpx.Client, error_class: type[HuoshuiError], language: str
) -> None:
    headers = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8", "Accept-Language": f"{language},fr;q=0.4"}
    response = raiser.get(f"/raise/{error_class.__name__}", headers=headers)
    assert response.status_code == STATUSES[error_class.__name__]
    assert response.headers["content-type"].startswith("text/html")
    assert {"Accept", "Accept-Language"} <= {name.strip() for name in response.headers["vary"].split(",")}
    words, column = problem_words()[anchor(error_class)], int(language == "en-GB")
    page = read(response.text)
    assert page.one("html").attributes["lang"] == ("zh-Hans", "en")[column]
    assert page.one("h1").text == words.title[column]
    assert page.one("p", role="alert").text == words.page[column].replace("`", "")
    assert "/api/" not in page.one("p", role="alert").text
    assert not names_a_command(page.text)
    assert f"/?lang={language[:2]}" in links(page)


def test_a_defect_is_a_page_without_a_traceback(raiser: httpx.Client) -> None:
    response = raiser.get("/fail?lang=en", headers={"Accept": "text/html"})
    assert response.headers["connection"] == "close"
    assert response.status_code == 500
    assert read(response.text).one("h1").text == "Something went wrong"
    assert SECRET not in response.text
    assert response.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in response.headers["content-security-policy"]


def test_a_step_of_an_errors_own_is_told_unless_it_names_a_command() -> None:
    assert words_of(NotFound("no", next_step="Look at /docs.")).step == ("Look at /docs.", "Look at /docs.")
    assert words_of(TooManyRunning("full", next_step="Wait, or `huoshui down`.")) == problem_words()["too-many-running"]


def names_a_command(text: str) -> bool:
    return bool(re.search(r"huoshui [a-z]|NEO4J_|HUOSHUI_|pip install", text))


def test_no_leaf_is_left_out() -> None:
    assert {error.__name__ for error in error_classes() if not error.__subclasses__()} <= set(STATUSES)


def test_every_type_of_problem_is_explained_on_the_api_page(raiser: httpx.Client) -> None:
    page = raiser.get("/docs").text
    kinds = [anchor(error_class) for error_class in error_classes()]
    kinds += ["unknown-address", "method-not-allowed", "unforeseen", "not-ready", "other-site", "body-too-long"]
    assert [kind for kind in kinds if f'<tr id="{kind}">' not in page] == []


@pytest.mark.parametrize("name", ["StoreDenied", "StatementFailed", "StoreUnreachable", "EngineNotStarted"])
def test_where_the_store_is_stays_in_the_log(raiser: httpx.Client, name: str, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR, "huoshui.web"):
        assert SECRET not in raiser.get(f"/raise/{name}").text
    assert SECRET in caplog.text


class Listener(logging.Handler):
    """Keeps what uvicorn logs: its loggers don't pass on to the root, where caplog listens."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.heard = Event()

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a record. uvicorn logs after it has answered, so a reader waits for `heard`."""
        self.text += logging.Formatter().format(record)
        self.heard.set()


def test_what_nobody_foresaw_is_a_problem_without_a_traceback(raiser: httpx.Client) -> None:
    log, listener = logging.getLogger("uvicorn.error"), Listener()
    log.addHandler(listener)
    try:
        response = raiser.get("/fail")
        assert listener.heard.wait(30), "the traceback goes to the log"
    finally:
        log.removeHandler(listener)
    problem(response, 500)
    assert response.headers["connection"] == "close", "the server closes it, and no client may send more over it"
    assert "Traceback" not in response.text
    assert SECRET not in response.text
    assert f"RuntimeError: {SECRET}" in listener.text


def test_an_unknown_address_and_another_method_are_problems(lone: httpx.Client) -> None:
    assert "/docs" in problem(lone.get("/api/v1/nothing"), 404)["next_step"]
    response = lone.post("/api/v1/schools")
    assert "GET" in problem(response, 405)["next_step"]
    assert response.headers["allow"] == "GET, HEAD"
    assert lone.head("/api/v1/cypher").headers["allow"] == "POST"


PAGES = ["/", "/questions", "/questions/coverage?region=530124", "/questions/nothing", "/docs", "/cypher", "/metrics",
         "/openapi.json", "/assets/site.css", "/assets/plotly.min.js", "/api/v1/network?focus=530100&format=html",
         "/api/v1/schools?format=csv", "/api/v1/schools?limit=0", "/api/v1/nothing"]  # fmt: skip
OF_ONE_RESPONSE = {"date", "server-timing", "huoshui-receipt"}


def test_head_tells_what_get_does_without_a_body(client: httpx.Client, app: FastAPI) -> None:
    for address in [*PAGES, *(example_of(operation)[0] for _, operation in operations(app.openapi()))]:
        head, get = client.head(address), client.get(address)
        assert (head.status_code, head.content) == (get.status_code, b""), address
        # How long each of two numbers is differs from one collection of metrics to the next.
        once = {*OF_ONE_RESPONSE, "content-length"} if address == "/metrics" else OF_ONE_RESPONSE
        for name in (head.headers.keys() | get.headers.keys()) - once:
            assert head.headers.get(name) == get.headers.get(name), (address, name)


def test_head_is_304_where_get_is(client: httpx.Client) -> None:
    tag = client.get("/api/v1/schools?limit=1").headers["etag"]
    assert client.head("/api/v1/schools?limit=1", headers={"If-None-Match": tag}).status_code == 304


def test_an_unavailable_store_says_when_to_come_back(lone: httpx.Client) -> None:
    response = lone.get("/api/v1/schools")
    assert "Try again in some minutes" in problem(response, 503)["next_step"]
    assert int(response.headers["retry-after"]) > 0


def test_long_answers_are_compressed(client: httpx.Client) -> None:
    response = client.get("/api/v1/schools", headers={"accept-encoding": "gzip"})
    assert response.headers["content-encoding"] == "gzip"
    assert response.json()["items"]
    assert "content-encoding" not in client.get("/health/live", headers={"accept-encoding": "gzip"}).headers


def test_the_apps_store_only_reads(client: httpx.Client, app: FastAPI) -> None:
    store = app.state.keeper.library().store
    assert store.connection.read_only
    with pytest.raises((StoreDenied, StatementFailed)):
        store.read(Statement("try", "CREATE (n:School {id: 'written-by-web'}) RETURN n.id"))
    assert client.get("/api/v1/schools/written-by-web").status_code == 404


def test_the_reader_account_is_refused_a_write_whatever_the_routing(client: httpx.Client, app: FastAPI) -> None:
    """Neo4j's Community edition has no accounts with fewer rights; there READ mode is what refuses (test above)."""
    store = app.state.keeper.library().store
    if store.connection.engine == "arcadedb":
        with pytest.raises(StoreDenied):
            store.write(Statement("try", "CREATE (n:School {id: 'written-by-web'})"))
    assert client.get("/api/v1/schools/written-by-web").status_code == 404


def test_the_web_process_holds_nothing_that_writes() -> None:
    code = (
        "import sys, app.web.main; print(*sorted(m for m in sys.modules if m.startswith(('loaders', 'graph.write'))))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == ""


def test_the_server_starts_without_what_pictures_take() -> None:
    taken = ("fontTools", "resvg_py", "pydyf", "pylopdf_fonts_zh_cn", "pyvis")
    code = f"import sys, app.web.main, app.map_files; print(*sorted(m for m in sys.modules if m in {taken}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == ""


def test_the_factory_takes_the_environments_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HUOSHUI_HOME", str(tmp_path))
    monkeypatch.delenv("NEO4J_URI", raising=False)
    with served(app_from_environment()) as client:
        assert client.get("/health/live").status_code == 200
        assert client.get("/health/ready").status_code == 503
