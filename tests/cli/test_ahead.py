from __future__ import annotations

import threading

import pytest

from stratiform.cli.ahead import ahead
from waiting import PATIENCE


def test_the_first_call_has_begun_before_anybody_asks() -> None:
    begun = threading.Event()
    ahead(begun.set)
    assert begun.wait(PATIENCE)


def test_a_later_call_does_the_work_again() -> None:
    done: list[int] = []
    call = ahead(lambda: done.append(len(done)) or len(done))
    assert [call(), call(), call()] == [1, 2, 3]


def test_what_fails_is_told_to_who_asks() -> None:
    def fail() -> None:
        raise ValueError("no such app")

    call = ahead(fail)
    with pytest.raises(ValueError, match="no such app"):
        call()
