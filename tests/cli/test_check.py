"""`strat check` as its user meets it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from cli.strat import document, error, strat

pytestmark = pytest.mark.local  # each starts the command line

QUEUE = "Resources:\n  Jobs:\n    Type: AWS::SQS::Queue\n    Properties:\n      QueueNam: jobs\n"
SOUND = "Resources:\n  Wait:\n    Type: AWS::CloudFormation::WaitConditionHandle\n"
WAIVER = """\
[[waivers]]
rule = "RULE"
path = "Jobs"
reason = "A test."
owner = "jo"
expires = 9999-12-31
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "template.yaml").write_text(QUEUE)
    (tmp_path / "sound.yaml").write_text(SOUND)
    return tmp_path


def test_a_severe_finding_is_told_with_its_line_and_the_exit_code_is_1(folder: Path) -> None:
    done = strat(folder, "check", "template.yaml", code=1)
    assert "template.yaml:5  Jobs\n" in done.stdout
    assert "QueueNam" in done.stdout
    assert "\x1b[" not in done.stdout
    assert done.stderr == ""


def test_the_exit_code_follows_fail_on(folder: Path) -> None:
    strat(folder, "check", "template.yaml", "--fail-on", "none")
    strat(folder, "check", "sound.yaml", "--fail-on", "low")
    assert "not one of" in error(folder, "check", "template.yaml", "--fail-on", "bad", code=2)["what"]


def test_json_is_one_document_however_it_is_asked_for(folder: Path) -> None:
    told = json.loads(strat(folder, "check", "template.yaml", "--json", code=1).stdout)
    assert told["summary"]["high"] >= 1
    assert told["summary"]["resources"] == 1
    again = json.loads(strat(folder, "check", "template.yaml", "--format", "json", code=1).stdout)
    assert again == told


@pytest.mark.parametrize(
    ("format_", "starts"),
    [("sarif", "{"), ("junit", "<?xml"), ("github", "::"), ("html", "<!doctype html>"), ("text", "")],
)
def test_a_report_goes_to_a_file_and_nothing_to_the_terminal(folder: Path, format_: str, starts: str) -> None:
    done = strat(folder, "check", "template.yaml", "--format", format_, "-o", "report", code=1)
    assert done.stdout == ""
    assert re.match(r"report: \d findings: 1 high, .*; 0 waived. 1 resources, \d+ rules.\n$", done.stderr)
    assert (folder / "report").read_text().startswith(starts)
    assert "QueueNam" in (folder / "report").read_text()
    assert sorted(path.name for path in folder.iterdir()) == ["report", "sound.yaml", "template.yaml"]


def test_a_report_that_cannot_be_written_is_told(folder: Path) -> None:
    told = error(folder, "check", "sound.yaml", "-o", "none/report", code=3)
    assert "none/report cannot be written" in told["what"]


def test_one_rule_alone_may_run(folder: Path) -> None:
    id_ = document(folder, "check", "--list")[0]["rule"]
    told = document(folder, "check", "template.yaml", "--rule", id_, "--fail-on", "none")
    assert told["summary"]["rules"] == 1
    assert all(one["rule"] == id_ for one in told["findings"])


def test_a_rule_that_does_not_exist_is_answered_with_the_closest(folder: Path) -> None:
    id_ = document(folder, "check", "--list")[0]["rule"]
    for option in ("--rule", "--explain"):
        told = error(folder, "check", "sound.yaml", option, f"{id_}x", code=2)
        assert f"'{id_}x'" in told["what"]
        assert f"Did you mean {id_}?" in told["fix"]


def test_every_rule_is_listed_and_has_its_page(folder: Path) -> None:
    listed = document(folder, "check", "--list")
    assert len(strat(folder, "check", "--list").stdout.splitlines()) == len(listed)
    one = listed[0]
    page = strat(folder, "check", "--explain", one["rule"]).stdout
    assert page.startswith(f"# {one['rule']}\n")
    assert one["title"] in page
    assert "*Fix:*" in page


def test_waivers_beside_the_app_are_found_and_others_are_named(folder: Path) -> None:
    rule = next(
        one["rule"]
        for one in json.loads(strat(folder, "check", "template.yaml", "--json", code=1).stdout)["findings"]
        if "QueueNam" in one["says"]
    )
    (folder / "stratiform-waivers.toml").write_text(WAIVER.replace("RULE", rule))
    told = document(folder, "check", "template.yaml")
    assert told["summary"]["waived"] == 1
    (folder / "stratiform-waivers.toml").rename(folder / "mine.toml")
    assert document(folder, "check", "template.yaml", "--waivers", "mine.toml") == {
        **told,
        "findings": json.loads(json.dumps(told["findings"]).replace("stratiform-waivers.toml", "mine.toml")),
    }


def test_a_broken_waiver_is_wrong_use_with_its_line(folder: Path) -> None:
    (folder / "stratiform-waivers.toml").write_text(WAIVER.replace("RULE", "no-such-rule"))
    told = error(folder, "check", "template.yaml", code=2)
    assert told["where"].endswith("stratiform-waivers.toml:2")


def test_json_and_another_format_exclude_each_other(folder: Path) -> None:
    assert "--json and --format html" in error(folder, "check", "--format", "html", code=2)["what"]


OPEN = """\
title: One constraint
constraints:
  queues-encrypted:
    title: Queues are encrypted
    rules: [sqs-not-encrypted]
"""


def test_a_matrix_that_fails_makes_the_exit_code_1_and_one_that_holds_does_not(folder: Path) -> None:
    (folder / "mine.yaml").write_text(OPEN)
    (folder / "queue.yaml").write_text(
        "Resources:\n  Jobs:\n    Type: AWS::SQS::Queue\n    Properties:\n      SqsManagedSseEnabled: false\n"
    )
    asked = ("--matrix", "mine.yaml", "--fail-on", "critical")
    told = strat(folder, "check", "queue.yaml", *asked, code=1).stdout
    assert "  FAIL           queues-encrypted  Queues are encrypted\n" in told
    assert "queue/Jobs" in told
    told = json.loads(strat(folder, "check", "queue.yaml", *asked, "--json", code=1).stdout)
    assert [row["verdict"] for row in told["matrix"]["constraints"]] == ["FAIL"]
    sound = document(folder, "check", "sound.yaml", *asked)
    assert [row["verdict"] for row in sound["matrix"]["constraints"]] == ["NOT-APPLICABLE"]


def test_a_matrix_that_does_not_exist_is_wrong_use(folder: Path) -> None:
    told = error(folder, "check", "sound.yaml", "--matrix", "nope", code=2)
    assert "nope" in told["what"]
    assert "serverless-15" in told["fix"]


def test_a_check_loads_neither_the_cdk_nor_an_sdk(folder: Path) -> None:
    code = (
        "import sys; from stratiform.cli.main import run; run(['check', 'sound.yaml', '-o', 'report']);"
        "print([one for one in ('aws_cdk', 'boto3', 'botocore', 'ministack', 'rich') if one in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


BOMB = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{number}: &a{number} [{', '.join([f'*a{number - 1}'] * 10)}]\n" for number in range(1, 9)
)


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("letter.txt", "Dear Sir", ["letter.txt", "must be a mapping"]),
        ("other.yaml", "services: {}\n", ["no Resources"]),
        (
            "circle.yaml",
            "Resources:\n  A: {Type: X, DependsOn: B}\n  B: {Type: X, DependsOn: A}\n",
            ["A -> B"],
        ),
        ("bomb.yaml", f"{BOMB}Resources: {{}}\n", ["aliases"]),
        ("tag.yaml", "Resources: !!python/object/apply:os.system [touch pwned]\n", ["!!python"]),
        ("cdk.out/manifest.json", '{"version": "999.0.0", "artifacts": {}}', ["schema version 999"]),
        ("nothing.yaml", None, ["nothing at"]),
        ("huge.yaml", 60_000_000, ["60.0 MB"]),
    ],
)
def test_bad_input_is_one_message_and_nothing_is_written(
    tmp_path: Path, name: str, text: str | int | None, words: list[str]
) -> None:
    file = tmp_path / name
    file.parent.mkdir(exist_ok=True)
    if isinstance(text, str):
        file.write_text(text)
    elif text is not None:
        with file.open("wb") as out:
            out.truncate(text)
    before = sorted(tmp_path.rglob("*"))
    subject = file.parent if file.name == "manifest.json" else file
    told = error(tmp_path, "check", str(subject), "-o", str(tmp_path / "report"), code=2)
    assert all(word in told["what"] for word in words), told
    assert sorted(tmp_path.rglob("*")) == before


def test_an_intrinsic_of_nothing_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "template.yaml").write_text(
        "Resources:\n  A:\n    Type: AWS::SQS::Queue\n    Properties:\n"
        "      QueueName: !Ref Nothing\n      KmsMasterKeyId: !GetAtt Nowhere.Arn\n"
    )
    told = strat(tmp_path, "check", "template.yaml", code=1).stdout
    assert "'Nothing'" in told
    assert "'Nowhere'" in told


@pytest.mark.synth
def test_a_finding_in_an_app_is_at_the_users_own_line(tmp_path: Path) -> None:
    (tmp_path / "cdk.json").write_text('{"app": "python3 app.py"}')
    (tmp_path / "app.py").write_text(
        "import aws_cdk as cdk\n"
        "from aws_cdk import aws_ec2 as ec2\n"
        "app = cdk.App()\n"
        "stack = cdk.Stack(app, 'Shop')\n"
        "def opened(scope):\n"
        "    ec2.CfnSecurityGroup(\n"
        "        scope, 'Open', group_description='x', security_group_ingress=[\n"
        "            {'ipProtocol': 'tcp', 'fromPort': 22, 'toPort': 22, 'cidrIp': '0.0.0.0/0'}])\n"
        "opened(stack)\n"
        "app.synth()\n"
    )
    told = json.loads(strat(tmp_path, "check", "--json", code=None).stdout)
    opened = [one for one in told["findings"] if one["path"] == "Shop/Open" and one["severity"] != "low"]
    assert opened
    assert all(one["origin"] == {"file": "app.py", "line": 6} for one in opened)
