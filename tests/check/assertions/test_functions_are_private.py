from typing import Any

from check.asserting import answer, shown, verdict
from networks import NETWORK, group


def system(subnet: str, groups: list[Any] | None = None) -> dict[str, Any]:
    config = {
        "SubnetIds": [{"Ref": subnet}],
        "SecurityGroupIds": [{"Ref": "Door"}] if groups is None else groups,
    }
    return {**NETWORK, "Door": group(), "Handler": ("AWS::Lambda::Function", {"VpcConfig": config})}


def test_function_subnet_and_group_are_the_evidence() -> None:
    row = answer("functions_are_private", {}, system("Private"))
    assert (row.verdict, shown(row)) == ("PASS", ["Handler", "Private", "Door"])


def test_what_is_missing_is_told() -> None:
    assert "public subnet Public" in answer("functions_are_private", {}, system("Public")).says
    assert "no security group" in answer("functions_are_private", {}, system("Private", [])).says
    assert "in no VPC" in answer("functions_are_private", {}, {"Handler": ("AWS::Lambda::Function", {})}).says


def test_code_of_a_deployment_is_not_judged() -> None:
    custom = ("Custom::Thing", {"ServiceToken": {"Fn::GetAtt": ["Handler", "Arn"]}})
    resources = {"Handler": ("AWS::Lambda::Function", {}), "Thing": custom}
    assert verdict("functions_are_private", {}, resources) == "NOT-APPLICABLE"
