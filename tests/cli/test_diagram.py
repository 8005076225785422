"""`strat diagram` as its user meets it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from cli.strat import bare, document, error, strat

pytestmark = pytest.mark.local  # each starts the command line

TEMPLATE = """\
Resources:
  Jobs: {Type: AWS::SQS::Queue}
  Work: {Type: AWS::Lambda::Function, Properties: {Runtime: python3.7}}
  Feed:
    Type: AWS::Lambda::EventSourceMapping
    Properties: {EventSourceArn: !GetAtt Jobs.Arn, FunctionName: !Ref Work}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "template.yaml").write_text(TEMPLATE)
    return tmp_path


@pytest.mark.parametrize(
    ("name", "start"),
    [("a.svg", b"<svg "), ("a.png", b"\x89PNG"), ("a.html", b"<!doctype html>"), ("a.mmd", b"---\ntitle:")],
)
def test_the_ending_says_what_is_written(folder: Path, name: str, start: bytes) -> None:
    done = strat(folder, "diagram", "template.yaml", "-o", name)
    assert (folder / name).read_bytes().startswith(start)
    assert (done.stdout, done.stderr) == (f"{name}: 2 nodes, 1 lines\n", "")


def test_without_a_file_mermaid_is_printed(folder: Path) -> None:
    assert '-->|"triggers"|' in strat(folder, "diagram", "template.yaml").stdout
    assert {file.name for file in folder.iterdir()} == {"template.yaml"}


def test_json_tells_every_node_and_line(folder: Path) -> None:
    told = document(folder, "diagram", "template.yaml", "-o", "a.svg")
    assert told["file"] == "a.svg"
    assert [node["name"] for node in told["root"]["nodes"]] == ["Jobs", "Work"]
    assert [link["label"] for link in told["links"]] == ["triggers"]


def test_findings_and_costs_come_from_the_other_tools(folder: Path) -> None:
    told = document(folder, "diagram", "template.yaml", "--findings", "--cost")
    jobs, work = told["root"]["nodes"]
    assert jobs["findings"]
    assert any("untime" in finding["title"] for finding in work["findings"])
    assert work["cost"] is not None


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["-o", "a.pdf"], ".svg"),
        (["--stack", "Nope"], "template"),
        (["--detail", "most"], "--help"),
    ],
)
def test_wrong_use_says_what_is_right_and_writes_nothing(
    folder: Path, arguments: list[str], words: str
) -> None:
    assert words in error(folder, "diagram", "template.yaml", *arguments, code=2)["fix"]
    assert {file.name for file in folder.iterdir()} == {"template.yaml"}


def test_a_file_that_cannot_be_written_leaves_what_was_there(folder: Path) -> None:
    told = error(folder, "diagram", "template.yaml", "-o", "nowhere/a.svg", code=3)
    assert "nowhere" in told["what"]


def test_a_broken_template_is_one_message(folder: Path) -> None:
    (folder / "template.yaml").write_text("Resources: [")
    assert "template.yaml" in error(folder, "diagram", "template.yaml", code=2)["what"]


def test_one_stack_of_an_assembly_and_a_lower_detail(folder: Path) -> None:
    stages = Path(__file__).parents[1] / "assemblies" / "stages" / "assembly"
    whole = document(folder, "diagram", str(stages))
    one = document(folder, "diagram", str(stages), "--stack", "Prod-Data", "--detail", "overview")
    assert 0 < len(json.dumps(one)) < len(json.dumps(whole))


def test_it_loads_no_cdk_and_nothing_that_it_does_not_use(folder: Path) -> None:
    program = (
        "import sys; from stratiform.cli.main import run; code = run(sys.argv[1:]); "
        "print(*sorted({name.partition('.')[0] for name in sys.modules}), file=sys.stderr); sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, "diagram", "template.yaml", "-o", "a.svg"],
        cwd=folder,
        env=bare(),
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = set(done.stderr.split())
    assert "stratiform" in loaded
    heavy = {"aws_cdk", "jsii", "boto3", "botocore", "ministack", "pydantic", "pygraphviz", "resvg_py"}
    assert loaded & heavy == set()
