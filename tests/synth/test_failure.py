"""What an app raises, in words: the user's own line, one sentence, one next step."""

import sys
from pathlib import Path

import pytest

from stratiform.errors import AppError, NoNetwork
from stratiform.synth.failure import ending, error_of
from stratiform.synth.inside.program import outcome


@pytest.fixture
def error(tmp_path, monkeypatch):
    """The error for a program of this text."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.argv", [])
    monkeypatch.setattr("sys.path", list(sys.path))
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])
    monkeypatch.setattr("stratiform.synth.inside.program.remember", lambda: None)

    def of(text):
        (tmp_path / "app.py").write_text(text)
        ended = outcome(["app.py"], [])
        assert ended["code"] == 1
        return error_of(ended["failure"], tmp_path, "python3")

    return of


DEFINED = "class Queue:\n    def __init__(self, scope, *, timeout=None, kms_key=None): pass\n"


@pytest.mark.parametrize(
    ("text", "what", "where", "fix"),
    [
        (
            DEFINED + "Queue(1, timeuot=3)",
            "Queue has no argument timeuot.",
            "app.py:3",
            "Did you mean timeout?",
        ),
        (
            DEFINED + "Queue(1, zzz=3)",
            "Queue has no argument zzz.",
            "app.py:3",
            "It takes scope, timeout, kms_key.",
        ),
        (DEFINED + "Queue()", "Queue was not given scope.", "app.py:3", "Add scope=...."),
        (DEFINED + "Quee(1)", "There is no Quee.", "app.py:3", "Did you mean Queue?"),
        ("from ast import litral_eval", "ast has no litral_eval.", "app.py:1", "Did you mean literal_eval?"),
        ("import ast\nast.litral_eval", "ast has no litral_eval.", "app.py:2", "Did you mean literal_eval?"),
        ("x = 1\nraise ValueError('no')", "ValueError: no", "app.py:2", "Correct the app."),
        ("def f(:\n  pass", "This is not Python: invalid syntax.", "app.py:1", "Correct the line."),
        ("import sys\nsys.exit('stop')", "stop.", "app.py:2", "The app ended itself here."),
    ],
)
def test_a_mistake_is_told_with_its_line_and_next_step(error, text, what, where, fix):
    found = error(text)
    assert type(found) is AppError
    assert (found.what, found.where, found.fix) == (what, where, fix)


def test_a_missing_module_says_what_to_install_and_where(error):
    found = error("import yamlish_not_here")
    assert found.what == "There is no module yamlish_not_here in the app's Python."
    assert "python3 -m pip install yamlish-not-here" in found.fix


def test_an_error_of_ours_comes_back_as_it_was_raised(error):
    raising = (
        "from stratiform.errors import NoNetwork\nraise NoNetwork('no way', fix='give one', where='local/X')"
    )
    found = error(raising)
    assert type(found) is NoNetwork
    assert (found.what, found.fix, found.where) == ("no way", "give one", "local/X (app.py:2)")


@pytest.mark.parametrize(("code", "told"), [(-11, "SIGSEGV"), (-9, "SIGKILL"), (3, "exit code 3")])
def test_an_end_without_an_exception_is_told(code, told):
    assert told in ending(code).what


def test_what_the_cdk_refuses_is_told_without_its_build_names(tmp_path):
    failure = {
        "type": "RuntimeError",
        "message": "Queue2 initialization failed",
        "javascript": True,
        "frames": [{"file": str(tmp_path / "app.py"), "line": 4, "library": False}],
        "path": "Main/Jobs",
        "fact": None,
    }
    found = error_of(failure, Path(tmp_path), "python3")
    assert (found.what, found.where) == ("Queue initialization failed.", "app.py:4 (construct Main/Jobs)")
