"""Waiting before a restart."""

from __future__ import annotations

from stratiform.local.engine.backoff import Backoff


def test_the_wait_doubles_up_to_the_longest():
    backoff, waits = Backoff(first=1.0, longest=5.0), []
    for _ in range(5):
        waits.append(backoff.delay)
        backoff = backoff.after(0.1)
    assert waits == [0.0, 1.0, 2.0, 4.0, 5.0]


def test_a_long_run_starts_it_over():
    tired = Backoff(first=1.0, failures=6)
    assert tired.after(ran=60).delay == 1.0


def test_many_failures_do_not_overflow():
    assert Backoff(failures=10_000).delay == 60.0
