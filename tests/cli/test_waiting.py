"""What takes long says so on a terminal, and takes its words back."""

from __future__ import annotations

import io
import threading

import pytest

from stratiform.cli.waiting import waiting


class Terminal(io.StringIO):
    def __init__(self, *, is_terminal: bool = True) -> None:
        super().__init__()
        self.is_terminal = is_terminal
        self.was_written = threading.Event()

    def isatty(self) -> bool:
        return self.is_terminal

    def write(self, text: str) -> int:
        self.was_written.set()
        return super().write(text)


def test_what_takes_long_is_said_and_taken_back(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    with waiting("Synthesizing shop", moment=0):
        assert terminal.was_written.wait(60)
    assert terminal.getvalue() == "Synthesizing shop ...\r\x1b[K"


def test_what_is_done_in_a_moment_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    with waiting("Synthesizing shop", moment=3600):
        pass
    assert terminal.getvalue() == ""


def test_nothing_is_said_where_nobody_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    file = Terminal(is_terminal=False)
    monkeypatch.setattr("sys.stderr", file)
    before = threading.active_count()
    with waiting("Synthesizing shop", moment=0):
        assert threading.active_count() == before
    assert file.getvalue() == ""


def test_an_error_takes_the_words_back_too(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)

    def fail() -> None:
        assert terminal.was_written.wait(60)
        raise ValueError

    with pytest.raises(ValueError), waiting("Synthesizing shop", moment=0):  # noqa: PT011
        fail()
    assert terminal.getvalue().endswith("\r\x1b[K")
