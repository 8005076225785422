"""Work that begins while the command is still being loaded."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

T = TypeVar("T")


def ahead(work: Callable[[], T]) -> Callable[[], T]:
    """``work``, of which the first call has already begun. Later calls run it again.

    Its thread does not keep an interrupted command from ending.
    """
    first: Future[T] = Future()

    def run() -> None:
        try:
            first.set_result(work())
        except BaseException as error:  # told to who asks, and there alone
            first.set_exception(error)

    threading.Thread(target=run, daemon=True, name="ahead").start()
    asked = False

    def call() -> T:
        nonlocal asked
        again, asked = asked, True
        return work() if again else first.result()

    return call
