from typing import Any

from check.evidence import proof, subjects
from networks import NETWORK

RULE = "system-production-in-one-zone"


def service(*subnets: Any, environment: str | None = "prod") -> dict[str, Any]:
    tags = [{"Key": "Environment", "Value": environment}] if environment else []
    network = {"AwsvpcConfiguration": {"Subnets": list(subnets)}}
    return {**NETWORK, "Service": ("AWS::ECS::Service", {"NetworkConfiguration": network, "Tags": tags})}


def test_one_zone_is_too_few_for_production() -> None:
    assert proof(RULE, service({"Ref": "Isolated"}, {"Ref": "Private"})) == {
        "Service": ["Isolated", "Private"]
    }
    assert not proof(RULE, service({"Ref": "Isolated"}, {"Ref": "IsolatedB"}))


def test_only_what_a_tag_calls_production_is_judged() -> None:
    assert subjects(RULE, service({"Ref": "Isolated"}, environment="dev")) == []
    assert subjects(RULE, service({"Ref": "Isolated"}, environment=None)) == []


def test_a_subnet_that_is_not_known_may_be_in_another_zone() -> None:
    sections = {"Parameters": {"Other": {"Type": "String"}}}
    assert subjects(RULE, service({"Ref": "Isolated"}, {"Ref": "Other"}), **sections) == []
    assert subjects(RULE, service({"Ref": "Isolated"}, "subnet-0123456789abcdef0")) == []


def test_a_function_with_two_subnets_of_one_zone_is_told() -> None:
    tags = [{"Key": "Environment", "Value": "prod"}]

    def function(*subnets: str) -> dict[str, Any]:
        config = {"SubnetIds": [{"Ref": one} for one in subnets]}
        return {**NETWORK, "Handler": ("AWS::Lambda::Function", {"VpcConfig": config, "Tags": tags})}

    assert list(proof(RULE, function("Isolated", "Private"))) == ["Handler"]
    assert subjects(RULE, function("Isolated")) == []
