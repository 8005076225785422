"""What an estimate is made for: the same for every command that tells costs."""

from __future__ import annotations

import json
from pathlib import Path

from stratiform.cli.main import run
from stratiform.cli.terms import terms_of
from stratiform.cost import Terms

TOML = """\
project = "shop"

[environments.local]
region = "eu-west-1"
tier = "prod"
"""
TEMPLATE = """\
Resources:
  Db:
    Type: AWS::RDS::DBInstance
    Properties: {Engine: postgres, DBInstanceClass: db.t4g.micro, AllocatedStorage: 20}
"""


def test_without_settings_local_is_what_it_is_by_itself(tmp_path: Path) -> None:
    assert terms_of(tmp_path, "local") == Terms()


def test_the_settings_say_where_local_is_and_of_which_tier(tmp_path: Path) -> None:
    (tmp_path / "stratiform.toml").write_text(TOML)
    assert terms_of(tmp_path, "local") == Terms("local", "prod", "eu-west-1")


def test_an_assembly_has_the_settings_of_the_folder_that_holds_it(tmp_path: Path) -> None:
    (tmp_path / "stratiform.toml").write_text(TOML)
    assembly = tmp_path / "cdk.out"
    assembly.mkdir()
    (assembly / "manifest.json").write_text("{}")
    assert terms_of(assembly, "local") == Terms("local", "prod", "eu-west-1")


def test_a_picture_and_a_change_cost_what_strat_cost_says(tmp_path: Path, capsys) -> None:
    (tmp_path / "stratiform.toml").write_text(TOML)
    (tmp_path / "none.yaml").write_text("Resources: {Topic: {Type: AWS::SNS::Topic}}\n")
    template = tmp_path / "template.yaml"
    template.write_text(TEMPLATE)

    def told(*arguments: object) -> dict:
        assert run([*map(str, arguments), "--json"]) == 0
        return json.loads(capsys.readouterr().out)

    (charge,) = told("cost", template)["charges"]
    assert charge["region"] == "eu-west-1"
    (node,) = told("diagram", template, "--cost")["root"]["nodes"]
    assert node["cost"] == charge["monthly"]
    assert told("diff", tmp_path / "none.yaml", template)["cost"]["after"] == charge["monthly"]
