from typing import Any

from stratiform.assembly.graph import Address, Resource
from stratiform.check.managed_policies import managed_policies


def _resource(type_: str, properties: dict[str, Any]) -> Resource:
    return Resource(Address("Stack", "Subject"), type_, "Subject", properties)


def test_managed_policies_are_named_without_partition_and_path() -> None:
    joined = {"Fn::Join": ["", ["arn:", {"Ref": "AWS::Partition"}, ":iam::aws:policy/service-role/B"]]}
    arns = ["arn:aws:iam::aws:policy/A", joined, {"Fn::Sub": "arn:${P}:iam::aws:policy/C"}, {"Ref": "Own"}]
    role = _resource("AWS::IAM::Role", {"ManagedPolicyArns": [*arns, "arn:aws:iam::111122223333:policy/own"]})
    assert [name for _, name in managed_policies(role)] == ["A", "B", "C"]
    function = _resource("AWS::Serverless::Function", {"Policies": "AWSLambdaExecute"})
    assert list(managed_policies(function)) == [("Policies", "AWSLambdaExecute")]
