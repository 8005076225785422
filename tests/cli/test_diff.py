"""`strat diff`, as a user runs it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from cli.strat import bare, document, error, strat, taken_down

pytestmark = pytest.mark.local

TEMPLATE = """\
Resources:
  Orders:
    Type: AWS::DynamoDB::Table
    Properties:
      TableName: {name}
      KeySchema: [{{AttributeName: id, KeyType: HASH}}]
      AttributeDefinitions: [{{AttributeName: id, AttributeType: S}}]
      BillingMode: PAY_PER_REQUEST
"""
PUBLIC = """\
  Db:
    Type: AWS::RDS::DBInstance
    Properties: {{PubliclyAccessible: {public}, Engine: postgres}}
"""

PRODUCTION = """\
[environments.production]
account = "000000000000"
region = "us-east-1"
tier = "prod"
"""


@pytest.fixture
def pair(tmp_path: Path) -> Path:
    """``a.yaml`` and ``b.yaml``: a table that is replaced and a database that becomes public."""
    for name, public in (("a", "false"), ("b", "true")):
        (tmp_path / f"{name}.yaml").write_text(TEMPLATE.format(name=name) + PUBLIC.format(public=public))
    return tmp_path


def git(folder: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "commit.gpgsign=false"]
    given = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    subprocess.run(["git", *identity, *arguments], cwd=folder, env=given, check=True, capture_output=True)


def test_danger_comes_first_with_its_place(pair):
    lines = strat(pair, "diff", "a.yaml", "b.yaml").stdout.splitlines()
    assert lines[0] == "Destroys data (1)"
    assert lines[1].startswith(
        "  Orders (AWS::DynamoDB::Table): is replaced: TableName a -> b; loses its items"
    )
    assert lines[1].endswith("[b.yaml:2]")
    assert "Opens the network (1)" in lines


def test_equal_sides_have_no_differences(pair):
    assert strat(pair, "diff", "a.yaml", "a.yaml").stdout == "No differences.\n"
    strat(pair, "diff", "a.yaml", "a.yaml", "--fail-on", "any")


@pytest.mark.parametrize(
    ("fail_on", "calm", "code"),
    [("destructive", False, 1), ("broadening", False, 1), ("any", True, 1), ("destructive", True, 0)],
)
def test_fail_on_decides_the_exit_code(pair, fail_on, calm, code):
    if calm:
        text = (pair / "a.yaml").read_text()
        (pair / "b.yaml").write_text(text.replace("postgres}", "postgres, CopyTagsToSnapshot: true}"))
    strat(pair, "diff", "a.yaml", "b.yaml", "--fail-on", fail_on, code=code)


def test_every_format_is_written(pair):
    found = document(pair, "diff", "a.yaml", "b.yaml")
    assert (found["destructive"], found["broadening"]) == (1, 1)
    assert json.loads(strat(pair, "diff", "a.yaml", "b.yaml", "--format", "json").stdout) == found
    assert "### Destroys data" in strat(pair, "diff", "a.yaml", "b.yaml", "--format", "markdown").stdout
    assert strat(pair, "diff", "a.yaml", "b.yaml", "--format", "html").stdout.startswith("<!doctype html>")


def test_the_picture_shows_what_changes(pair):
    strat(pair, "diff", "a.yaml", "b.yaml", "--diagram", "change.svg")
    assert (pair / "change.svg").read_text().lstrip().startswith("<")
    assert "Orders" in (pair / "change.svg").read_text()


def test_a_template_is_compared_with_its_revision(pair):
    git(pair, "init", "-q")
    git(pair, "add", "a.yaml")
    git(pair, "commit", "-qm", "one")
    (pair / "a.yaml").write_text((pair / "b.yaml").read_text())
    lines = strat(pair, "diff", "HEAD", "a.yaml").stdout.splitlines()
    assert lines[0] == "Destroys data (1)"
    (pair / "a.yaml").write_text("Resources: {T: {Type: AWS::SNS::Topic}}\n")
    removed = document(pair, "diff", "git:HEAD", "a.yaml")["resources"][0]
    assert (removed["kind"], removed["where"]) == ("removed", "HEAD:a.yaml:2")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("nope", "a.yaml"), "nope is neither a path nor a git revision of a.yaml."),
        (("nope", "."), "nope is neither a path nor a git revision of this folder."),
        (("git:HEAD", "a.yaml"), "is in no git repository"),
        (("broken.yaml", "a.yaml"), "broken.yaml"),
        (("notes.json", "a.yaml"), "no Resources"),
        (("future", "a.yaml"), "has the schema version 99"),
        (("a.yaml", "b.yaml", "--diagram", "change.gif"), "--diagram writes SVG"),
        (("a.yaml", "b.yaml", "-c", "x"), "-c takes KEY=VALUE"),
        (("a.yaml", "b.yaml", "--fail-on", "sometimes"), "sometimes"),
    ],
)
def test_bad_input_is_one_clear_message(pair, arguments, says):
    (pair / "broken.yaml").write_text("Resources: [\n")
    (pair / "notes.json").write_text("{}")
    (pair / "future").mkdir()
    (pair / "future" / "manifest.json").write_text('{"version": "99.0.0", "artifacts": {}}')
    assert says in error(pair, "diff", *arguments, code=2)["what"]


def test_one_path_is_compared_with_what_is_up(tmp_path):
    file = tmp_path / "shop.yaml"
    (tmp_path / "code").mkdir()
    (tmp_path / "code" / "code.py").touch()
    packaged = "  Layer: {Type: AWS::Lambda::LayerVersion, Properties: {Content: code}}\n"
    file.write_text(TEMPLATE.format(name="a") + packaged)
    assert "git" not in error(tmp_path, "diff", "shop.yaml", code=3)["what"]
    with taken_down(tmp_path, "shop.yaml"):
        strat(tmp_path, "up", "shop.yaml", "--detach")
        assert strat(tmp_path, "diff", "shop.yaml").stdout == "No differences.\n"
        file.write_text(TEMPLATE.format(name="b") + packaged)
        assert document(tmp_path, "diff", "shop.yaml")["destructive"] == 1
        assert document(tmp_path, "diff", "local:shop.yaml", "shop.yaml")["destructive"] == 1


def test_a_stack_is_compared_through_cloudformation(tmp_path):
    file = tmp_path / "shop.yaml"
    file.write_text(TEMPLATE.format(name="a"))
    with taken_down(tmp_path, "shop.yaml"):
        endpoint = document(tmp_path, "up", "shop.yaml", "--detach")["endpoint"]
        file.write_text(TEMPLATE.format(name="b"))
        aws = {
            "AWS_ENDPOINT_URL": endpoint,
            "AWS_REGION": "us-east-1",
            "AWS_ACCESS_KEY_ID": "000000000000",
            "AWS_SECRET_ACCESS_KEY": "test",
        }
        program = Path(sys.executable).with_name("strat")

        def asked(*arguments: str) -> subprocess.CompletedProcess[str]:
            return subprocess.run(
                [program, "diff", *arguments],
                cwd=tmp_path,
                env=bare() | aws,
                capture_output=True,
                text=True,
            )

        assert asked("stack:shop", "shop.yaml").stdout.startswith("Destroys data (1)")
        (tmp_path / "stratiform.toml").write_text(PRODUCTION)
        assert asked("shop.yaml", "-e", "production").stdout.startswith("Destroys data (1)")
        unknown = asked("stack:nope", "shop.yaml")
        assert (unknown.returncode, unknown.stderr.splitlines()[0]) == (2, "error: There is no stack 'nope'.")


@pytest.mark.synth
def test_an_app_is_compared_with_its_revision_and_nothing_is_left_behind(tmp_path):
    app = tmp_path / "shop"
    app.mkdir()
    source = (
        "import aws_cdk as cdk\nfrom aws_cdk import aws_sqs as sqs\n"
        "app = cdk.App()\nstack = cdk.Stack(app, 'Shop')\n"
        "sqs.Queue(stack, 'Jobs', fifo=FIFO)\napp.synth()\n"
    )
    (app / "app.py").write_text(source.replace("FIFO", "None"))
    (app / ".gitignore").write_text("cdk.out\n.stratiform\n__pycache__\n")
    git(app, "init", "-q")
    git(app, "add", ".")
    git(app, "commit", "-qm", "one")
    (app / "app.py").write_text(source.replace("FIFO", "True"))
    with taken_down(app):
        (change,) = document(app, "diff", "HEAD", ".")["resources"]
        assert document(app, "diff", "HEAD", "cdk.out")["destructive"] == 1
        same = strat(app, "diff", "HEAD", "HEAD").stdout
    assert (change["path"], change["effect"]) == ("Shop/Jobs/Resource", "destroys_data")
    assert change["where"] == "app.py:5"
    assert same == "No differences.\n"
    status = subprocess.run(
        ["git", "status", "--porcelain"], cwd=app, capture_output=True, text=True, check=True
    )
    assert status.stdout.split() == ["M", "app.py"]


def test_nothing_heavy_is_loaded_for_two_templates(pair):
    program = (
        "import sys; from stratiform.cli.main import run; run(['diff', 'a.yaml', 'b.yaml']);"
        "print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=pair, capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.splitlines()[-1].split())
    assert loaded & {"aws_cdk", "jsii", "boto3", "botocore", "ministack", "pydantic"} == set()
