"""The error tree: drawn as it is, and every leaf can be acted on."""

from __future__ import annotations

import inspect
import re
import traceback
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph import errors
from graph.errors import BadParameter, HuoshuiError, LoadRefused, NotFound

_DRAWN = re.compile(r"^(?P<indent>[│ ├└─]*)(?P<name>[A-Z]\w+)$")


def subclasses(kind: type[HuoshuiError]) -> Iterator[type[HuoshuiError]]:
    for child in kind.__subclasses__():
        if child.__module__.startswith(errors.__name__):
            yield child
            yield from subclasses(child)


def drawn_parents() -> dict[str, str]:
    """Class name → name of the class that it hangs from, read from the drawing."""
    parents: dict[str, str] = {}
    above: list[str] = []
    for line in inspect.cleandoc(errors.__doc__ or "").splitlines()[2:]:
        match = _DRAWN.match(line)
        assert match, f"no line of a tree: {line!r}"
        depth = len(match["indent"]) // 4
        if depth:
            parents[match["name"]] = above[depth - 1]
        above[depth:] = [match["name"]]
    return parents


ALL: list[type[HuoshuiError]] = [HuoshuiError, *subclasses(HuoshuiError)]


def test_the_drawing_is_the_tree() -> None:
    bases = {kind.__name__: kind.__bases__[0].__name__ for kind in ALL[1:]}
    assert drawn_parents() == bases


def test_all_of_them_come_from_one_place() -> None:
    assert sorted(kind.__name__ for kind in ALL) == errors.__all__
    root = Path(__file__).parents[2]
    asking = [path for folder in ("app", "graph", "loaders") for path in (root / folder).rglob("*.py")]
    elsewhere = [path for path in asking if "from graph.errors." in path.read_text("utf-8")]
    assert {path.parent for path in elsewhere} == {root / "graph" / "errors"}


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.__name__)
def test_every_error_knows_status_exit_code_and_next_step(kind: type[HuoshuiError]) -> None:
    assert 400 <= kind.status <= 599
    assert kind.exit_code in {1, 2, 3}  # 0 is "done", which no error is
    assert kind.title
    assert kind.default_step.endswith((".", "?"))
    assert kind.__doc__


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.__name__)
def test_every_error_has_a_title_of_its_own(kind: type[HuoshuiError]) -> None:
    assert [other.__name__ for other in ALL if other.title == kind.title] == [kind.__name__]


def test_a_next_step_can_be_given_where_it_is_known_better() -> None:
    assert NotFound("no such school").next_step == NotFound.default_step
    assert NotFound("no such school", next_step="Look elsewhere.").next_step == "Look elsewhere."


def test_a_traceback_ends_with_the_next_step() -> None:
    error = NotFound("no such school", next_step="Look elsewhere.")
    assert traceback.format_exception_only(error)[-1] == "Look elsewhere.\n"


def test_a_bad_parameter_names_itself() -> None:
    error = BadParameter("hops", "7 is not between 1 and 6")
    assert (error.parameter, str(error)) == ("hops", "hops: 7 is not between 1 and 6")


def test_a_refused_load_carries_its_report() -> None:
    report = object()
    assert LoadRefused("3 rows fail", report=report).report is report
