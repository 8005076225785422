"""What is run for an app: which Python, with what, and what is left to the shell."""

import sys

import pytest

from stratiform.errors import NotAnApp
from stratiform.synth.command import PythonProgram, ShellLine, command
from stratiform.synth.project import Project


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.delenv("VIRTUAL_ENV", raising=False)
    monkeypatch.delenv("CONDA_PREFIX", raising=False)
    (tmp_path / "app.py").touch()
    return lambda app: Project(tmp_path, app)


def executable(path):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return str(path)


def test_an_app_py_alone_runs_under_our_python(project):
    assert command(project(None), "") == PythonProgram(sys.executable, (), ("app.py",), ())


@pytest.mark.parametrize("name", ["python", "python3"])
def test_a_bare_python_is_ours_where_no_environment_is_active(project, name):
    found = command(project(f"{name} -X dev app.py --stage 'a b'"), "")
    assert found == PythonProgram(sys.executable, ("-X", "dev"), ("app.py",), ("--stage", "a b"))


@pytest.mark.parametrize("variable", ["VIRTUAL_ENV", "CONDA_PREFIX"])
def test_the_active_environment_decides_what_a_bare_python_is(project, tmp_path, monkeypatch, variable):
    monkeypatch.setenv(variable, "/some/environment")
    theirs = executable(tmp_path / "bin" / "python")
    assert command(project("python app.py"), str(tmp_path / "bin")).interpreter == theirs


def test_an_interpreter_with_a_path_is_taken_from_the_app(project, tmp_path):
    theirs = executable(tmp_path / ".venv" / "bin" / "python")
    assert command(project(".venv/bin/python app.py"), "").interpreter == theirs


def test_a_module_is_a_program(project):
    found = command(project("python -m infra.app x"), "")
    assert (found.target, found.arguments) == (("-m", "infra.app"), ("x",))


@pytest.mark.parametrize(
    "line",
    [
        "npx ts-node bin/app.ts",
        "pip install x && python app.py",
        "python app.py > log",
        "STAGE=x python app.py",
        "python -c 'import app'",
        "python",
        "uv run app.py",
    ],
)
def test_everything_else_is_left_to_the_shell(project, line):
    assert command(project(line), "") == ShellLine(line)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("python nothing.py", "runs nothing.py, which does not exist"),
        (".venv/bin/python app.py", "runs .venv/bin/python, which is not there"),
        ("python3.99 app.py", "runs python3.99, and there is none on PATH"),
    ],
)
def test_what_is_missing_is_told(project, line, told):
    with pytest.raises(NotAnApp, match=told) as caught:
        command(project(line), "/nowhere")
    assert str(caught.value.where).endswith("cdk.json")
