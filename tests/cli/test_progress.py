"""A note is told once while the same system is updated again and again."""

from __future__ import annotations

import pytest

from stratiform.cli.progress import reporter
from stratiform.local.events import Note, Step


def test_an_update_tells_each_note_once_and_no_step(capsys: pytest.CaptureFixture[str]) -> None:
    with reporter({}, known=["Text sorts by code point."]) as report:
        for text in ("Text sorts by code point.", "Python 3.11 runs.", "Python 3.11 runs."):
            report(Note(text))
        report(Step("deploy", 0.1))
    assert capsys.readouterr().err == "  note: Python 3.11 runs.\n"


def test_the_first_start_tells_its_steps_too(capsys: pytest.CaptureFixture[str]) -> None:
    with reporter() as report:
        report(Note("Text sorts by code point."))
        report(Step("deploy", 0.1))
    assert capsys.readouterr().err == "  note: Text sorts by code point.\n  deploy: 0.1 s\n"
