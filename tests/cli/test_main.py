"""One place shows every error, in one form, with its exit code."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from cli.strat import STRAT, error, strat

COMMANDS = ("up", "down", "status", "outputs", "logs", "invoke", "doctor")


def python(code: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, timeout=60, check=False
    )


def test_help_tells_every_command_and_every_exit_code(tmp_path: Path) -> None:
    told = strat(tmp_path, "--help").stdout
    assert all(re.search(rf"^  {command} ", told, re.MULTILINE) for command in COMMANDS)
    assert all(code in told for code in ("0 fine", "1 the answer is no", "2 wrong use", "3 the machine"))
    assert strat(tmp_path).stdout == told
    assert "..." not in told.partition("Commands:")[2]  # each command is a whole sentence in the list


def test_the_version_is_told(tmp_path: Path) -> None:
    assert re.fullmatch(r"strat \d+\.\d+\.\d+\n", strat(tmp_path, "--version").stdout)


@pytest.mark.parametrize("arguments", [["--help"], ["status"], ["outputs"], ["up", "--help"]])
def test_reading_commands_load_nothing_heavy(tmp_path: Path, arguments: list[str]) -> None:
    code = (
        "import sys; from stratiform.cli.main import run; run(sys.argv[1:]);"
        "print([name for name in ('boto3', 'botocore', 'pydantic', 'rich', 'aws_cdk', 'watchfiles')"
        " if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stderr.splitlines()[-1] == "[]"


def test_an_unknown_command_is_answered_with_the_closest(tmp_path: Path) -> None:
    done = strat(tmp_path, "statsu", code=2)
    assert (
        done.stderr == "error: No such command 'statsu'. Did you mean 'status'?\n  fix: See `strat --help`.\n"
    )


def test_an_unknown_option_is_answered_with_the_commands_help(tmp_path: Path) -> None:
    assert error(tmp_path, "status", "--nope", code=2)["fix"] == "See `strat status --help`."


def test_an_error_has_three_lines(tmp_path: Path) -> None:
    assert strat(tmp_path, "status", code=3).stderr == (
        f"error: Nothing is up for this app.\n  where: {tmp_path}\n  fix: Start it with `strat up`.\n"
    )


def test_an_error_is_one_object_with_json(tmp_path: Path) -> None:
    assert error(tmp_path, "status", code=3) == {
        "what": "Nothing is up for this app.",
        "where": str(tmp_path),
        "fix": "Start it with `strat up`.",
    }


def test_what_nobody_expected_is_our_bug_with_its_traceback_in_a_file(tmp_path: Path) -> None:
    code = (
        "import sys, stratiform.local.doctor as doctor\n"
        "def broken(app): raise RuntimeError('boom')\n"
        "doctor.examine = broken\n"
        "from stratiform.cli.main import run\n"
        "sys.exit(run(['doctor', '--json']))\n"
    )
    done = python(code, tmp_path)
    assert done.returncode == 3
    told = json.loads(done.stderr)["error"]
    assert told["what"] == "This is a bug in strat: RuntimeError: boom"
    log = Path(told["where"])
    assert "RuntimeError: boom" in log.read_text()
    assert log.stat().st_mode & 0o777 == 0o600
    log.unlink()


def test_a_part_that_is_not_installed_is_told_with_how_to_install_it(tmp_path: Path) -> None:
    (tmp_path / "template.yaml").write_text("Resources: {}")
    code = (
        "import sys; sys.modules['boto3'] = None\n"
        "from stratiform.cli.main import run\n"
        "sys.exit(run(['up', 'template.yaml', '--detach', '--json']))\n"
    )
    done = python(code, tmp_path)
    assert done.returncode == 3
    assert json.loads(done.stderr)["error"] == {
        "what": "`strat up` needs boto3, which is not installed: it comes with stratiform[local].",
        "where": None,
        "fix": "pip install 'stratiform[local]'",
    }


def test_an_interrupt_is_quiet_and_130(tmp_path: Path) -> None:
    code = (
        "import sys, stratiform.local.doctor as doctor\n"
        "def interrupted(app): raise KeyboardInterrupt\n"
        "doctor.examine = interrupted\n"
        "from stratiform.cli.main import run\n"
        "sys.exit(run(['doctor']))\n"
    )
    done = python(code, tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as closed:
        done = subprocess.run(
            [STRAT, "--help"], cwd=tmp_path, stdout=closed, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.stderr == ""
