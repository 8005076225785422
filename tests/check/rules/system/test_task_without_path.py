from typing import Any

from check.evidence import faults, proof, subjects
from networks import NETWORK

RULE = "system-task-without-path"
ECR = "111111111111.dkr.ecr.us-east-1.amazonaws.com/web:1"


def system(*subnets: str, public: bool = False, image: Any = ECR, **container: Any) -> dict[str, Any]:
    network = {
        "Subnets": [{"Ref": one} for one in subnets],
        "AssignPublicIp": "ENABLED" if public else "DISABLED",
    }
    web = {"TaskDefinition": {"Ref": "Task"}, "NetworkConfiguration": {"AwsvpcConfiguration": network}}
    definitions = [{"Name": "web", "Image": image, **container}]
    return {
        **NETWORK,
        "Task": ("AWS::ECS::TaskDefinition", {"ContainerDefinitions": definitions}),
        "Web": ("AWS::ECS::Service", web),
    }


def endpoint(name: str) -> tuple[str, dict[str, Any]]:
    kind = {"RouteTableIds": [{"Ref": "IsolatedTable"}]} if name == "s3" else {"VpcEndpointType": "Interface"}
    service = f"com.amazonaws.us-east-1.{name}"
    return "AWS::EC2::VPCEndpoint", {"ServiceName": service, "VpcId": {"Ref": "Vpc"}, **kind}


def test_tasks_must_reach_their_image() -> None:
    assert proof(RULE, system("Isolated")) == {"Web": ["Task", "Isolated"]}
    assert not proof(RULE, system("Private"))


def test_an_internet_gateway_helps_what_has_an_address() -> None:
    assert not proof(RULE, system("Public", public=True))
    assert proof(RULE, system("Public"))
    assert proof(RULE, system("Isolated", public=True))


def test_the_missing_endpoints_are_named() -> None:
    log = {"LogConfiguration": {"LogDriver": "awslogs"}}
    secrets = {
        "Secrets": [{"Name": "A", "ValueFrom": "arn:aws:secretsmanager:us-east-1:111111111111:secret:a"}]
    }
    partly = {"Api": endpoint("ecr.api"), "Bucket": endpoint("s3")}
    found = faults(RULE, system("Isolated", **log, **secrets) | partly)["Web"]
    assert "need ecr.dkr, logs, secretsmanager, and" in found.says


def test_all_endpoints_are_a_path() -> None:
    every = {f"E{at}": endpoint(name) for at, name in enumerate(("ecr.api", "ecr.dkr", "s3"))}
    assert not proof(RULE, system("Isolated") | every)


def test_an_image_elsewhere_and_no_log_need_nothing_of_aws() -> None:
    assert subjects(RULE, system("Isolated", image="registry.internal/web:1")) == []


def test_a_secret_of_the_system_takes_a_path() -> None:
    secrets = {"Secrets": [{"Name": "A", "ValueFrom": {"Ref": "Secret"}}]}
    resources = system("Isolated", image="registry.internal/web:1", **secrets)
    found = faults(RULE, resources | {"Secret": ("AWS::SecretsManager::Secret", {})})
    assert "need secretsmanager, and" in found["Web"].says
