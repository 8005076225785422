from typing import Any

from check.evidence import faults, proof, subjects
from networks import NETWORK

RULE = "system-function-without-path"


def system(*subnets: str, actions: tuple[str, ...] = ("dynamodb:PutItem",), **more: Any) -> dict[str, Any]:
    statement = {"Effect": "Allow", "Action": list(actions), "Resource": "*"}
    role = {"Policies": [{"PolicyDocument": {"Statement": [statement]}}]}
    function = {
        "Role": {"Fn::GetAtt": ["Role", "Arn"]},
        "VpcConfig": {"SubnetIds": [{"Ref": one} for one in subnets], "SecurityGroupIds": []},
    }
    return {
        **NETWORK,
        "Role": ("AWS::IAM::Role", role),
        "Handler": ("AWS::Lambda::Function", function),
        **more,
    }


def endpoint(service: str, **properties: Any) -> tuple[str, dict[str, Any]]:
    return "AWS::EC2::VPCEndpoint", {
        "ServiceName": f"com.amazonaws.us-east-1.{service}",
        "VpcId": {"Ref": "Vpc"},
        **properties,
    }


def test_an_isolated_subnet_has_no_path() -> None:
    assert proof(RULE, system("Isolated")) == {"Handler": ["Role", "Isolated"]}
    assert not proof(RULE, system("Private"))


def test_a_public_subnet_does_not_help_a_function() -> None:
    assert proof(RULE, system("Public")) == {"Handler": ["Role", "Public"]}


def test_an_endpoint_is_a_path() -> None:
    tables = {"RouteTableIds": [{"Ref": "IsolatedTable"}], "VpcEndpointType": "Gateway"}
    assert not proof(RULE, system("Isolated", Tables=endpoint("dynamodb", **tables)))
    assert proof(RULE, system("Isolated", "IsolatedB", Tables=endpoint("dynamodb", **tables)))
    assert proof(RULE, system("Isolated", Objects=endpoint("s3", **tables)))
    queues = endpoint("sqs", VpcEndpointType="Interface")
    assert not proof(RULE, system("Isolated", actions=("sqs:SendMessage",), Queues=queues))


def test_the_services_without_a_path_are_named() -> None:
    resources = system("Isolated", actions=("sqs:SendMessage", "s3:GetObject"))
    assert "s3 and sqs" in faults(RULE, resources)["Handler"].says


def test_what_the_platform_calls_needs_no_path() -> None:
    assert subjects(RULE, system("Isolated", actions=("logs:PutLogEvents", "xray:PutTraceSegments"))) == []
    mapping = {"EventSourceArn": {"Fn::GetAtt": ["Work", "Arn"]}, "FunctionName": {"Ref": "Handler"}}
    polled = {"Work": ("AWS::SQS::Queue", {}), "Mapping": ("AWS::Lambda::EventSourceMapping", mapping)}
    assert (
        subjects(RULE, system("Isolated", actions=("sqs:ReceiveMessage", "sqs:DeleteMessage"), **polled))
        == []
    )


def test_a_network_that_is_not_in_the_definition_is_not_judged() -> None:
    sections = {"Parameters": {"Theirs": {"Type": "AWS::EC2::Subnet::Id"}}}
    assert subjects(RULE, system("Theirs"), **sections) == []
