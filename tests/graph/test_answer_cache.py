from __future__ import annotations

import time
from dataclasses import dataclass
from threading import Barrier, Event, Thread

import pytest

from graph.answer_cache import AnswerCache


@dataclass(frozen=True)
class Sized:
    name: str
    size: int = 10


def size(answer: Sized) -> int:
    return answer.size


def test_what_was_found_is_kept() -> None:
    cache: AnswerCache[Sized] = AnswerCache(100, size)
    first = cache.get("a", lambda: Sized("found"))
    assert cache.get("a", lambda: Sized("found again")) is first
    assert (cache.hits, cache.misses, cache.bytes_kept) == (1, 1, 10)


def test_the_oldest_goes_when_it_is_full() -> None:
    cache: AnswerCache[Sized] = AnswerCache(25, size)
    for key in ("a", "b", "a", "c"):
        cache.get(key, lambda key=key: Sized(key))  # type: ignore[misc]
    assert cache.bytes_kept == 20
    assert cache.get("a", lambda: Sized("new")).name == "a", "it was asked for after b"
    assert cache.get("b", lambda: Sized("new")).name == "new"


@pytest.mark.parametrize("most", [0, 9])
def test_what_is_larger_than_all_is_given_but_not_kept(most: int) -> None:
    cache: AnswerCache[Sized] = AnswerCache(most, size)
    assert cache.get("a", lambda: Sized("first")).name == "first"
    assert cache.get("a", lambda: Sized("second")).name == "second"
    assert cache.bytes_kept == 0


def test_an_error_is_raised_and_not_kept() -> None:
    cache: AnswerCache[Sized] = AnswerCache(100, size)

    def fail() -> Sized:
        raise LookupError("nothing")

    with pytest.raises(LookupError):
        cache.get("a", fail)
    assert cache.get("a", lambda: Sized("found")).name == "found"


@pytest.mark.parametrize("fails", [False, True])
def test_many_who_ask_the_same_at_once_cost_one(fails: bool) -> None:
    cache: AnswerCache[Sized] = AnswerCache(100, size)
    started, go_on = Event(), Event()
    together = Barrier(5)
    found: list[int] = []
    got: list[object] = []

    def find() -> Sized:
        found.append(1)
        started.set()
        assert go_on.wait(30)
        if fails:
            raise LookupError("nothing")
        return Sized("found")

    def ask() -> None:
        together.wait(30)
        try:
            got.append(cache.get("a", find))
        except LookupError as error:
            got.append(str(error))

    threads = [Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    together.wait(30)
    assert started.wait(30)
    while cache.hits + cache.misses < 4:
        time.sleep(0.001)
    go_on.set()
    for thread in threads:
        thread.join(30)
    assert len(found) == 1
    assert got == (["nothing"] * 4 if fails else [Sized("found")] * 4)
