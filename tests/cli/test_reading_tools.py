"""The four tools that read an assembly load neither the CDK nor AWS's SDK nor the emulator."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from cli.strat import STRAT, bare

pytestmark = pytest.mark.local  # each starts the command line

ASSEMBLIES = Path(__file__).parents[1] / "assemblies"
HEAVY = {"aws_cdk", "boto3", "botocore", "constructs", "jsii", "ministack"}
_IMPORT = re.compile(r"^import time:.*\|\s*([\w.]+)$", re.MULTILINE)


@pytest.fixture(params=["agnostic", "stages"])
def assembly(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of an assembly that the CDK wrote, in a folder that is no project."""
    return Path(shutil.copytree(ASSEMBLIES / request.param / "assembly", tmp_path / "cdk.out"))


def ran(assembly: Path, *arguments: str, code: int = 0) -> str:
    """What ``strat`` prints, started beside ``assembly`` and held to its exit code and its imports."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", STRAT, *arguments],
        cwd=assembly.parent,
        env=bare(),
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == code, f"{done.stdout}{_IMPORT.sub('', done.stderr)}"
    loaded = {name.partition(".")[0] for name in _IMPORT.findall(done.stderr)}
    assert "stratiform" in loaded
    assert loaded & HEAVY == set()
    return done.stdout


def test_check_answers_by_its_exit_code_and_writes_sarif(assembly: Path) -> None:
    ran(assembly, "check", "cdk.out", "--format", "sarif", "-o", "found.sarif")
    (run,) = json.loads((assembly.parent / "found.sarif").read_text())["runs"]
    assert {result["ruleId"] for result in run["results"]} >= {"sqs-short-polling"}
    ran(assembly, "check", "cdk.out", "--fail-on", "low", code=1)


def test_cost_adds_up(assembly: Path) -> None:
    estimate = json.loads(ran(assembly, "cost", "cdk.out", "--json", "--no-free-tier"))
    assert estimate["hours"] == 730
    assert estimate["total"] == pytest.approx(sum(one["monthly"] for one in estimate["charges"]), abs=1e-3)
    assert estimate["total"] > 0


def test_diagram_writes_every_format(assembly: Path) -> None:
    for name in ("system.svg", "system.png", "system.html", "system.mmd"):
        ran(assembly, "diagram", "cdk.out", "--findings", "--cost", "-o", name)
    folder = assembly.parent
    assert ElementTree.parse(folder / "system.svg").getroot().tag == "{http://www.w3.org/2000/svg}svg"
    assert (folder / "system.png").read_bytes().startswith(b"\x89PNG\r\n\x1a\n")
    assert (folder / "system.html").read_text().lower().startswith("<!doctype html>")
    assert (folder / "system.mmd").read_text().count("\nflowchart LR\n") == 1


def test_diff_tells_a_lost_resource_from_no_change(assembly: Path) -> None:
    after = Path(shutil.copytree(assembly, assembly.parent / "after"))
    same = json.loads(ran(assembly, "diff", "cdk.out", "after", "--json", "--fail-on", "any"))
    assert same["empty"]
    for file in after.rglob("*.template.json"):
        template = json.loads(file.read_text())
        for resource in template["Resources"].values():
            if resource["Type"] == "AWS::SQS::Queue":
                resource.setdefault("Properties", {})["QueueName"] = f"{file.name.partition('.')[0]}-renamed"
        file.write_text(json.dumps(template))
    ran(assembly, "diff", "cdk.out", "after", "--fail-on", "destructive", code=1)
