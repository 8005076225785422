"""`strat up` on templates: what is told, what changes, what fails and how it goes on."""

from __future__ import annotations

import json
import os
import signal
import socket
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from cli.conftest import TEMPLATE
from cli.strat import STRAT, bare, document, error, strat, taken_down
from stratiform.local.ended import ended
from waiting import until

pytestmark = pytest.mark.local
UP = ("up", "template.yaml", "--detach")
SECOND = "  More:\n    Type: AWS::SQS::Queue\n"
REFUSED = "  Bad:\n    Type: AWS::SSM::Parameter\n    Properties: {Name: /aws/x, Type: String, Value: x}\n"


def with_resource(text: str) -> str:
    return TEMPLATE.replace("Outputs:\n", f"{text}Outputs:\n")


def emulator(app: Path) -> psutil.Process:
    return psutil.Process(json.loads((app / ".stratiform/local/emulator.json").read_text())["pid"])


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("live")
    with taken_down(folder, "template.yaml"):
        yield folder


@pytest.fixture
def live(kept: Path) -> Path:
    """``app``, and it is up. Several tests share it: whatever one of them leaves, the next `up` mends."""
    (kept / "template.yaml").write_text(TEMPLATE)
    document(kept, *UP)
    return kept


def test_json_tells_the_endpoint_the_outputs_and_the_urls(live: Path) -> None:
    told = document(live, *UP)
    assert told["endpoint"].startswith("http://127.0.0.1:")
    assert told["outputs"] == told["stacks"]["template"]
    assert "Jobs" in told["outputs"]["JobsUrl"]
    assert {"urls", "inert", "notes", "changes", "seconds"} <= set(told)


def test_the_second_up_touches_nothing_and_the_third_only_what_changed(app: Path) -> None:
    first = document(app, *UP)
    assert first["changes"] == {"template": "created"}
    assert document(app, *UP)["changes"] == {"template": "unchanged"}
    (app / "template.yaml").write_text(with_resource(SECOND))
    third = document(app, *UP)
    assert third["changes"] == {"template": "updated"}
    assert third["outputs"] == first["outputs"]


def test_code_beside_a_template_is_run_and_new_code_is_an_update(app: Path) -> None:
    (app / "code").mkdir()
    (app / "code" / "index.py").write_text("def handler(event, context): return 'first'\n")
    sam = "  Hello:\n    Type: AWS::Serverless::Function\n"
    sam += "    Properties: {CodeUri: code, Handler: index.handler, Runtime: python3.12}\n"
    (app / "template.yaml").write_text("Transform: AWS::Serverless-2016-10-31\n" + with_resource(sam))
    told = document(app, *UP)
    assert told["inert"] == {}
    assert document(app, "invoke", "Hello")["payload"] == "first"
    (app / "code" / "index.py").write_text("def handler(event, context): return 'second'\n")
    assert document(app, *UP)["changes"] == {"template": "updated"}
    assert document(app, "invoke", "Hello")["payload"] == "second"


def test_a_stack_that_left_the_definition_is_deleted_and_said_so(live: Path) -> None:
    (live / "template.yaml").rename(live / "other.yaml")
    told = document(live, "up", "other.yaml", "--detach")
    assert told["notes"] == ["No longer in the definition, so deleted: template"]
    assert set(told["stacks"]) == {"other"}
    (live / "other.yaml").rename(live / "template.yaml")


def test_the_result_is_kept_for_its_owner_alone(live: Path) -> None:
    result = live / ".stratiform/local/deployment.json"
    assert stat.S_IMODE(result.stat().st_mode) == 0o600
    assert stat.S_IMODE(result.parent.stat().st_mode) == 0o700


def test_a_dry_run_prints_the_plan_and_starts_nothing(app: Path) -> None:
    told = document(app, "up", "template.yaml", "--dry-run")
    assert [stack["name"] for stack in told["stacks"]] == ["template"]
    assert not (app / ".stratiform").exists()


def test_explain_tells_what_differs_and_what_does_nothing(live: Path) -> None:
    (live / "template.yaml").write_text(with_resource("  Odd:\n    Type: AWS::Made::Up\n"))
    told = strat(live, *UP, "--explain").stdout
    assert "What differs from AWS" in told
    assert "AWS::Made::Up  1 resource" in told


def test_a_stack_that_fails_is_rolled_back_and_told_with_its_resource(app: Path) -> None:
    (app / "template.yaml").write_text(with_resource(REFUSED))
    told = error(app, *UP, code=3)
    assert "Bad (AWS::SSM::Parameter) failed" in told["what"]
    assert "reserved parameter name" in told["what"]
    (app / "template.yaml").write_text(TEMPLATE)
    again = document(app, *UP)
    assert again["changes"] == {"template": "created"}
    assert any("ROLLBACK_COMPLETE; it is deleted and created again" in note for note in again["notes"])


def test_a_failed_up_leaves_nothing_running(app: Path) -> None:
    (app / "template.yaml").write_text(with_resource(REFUSED))
    strat(app, *UP, code=3)
    assert document(app, "down", "template.yaml") == {"stopped": False, "wiped": False}


def test_a_failed_update_leaves_the_system_up(live: Path) -> None:
    before = document(live, "outputs")
    (live / "template.yaml").write_text(with_resource(REFUSED))
    strat(live, *UP, code=3)
    assert document(live, "status")["running"]
    assert document(live, "outputs") == before


def test_a_file_that_is_no_template_is_told_with_its_place(app: Path) -> None:
    (app / "template.yaml").write_text("Resources: [\n")
    assert "template.yaml" in (error(app, *UP, code=2)["where"])


def test_a_missing_definition_is_told_with_its_path(tmp_path: Path) -> None:
    assert error(tmp_path, "up", "lost", "--detach", code=2)["where"] == str(tmp_path / "lost")


def test_a_folder_without_an_app_is_told(tmp_path: Path) -> None:
    assert error(tmp_path, "up", "--detach", code=2)["fix"]


@pytest.mark.parametrize("text", ["[project\n", "[environments.local]\nregion = 3\n"])
def test_broken_settings_are_told_with_their_line(app: Path, text: str) -> None:
    (app / "stratiform.toml").write_text(text)
    assert "stratiform.toml:" in error(app, *UP, code=2)["where"]


def test_an_unknown_environment_is_told_with_the_known_ones(app: Path) -> None:
    told = error(app, *UP, "-e", "prd", code=2)
    assert "local" in told["what"] + told["fix"]


def test_a_port_in_use_is_told(app: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        assert str(port) in error(app, *UP, "--port", str(port), code=3)["what"]


def test_a_folder_that_cannot_be_written_is_told() -> None:
    told = error(Path("/proc"), "up", "--detach", code=3)
    assert told["where"].startswith("/proc/.stratiform")


@pytest.mark.parametrize(
    "arguments", [["--watch", "--detach"], ["--detach", "-c", "novalue"], ["--detach", "--parameter", "=x"]]
)
def test_options_that_make_no_sense_are_wrong_use(app: Path, arguments: list[str]) -> None:
    error(app, "up", "template.yaml", *arguments, code=2)


def test_json_in_the_foreground_is_wrong_use(app: Path) -> None:
    assert error(app, "up", "template.yaml", code=2)["fix"] == "Add --detach."


def test_a_parameter_reaches_the_template(app: Path) -> None:
    text = "Parameters: {Name: {Type: String}}\n" + TEMPLATE + "  Given: {Value: !Ref Name}\n"
    (app / "template.yaml").write_text(text)
    assert "--parameter" in error(app, *UP, code=3)["fix"]
    assert document(app, *UP, "--parameter", "Name=blue")["outputs"]["Given"] == "blue"


def test_after_a_killed_emulator_the_next_up_has_the_system_again(live: Path) -> None:
    process = emulator(live)
    process.kill()
    process.wait(60)
    assert document(live, *UP)["outputs"]["JobsUrl"]


def test_an_emulator_that_is_killed_during_a_deployment_is_told_and_the_next_up_recovers(live: Path) -> None:
    waiting = (
        "  Handle:\n    Type: AWS::CloudFormation::WaitConditionHandle\n"
        "  Wait:\n    Type: AWS::CloudFormation::WaitCondition\n"
        "    Properties: {Handle: !Ref Handle, Timeout: '120'}\n"
    )
    (live / "template.yaml").write_text(with_resource(waiting))
    log = live / "up.log"
    with foreground(live, log, "--detach") as process:
        until(lambda: "UPDATE_IN_PROGRESS" in stacks(live))  # for a signal that never comes
        emulator(live).kill()
        assert process.wait(60) == 3
    assert "error: The local cloud stopped answering." in log.read_text()
    (live / "template.yaml").write_text(TEMPLATE)
    assert document(live, *UP)["outputs"]["JobsUrl"]


def stacks(app: Path) -> list[str]:
    return [stack["status"] for stack in document(app, "status")["stacks"]]


def foreground(app: Path, log: Path, *arguments: str) -> subprocess.Popen[bytes]:
    with log.open("wb") as stream:
        return subprocess.Popen(
            [STRAT, "up", "template.yaml", *arguments],
            cwd=app,
            env=bare(),
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=stream,
        )


def told(log: Path, text: str, process: subprocess.Popen[bytes]) -> None:
    """Wait until ``text`` is in the log of a process that runs meanwhile."""

    def is_there() -> bool:
        said = log.read_text()
        assert text in said or process.poll() is None, said
        return text in said

    until(is_there)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_the_end_of_a_foreground_up_ends_everything(app: Path, number: signal.Signals) -> None:
    log = app / "up.log"
    with foreground(app, log) as process:
        told(log, "Ctrl-C stops everything", process)
        running = emulator(app)
        process.send_signal(number)
        assert process.wait(60) == 130
    assert ended(running, 0)
    assert "Stopped. The data is kept" in log.read_text()


def test_a_killed_foreground_up_is_taken_over_by_the_next(app: Path) -> None:
    log = app / "up.log"
    with foreground(app, log) as process:
        told(log, "Ctrl-C stops everything", process)
        process.kill()
        process.wait(60)
    running = emulator(app)
    assert running.is_running()
    assert document(app, *UP)["changes"] == {"template": "unchanged"}
    assert emulator(app).pid == running.pid


def test_a_foreground_up_tells_when_its_emulator_ends(app: Path) -> None:
    log = app / "up.log"
    with foreground(app, log) as process:
        told(log, "Ctrl-C stops everything", process)
        emulator(app).kill()
        assert process.wait(60) == 3
    assert "error: The local cloud stopped answering." in log.read_text()


def test_watch_deploys_a_save_and_survives_a_bad_one(app: Path) -> None:
    log = app / "up.log"
    with foreground(app, log, "--watch") as process:
        try:
            told(log, "Ctrl-C stops everything", process)
            (app / "template.yaml").write_text("Resources: [\n")
            told(log, "The system that was up stays up.", process)
            assert os.path.lexists(app / ".stratiform/local/emulator.json")
            (app / "template.yaml").write_text(with_resource(SECOND))
            told(log, "template: updated", process)
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(60)
