"""`strat cost` as a user runs it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from cli.strat import document, error, strat

pytestmark = pytest.mark.local  # each starts processes of its own

STAGES = Path(__file__).parents[1] / "assemblies" / "stages" / "assembly"
TEMPLATE = """\
Resources:
  Nat: {Type: AWS::EC2::NatGateway, Properties: {SubnetId: s}}
  Jobs: {Type: AWS::SQS::Queue}
  Odd: {Type: AWS::Quantum::Computer}
"""
APP = """\
import aws_cdk as cdk
from aws_cdk import aws_sqs as sqs
from stratiform.constructs import Environment

app = cdk.App()
environment = Environment(app)
stack = cdk.Stack(environment, "Work")
for number in range(environment.tier.network.nat_gateways):
    sqs.Queue(stack, f"Queue{number}")
    cdk.CfnResource(stack, f"Nat{number}", type="AWS::EC2::NatGateway", properties={"SubnetId": "s"})
app.synth()
"""
SETTINGS = """\
project = "shop"

[environments.dev]
account = "111111111111"
region = "us-east-1"
tier = "dev"

[environments.prod]
account = "222222222222"
region = "eu-west-1"
tier = "prod"
"""
WITHOUT_ACCOUNT = """
[environments.staging]
region = "eu-west-1"
tier = "staging"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "template.yaml").write_text(TEMPLATE)
    return tmp_path


def test_a_template_has_a_bill(folder: Path) -> None:
    told = strat(folder, "cost", "template.yaml").stdout
    assert "Total 33.30 a month" in told
    assert "AWS::Quantum::Computer (1): no meter for this type" in told
    assert "730 hours" in told


def test_json_is_the_same_bill(folder: Path) -> None:
    bill = document(folder, "cost", "template.yaml")
    assert bill["total"] == 33.3
    assert [each["type"] for each in bill["unpriced"]] == ["AWS::Quantum::Computer"]
    assert bill == json.loads(strat(folder, "cost", "template.yaml", "--format", "json").stdout)


def test_markdown_is_for_a_pull_request(folder: Path) -> None:
    assert strat(folder, "cost", "template.yaml", "--format", "markdown").stdout.startswith(
        "### local: 33.30"
    )


def test_an_assembly_has_a_bill(tmp_path: Path) -> None:
    assert document(tmp_path, "cost", str(STAGES))["charges"]


def test_usage_region_and_free_tier_are_heeded(folder: Path) -> None:
    (folder / "usage.yaml").write_text(
        "Jobs: {monthly_requests: 3000000}\nNat: {monthly_data_processed_gb: 100}\n"
    )
    told = ("cost", "template.yaml", "--usage", "usage.yaml", "--region", "eu-west-1")
    assert document(folder, *told)["total"] == pytest.approx(730 * 0.048 + 4.8 + 0.8)
    assert document(folder, *told, "--no-free-tier")["total"] == pytest.approx(730 * 0.048 + 4.8 + 1.2)


def test_nothing_is_assumed_where_the_user_says_so(folder: Path) -> None:
    assert document(folder, "cost", "template.yaml", "--no-assume")["total"] == pytest.approx(32.85)


def test_a_wrong_usage_key_is_told_with_its_line(folder: Path) -> None:
    (folder / "usage.yaml").write_text("Jobs:\n  monthly_reqests: 1\n")
    told = error(folder, "cost", "template.yaml", "--usage", "usage.yaml", code=2)
    assert told["where"] == "usage.yaml:2"
    assert "Did you mean monthly_requests?" in told["fix"]


def test_another_template_is_compared(folder: Path) -> None:
    (folder / "other.yaml").write_text(TEMPLATE.replace("AWS::EC2::NatGateway", "AWS::EC2::EIP"))
    found = document(folder, "cost", "template.yaml", "--compare", "other.yaml")
    assert found["difference"] == pytest.approx(3.65 - 33.3)
    assert "Total" in strat(folder, "cost", "template.yaml", "--compare", "other.yaml").stdout


def test_what_ifs_are_listed_and_answered(folder: Path) -> None:
    assert "nat-to-endpoints" in strat(folder, "cost", "template.yaml", "--what-if", "list").stdout
    found = document(folder, "cost", "template.yaml", "--what-if", "nat-to-endpoints")
    assert found["difference"] == pytest.approx(2 * 7.3 + 0.01 - 33.3)
    assert any("internet" in sentence for sentence in found["assumptions"])


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (["--what-if", "nothing"], "no what-if nothing"),
        (["--region", "mars-1"], "no prices of mars-1"),
        (["--environments"], "stratiform.toml has environments"),
        (["--environments", "--refresh"], "exclude each other"),
        (["--format", "markdown"], "--json and --format markdown exclude each other"),
        (["--what-if", "tier-prod"], "no environment of the tier prod"),
        (["-e", "prod"], "no environment prod"),
        (["--usage", "none.yaml"], "cannot be read"),
    ],
)
def test_wrong_use_is_one_clear_error(folder: Path, arguments: list[str], what: str) -> None:
    assert what in error(folder, "cost", "template.yaml", *arguments, code=2)["what"]


def test_what_cannot_be_read_is_one_clear_error(folder: Path) -> None:
    (folder / "list.yaml").write_text("- a\n")
    error(folder, "cost", "list.yaml", code=2)
    error(folder, "cost", "nowhere", code=2)


def test_it_loads_no_cdk_and_no_boto3(folder: Path) -> None:
    program = (
        "import sys; from stratiform.cli.main import run; run(['cost', 'template.yaml']); print(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=folder, capture_output=True, text=True, check=True
    )
    loaded = {name.partition(".")[0] for name in done.stdout.splitlines()[-1].split()}
    assert loaded & {"aws_cdk", "jsii", "boto3", "botocore", "ministack"} == set()


@pytest.mark.synth
def test_environments_and_tiers_are_synthesized(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text(APP)
    (tmp_path / "stratiform.toml").write_text(SETTINGS + WITHOUT_ACCOUNT)
    found = document(tmp_path, "cost", ".", "--environments", "--no-assume")
    both, (left_out,) = found["environments"], found["left_out"]
    assert left_out["what"].startswith("The environment staging has no account")
    assert left_out["where"].endswith("stratiform.toml:13")
    assert [(each["environment"], each["tier"]) for each in both] == [("dev", "dev"), ("prod", "prod")]
    assert [each["total"] for each in both] == pytest.approx([32.85, 3 * 730 * 0.048])
    found = document(tmp_path, "cost", ".", "-e", "dev", "--what-if", "tier-prod", "--no-assume")
    assert found["before"]["name"] == "dev"
    assert found["after"]["name"] == "prod"
    assert found["difference"] == pytest.approx(3 * 730 * 0.048 - 32.85)
    strat(tmp_path, "down", ".", code=None)


def test_environments_that_nothing_can_be_synthesized_in_are_an_error(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text(APP)
    (tmp_path / "stratiform.toml").write_text('project = "shop"\n' + WITHOUT_ACCOUNT)
    assert "staging has no account" in error(tmp_path, "cost", ".", "--environments", code=2)["what"]
