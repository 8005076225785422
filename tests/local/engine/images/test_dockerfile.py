"""Dockerfiles read into stages: good ones, and bad ones with the line that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from stratiform.errors import ImageError
from stratiform.local.engine.images.dockerfile import read
from stratiform.local.engine.images.stage import Copy, Run


@pytest.fixture
def dockerfile(tmp_path: Path):
    def write(text: str, **options):
        path = tmp_path / "Dockerfile"
        path.write_text(text)
        return read(path, **options)

    return write


def test_the_last_stage_is_the_image(dockerfile):
    stages = dockerfile('FROM python:3.12 AS build\nRUN make\nFROM python:3.12-slim\nCMD ["a"]\n')
    assert [(stage.name, stage.base) for stage in stages] == [
        ("build", "python:3.12"),
        ("", "python:3.12-slim"),
    ]
    assert stages[-1].config.command == ("a",)
    assert stages[-1].steps == ()


def test_a_stage_that_continues_another_inherits_its_configuration(dockerfile):
    stages = dockerfile("FROM python:3.12 AS base\nENV A=1\nWORKDIR /app\nFROM base\nENV B=$A\n")
    assert stages[1].parent == 0
    assert stages[1].config.env == {"A": "1", "B": "1"}
    assert stages[1].config.working_directory == "/app"


def test_a_target_ends_the_reading(dockerfile):
    text = "FROM python:3.12 AS one\nFROM node:22 AS two\n"
    assert [stage.name for stage in dockerfile(text, target="one")] == ["one"]
    with pytest.raises(ImageError, match="no stage three") as error:
        dockerfile(text, target="three")
    assert "one, two" in error.value.fix


def test_arguments_have_defaults_and_given_values(dockerfile):
    text = (
        "ARG V=3.12\nFROM python:${V}-slim\nARG V\nARG W=x\nENV SEEN=$V-${W} NONE=${U:-none} SET=${W:+yes}\n"
    )
    assert dockerfile(text)[0].config.env == {"SEEN": "3.12-x", "NONE": "none", "SET": "yes"}
    given = dockerfile(text, arguments={"V": "3.13", "W": "y"})[0]
    assert given.base == "python:3.13-slim"
    assert given.config.env["SEEN"] == "3.13-y"


def test_an_argument_before_from_is_unknown_inside_until_it_is_named(dockerfile):
    assert dockerfile("ARG V=1\nFROM python:3.12\nENV A=x$V\n")[0].config.env == {"A": "x"}


def test_variables_wins_over_arguments(dockerfile):
    assert dockerfile("FROM python:3.12\nARG A=1\nENV A=2\nENV B=$A\n")[0].config.env["B"] == "2"


def test_every_form_of_env_and_label(dockerfile):
    config = dockerfile('FROM x\nENV A=1 B="two words" C=x\\ y\nENV D with spaces\nLABEL k="v w" l=2\n')[
        0
    ].config
    assert config.env == {"A": "1", "B": "two words", "C": "x y", "D": "with spaces"}
    assert config.labels == {"k": "v w", "l": "2"}


def test_commands_as_json_and_as_shell_text(dockerfile):
    assert dockerfile('FROM x\nENTRYPOINT ["a", "b c"]\nCMD ["d"]\n')[0].config.entrypoint == ("a", "b c")
    shell = dockerfile("FROM x\nCMD exec a \\\n  --b $C\n")[0].config.command
    assert shell is not None
    assert shell[:2] == ("/bin/sh", "-c")
    assert shell[2].split() == ["exec", "a", "--b", "$C"]
    assert dockerfile('FROM x\nSHELL ["/bin/bash", "-ec"]\nCMD a\n')[0].config.command == (
        "/bin/bash",
        "-ec",
        "a",
    )


def test_an_entrypoint_forgets_the_inherited_command(dockerfile):
    stages = dockerfile('FROM x AS a\nCMD ["old"]\nFROM a\nENTRYPOINT ["new"]\n')
    assert stages[1].config.command is None


def test_working_directories_add_up(dockerfile):
    stage = dockerfile("FROM x\nWORKDIR /a\nWORKDIR b/c\n")[0]
    assert stage.config.working_directory == "/a/b/c"
    assert stage.folders == ("/a", "/a/b/c")


def test_ports_user_signal_and_health_are_noted(dockerfile):
    config = dockerfile(
        "FROM x\nEXPOSE 80 8000-8002/tcp 53/udp\nUSER app:app\nSTOPSIGNAL SIGINT\n"
        "HEALTHCHECK --interval=1m30s --timeout=500ms --retries=5 CMD curl -f localhost || exit 1\n"
    )[0].config
    assert config.ports == (80, 8000, 8001, 8002)
    assert (config.user, config.stop_signal) == ("app:app", "SIGINT")
    assert config.health == {
        "Test": ["CMD-SHELL", "curl -f localhost || exit 1"],
        "Interval": 90 * 10**9,
        "Timeout": 5 * 10**8,
        "StartPeriod": 0,
        "Retries": 5,
    }


def test_copies_with_flags_json_and_many_sources(dockerfile):
    steps = dockerfile(
        "FROM x AS one\nFROM x\nWORKDIR /app\n"
        'COPY --chown=a:b --from=one /out ./in\nCOPY ["a b", "c", "d/"]\nCOPY . .\n'
    )[-1].steps
    assert steps == (
        Copy(("/out",), "/app/in", "one", 4),
        Copy(("a b", "c"), "/app/d/", None, 5),
        Copy((".",), "/app/", None, 6),
    )


def test_heredocs_are_commands_and_files(dockerfile):
    text = (
        "FROM x\nRUN <<EOF\npip install a\npip install b\nEOF\n"
        "COPY <<one.txt <<two.txt /etc/things/\n1\none.txt\n2\ntwo.txt\n"
    )
    run, copy = dockerfile(text)[0].steps
    assert isinstance(run, Run)
    assert run.text.split("\n")[:2] == ["pip install a", "pip install b"]
    assert isinstance(copy, Copy)
    assert copy.texts == (("one.txt", "1\n"), ("two.txt", "2\n"))
    assert copy.target == "/etc/things/"


def test_mounts_of_the_build_folder_are_noted(dockerfile):
    mounts = "--mount=type=cache,target=/root/.cache --mount=type=bind,source=uv.lock,target=uv.lock"
    text = f"FROM x\nRUN {mounts} uv sync\n"
    (run,) = dockerfile(text)[0].steps
    assert isinstance(run, Run)
    assert run.binds == (("uv.lock", "uv.lock"),)


@pytest.mark.parametrize(
    ("text", "what", "line"),
    [
        ("", "no instructions", 1),
        ("ARG A\n", "it has no FROM", None),
        ("RUN a\n", "RUN comes before FROM", 1),
        ("FROM x\nFOO bar\n", "FOO", 2),
        ('FROM x\nCMD ["a", b]\n', "looks like JSON", 2),
        ("FROM x\nRUN a\nENV A\nRUN b\n", "ENV must have two", 3),
        ("FROM $NOTHING\n", "names no image", 1),
        ("FROM x\n\nHEALTHCHECK --retries=many CMD a\n", "many", 3),
    ],
)
def test_what_does_not_parse_is_told_with_its_place(dockerfile, tmp_path, text, what, line):
    with pytest.raises(ImageError) as error:
        dockerfile(text)
    assert what in error.value.what
    assert error.value.where == f"{tmp_path}/Dockerfile" + (f":{line}" if line else "")
    assert error.value.fix


def test_no_dockerfile_is_told(tmp_path):
    with pytest.raises(ImageError, match="no Dockerfile") as error:
        read(tmp_path / "Dockerfile")
    assert error.value.where == str(tmp_path / "Dockerfile")
