"""What all tests share: real engines, each started once a session in a folder of its own, and stores on them.

Graph tests run on every engine. Neo4j is resolved from the package index; where that can't be done, its tests are
skipped with the reason, but in CI they fail."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings as hypothesis_settings
from pydantic import SecretStr
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from graph import Settings, Store, engines
from graph.answers import Library
from graph.engines import EngineName, EngineStatus, neo4j_jars, neo4j_local
from graph.errors import EngineError
from loaders import shipped_folder
from tests import chromium
from tests.both_ways import BothWays
from tests.chromium import CHROMIUM, LAPTOP, Chromium, in_its_thread
from tests.commands import ENGINES_JVM, Run, run_command
from tests.engine_choice import ENGINES, choose_engines, engines_by_size, on_engines
from tests.guests import OnTheGraphItself
from tests.held_graph import Graph, mark_for_tests, require_marker
from tests.spreading import ByEngine, order_of
from tests.trust.page import machine, write_lines

SMALL = Path(__file__).parent / "data" / "small"
CENSUS = SMALL.parent / "census"
SERVER_CONFIG = {
    "dbms.cypher.statistics_divergence_threshold": "1.0",
    "dbms.cypher.min_replan_interval": "1h",
    "internal.cypher.use_parameter_size": "false",
    "db.transaction.monitor.check.interval": "100ms",
}
"""What makes Neo4j keep its plans, and end a statement soon after its time instead of up to two seconds later."""


# No test asserts a time: machines are noisy.
hypothesis_settings.register_profile("untimed", deadline=None)
hypothesis_settings.load_profile("untimed")


def in_ci() -> bool:
    """Whether a missing engine or browser is a failure."""
    return os.environ.get("CI", "").lower() == "true"


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--long`, which `make long` gives."""
    parser.addoption("--long", action="store_true", help="run the tests marked `long` at full size")


def pytest_configure(config: pytest.Config) -> None:
    """Engines of short tests live for seconds: most of what Java's second compiler makes for them is never run."""
    if not config.getoption("--long"):
        os.environ.setdefault(ENGINES_JVM, "-XX:TieredStopAtLevel=1")


@pytest.fixture
def sized(request: pytest.FixtureRequest, record_property: Callable[[str, object], None]) -> Callable[[int, int], int]:
    """Chooses the size of a test marked `long`: the first, or with --long the second."""

    def choose(small: int, full: int) -> int:
        size = full if request.config.getoption("--long") else small
        record_property("size", size)
        return size

    return choose


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """After `make long`: what ran, how large, how long. docs/long.md keeps these lines.

    What tells figures of its own has its line in docs/trust.md, which is written here."""
    if not config.getoption("--long"):
        return
    lines = {}
    for report in terminalreporter.getreports("passed"):
        told = dict(report.user_properties)
        if report.when != "call" or "size" not in told:
            continue
        terminalreporter.write_line(f"| `{report.nodeid}` | {told['size']:,} | {report.duration:.0f} s |")
        if "figures" in told:
            lines[report.nodeid] = (f"{told['size']:,}", told["figures"], f"{report.duration:.0f} s", machine())
    if lines:
        write_lines(lines)


@pytest.hookimpl(tryfirst=True)
def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Gives a test its engines by size: as `engine_name` where its system is one of its own, or as marked."""
    if metafunc.definition.get_closest_marker("engines_by_size"):
        metafunc.definition.add_marker(on_engines(engines_by_size(metafunc.config)))
    if "engine_name" in metafunc.fixturenames:
        metafunc.parametrize("engine_name", engines_by_size(metafunc.config))


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(items: list[pytest.Function], config: pytest.Config) -> Iterator[None]:
    """Choose the engines of each test, and order tests by engine and by what their graph holds: each is loaded once."""
    for item in items:
        if {"engine", "make_settings"} & set(item.fixturenames):
            item.add_marker("engine")
    choose_engines(items, config)
    yield
    items.sort(key=order_of)


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """What was imported and collected stays: looking through it for garbage is a tenth of the time of all tests."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadScopeScheduling:
    """How pytest-xdist spreads tests over workers."""
    return ByEngine(config, log)


@pytest.fixture(scope="session", autouse=True)
def statements_run_on_the_graph_itself() -> Iterator[None]:
    """Consoles of this process make no copy of the graph for their statements; tests of copies name theirs."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("graph.console.console.guests_of", OnTheGraphItself)
        yield


@pytest.fixture(scope="session", autouse=True)
def another_neo4j() -> Iterator[None]:
    """The version whose lock NEO4J_TEST_LOCK names (`make test-neo4j`) in place of the pinned one."""
    lock = os.environ.get("NEO4J_TEST_LOCK")
    with pytest.MonkeyPatch.context() as patch:
        if lock:
            patch.setattr(neo4j_jars, "LOCK", Path(lock))
            if not neo4j_jars.locked_jars()[0].version.startswith("5."):  # calendar versions
                patch.setattr(neo4j_local, "SERVER", "org.neo4j.server.Neo4jCommunity")
        yield


@pytest.fixture(scope="session")
def engine_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Settings]]:
    """Settings of a running engine by name, started when first asked for and stopped at the end."""
    started: dict[str, Settings] = {}
    broken: dict[str, EngineError] = {}

    def settings_of(engine: str) -> Settings:
        if engine in broken:
            unavailable(engine, broken[engine])
        if engine == "neo4j" and "NEO4J_TEST_URI" in os.environ:
            return _settings_from_outside()
        if engine not in started:
            settings = Settings(home=tmp_path_factory.mktemp(engine), engine=engine, neo4j_uri=None)
            try:
                start_engine(settings)
            except EngineError as error:
                broken[engine] = error
                unavailable(engine, error)
            started[engine] = settings
            with open_store(settings) as store:
                mark_for_tests(store)
        return started[engine]

    yield settings_of
    for settings in started.values():
        engines.stop(settings)


def start_engine(settings: Settings) -> EngineStatus:
    """Start an engine that lives for minutes: Java then compiles once, which costs a quarter less in all.

    Neo4j is told to keep its plans: it would make them anew each time that a graph of another size is loaded, which is
    what tests do, and for texts of other lengths. Tests of ArcadeDB itself start it as users do, and so does
    the one of every verb."""
    with pytest.MonkeyPatch.context() as patch:
        own = neo4j_local.server_config
        patch.setattr(neo4j_local, "server_config", lambda *given: {**own(*given), **SERVER_CONFIG})
        for module in ("arcadedb", "neo4j_local"):
            jvm = import_module(f"graph.engines.{module}").JVM
            patch.setattr(f"graph.engines.{module}.JVM", (*jvm, "-XX:TieredStopAtLevel=1"))
        return engines.start(settings)


@contextmanager
def running_engine(home: Path, engine: EngineName) -> Iterator[Settings]:
    """An engine that runs in a home of its own, and is stopped in the end."""
    settings = Settings(home=home, engine=engine, neo4j_uri=None)
    try:
        start_engine(settings)
        yield settings
    finally:
        engines.stop(settings)


def _settings_from_outside() -> Settings:
    """The Neo4j that the caller names for tests; it must carry the marker already."""
    settings = Settings(
        neo4j_uri=os.environ["NEO4J_TEST_URI"],
        neo4j_user=os.environ.get("NEO4J_TEST_USER", "neo4j"),
        neo4j_password=SecretStr(os.environ.get("NEO4J_TEST_PASSWORD", "")),
    )
    with open_store(settings, write=False) as store:
        require_marker(store)
    return settings


def unavailable(engine: str, error: EngineError) -> None:
    """Skip for want of an engine; in CI, fail."""
    skip_but_in_ci(f"{engine} can't be started: {error.message}")


def skip_but_in_ci(reason: str) -> None:
    """Skip for want of what the test needs; in CI, fail."""
    if in_ci():
        pytest.fail(reason)
    pytest.skip(reason)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """A test marked as a browser's needs one."""
    if item.get_closest_marker("browser") and CHROMIUM is None:
        skip_but_in_ci("no Chromium is installed")


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> None:
    """A browser's test runs in the browser's thread."""
    if pyfuncitem.get_closest_marker("browser"):
        pyfuncitem.obj = partial(in_its_thread, pyfuncitem.obj)


def pytest_sessionfinish() -> None:
    """The browser ends with the tests."""
    chromium.stop()


@pytest.fixture
def screen() -> dict[str, Any]:
    """What a browser draws on: a laptop's, unless a test says otherwise."""
    return LAPTOP


@pytest.fixture
def browser(screen: dict[str, Any]) -> Iterator[Chromium]:
    """A browser, which keeps what it is sent as long as the test runs, as a person's does."""
    browser = in_its_thread(Chromium, **screen)
    yield browser
    in_its_thread(browser.close)


def open_store(settings: Settings, *, write: bool = True) -> Store:
    """A store on a running engine; close it."""
    connection = engines.connection(settings, write=write)
    assert connection is not None
    return Store(connection, settings)


@pytest.fixture(scope="session", params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    """Name of the engine under test; a test that uses it runs on each."""
    return str(request.param)


@pytest.fixture(scope="session")
def settings(engine: str, engine_settings: Callable[[str], Settings]) -> Settings:
    """Settings of the running engine under test."""
    return engine_settings(engine)


@pytest.fixture(scope="session")
def writer(settings: Settings) -> Iterator[Store]:
    """A store that may write."""
    with open_store(settings) as store:
        yield store


@pytest.fixture(scope="session")
def reader(settings: Settings) -> Iterator[Store]:
    """A store with the reader account."""
    with open_store(settings, write=False) as store:
        yield store


@pytest.fixture(scope="session")
def graph(writer: Store) -> Graph:
    """The graph under test, shared by the tests of a session."""
    return Graph(writer)


@pytest.fixture
def seeds(graph: Graph, reader: Store) -> Library:
    """The library over the five reports, with the reader account."""
    graph.hold(shipped_folder("seeds"))
    return Library(reader, reading=BothWays(reader))


@pytest.fixture
def pairings(graph: Graph, reader: Store) -> Library:
    """The library over the published lists of pairs alone, with the reader account."""
    graph.hold(shipped_folder("pairings"))
    return Library(reader, reading=BothWays(reader))


@pytest.fixture
def small(graph: Graph, reader: Store) -> Library:
    """The library over tests/data/small, which can be counted by hand (its README.md shows it)."""
    graph.hold(SMALL)
    return Library(reader, reading=BothWays(reader))


@pytest.fixture
def censused(graph: Graph, reader: Store) -> Library:
    """The library over tests/data/small with a register that is whole beside it (tests/data/census/README.md)."""
    graph.hold(SMALL, CENSUS)
    return Library(reader, reading=BothWays(reader))


@pytest.fixture
def empty_graph(graph: Graph) -> Graph:
    """A graph with nothing in it. What the test writes is gone before the next one."""
    graph.empty()
    return graph


@pytest.fixture
def homeless(tmp_path: Path) -> Run:
    """The command in an empty folder, with a home in it that holds nothing."""
    return lambda *args, **environment: run_command(
        *args, cwd=tmp_path, **{"HUOSHUI_HOME": str(tmp_path / "home"), **environment}
    )


@pytest.fixture
def huoshui(settings: Settings, tmp_path: Path) -> Run:
    """The command on the engine under test."""
    return lambda *args, **environment: run_command(*args, cwd=tmp_path, **store_environment(settings), **environment)


def store_environment(settings: Settings) -> dict[str, str]:
    """The environment in which a process of its own finds the store under test."""
    found = {"HUOSHUI_HOME": str(settings.home), "HUOSHUI_ENGINE": settings.engine}
    if settings.neo4j_uri:
        password = settings.neo4j_password.get_secret_value()
        found |= {"NEO4J_URI": settings.neo4j_uri, "NEO4J_USER": settings.neo4j_user, "NEO4J_PASSWORD": password}
    return found
