"""`strat synth`: an assembly, its mistakes, and again on each save."""

from __future__ import annotations

import signal
import subprocess
from pathlib import Path

import pytest

from cli.strat import STRAT, bare, document, error, strat
from synth.apps import output, small, value
from waiting import until

pytestmark = pytest.mark.synth


@pytest.fixture
def app(tmp_path: Path) -> Path:
    return small(tmp_path / "app", output('"first"'))


def test_an_app_becomes_an_assembly(app: Path) -> None:
    told = document(app, "synth", "--cold")
    assert (told["stacks"], told["warm"], Path(told["assembly"])) == (["Main"], False, app / "cdk.out")
    assert value(app / "cdk.out") == "first"


def test_the_output_folder_is_ones_own(app: Path) -> None:
    strat(app, "synth", "--cold", "--output", "elsewhere")
    assert value(app / "elsewhere") == "first"
    assert not (app / "cdk.out").exists()


def test_context_reaches_the_app(app: Path) -> None:
    small(app, output("app.node.try_get_context('stage')"))
    strat(app, "synth", "--cold", "-c", "stage=blue")
    assert value(app / "cdk.out") == "blue"


@pytest.mark.parametrize(
    ("arguments", "code", "what"),
    [
        (("-c", "stage"), 2, "-c takes KEY=VALUE"),
        (("--watch",), 2, "--watch and --json exclude each other"),
        (("-e", "production"), 2, "production"),
        (("nowhere",), 2, "nowhere"),
    ],
)
def test_wrong_use_is_told(app: Path, arguments: tuple[str, ...], code: int, what: str) -> None:
    assert what in error(app, "synth", *arguments, code=code)["what"]


def test_a_mistake_is_told_at_the_users_line_and_the_assembly_stays(app: Path) -> None:
    strat(app, "synth", "--cold")
    (app / "app.py").write_text("import aws_cdk as cdk\ncdk.Stak()\n")
    told = error(app, "synth", "--cold", code=2)
    assert told["where"] == "app.py:2"
    assert "Stack" in told["fix"]
    assert value(app / "cdk.out") == "first"


def written(app: Path) -> str:
    """The output of the app; none in the moment in which a new assembly takes the place of the old."""
    try:
        return value(app / "cdk.out")
    except FileNotFoundError:
        return ""


def test_watch_synthesizes_each_save_and_survives_a_bad_one(app: Path, tmp_path: Path) -> None:
    log = tmp_path / "log"
    with log.open("w") as stream:
        process = subprocess.Popen(
            [STRAT, "synth", "--watch", "--cold"], cwd=app, env=bare(), stdout=stream, stderr=stream
        )
    try:
        until(lambda: "Main" in log.read_text())
        (app / "app.py").write_text("nonsense(")
        until(lambda: "error: " in log.read_text())
        small(app, output('"second"'))
        until(lambda: written(app) == "second")
    finally:
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 130
    assert "Traceback" not in log.read_text()
