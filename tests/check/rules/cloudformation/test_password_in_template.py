import pytest

from check.judging import failing, judged


@pytest.mark.parametrize(
    ("type_", "properties", "wrong"),
    [
        ("AWS::RDS::DBInstance", {"MasterUserPassword": "hunter2"}, True),
        ("AWS::RDS::DBInstance", {"MasterUserPassword": "{{resolve:secretsmanager:db}}"}, False),
        ("AWS::RDS::DBInstance", {"ManageMasterUserPassword": True}, False),
        ("AWS::Redshift::Cluster", {"MasterUserPassword": {"Fn::ImportValue": "Password"}}, False),
        ("AWS::DMS::Endpoint", {"Password": "hunter2"}, True),
        ("AWS::AmazonMQ::Broker", {"Users": [{"Username": "a", "Password": "hunter2"}]}, True),
        (
            "AWS::AmazonMQ::Broker",
            {"Users": [{"Username": "a", "Password": {"Fn::ImportValue": "P"}}]},
            False,
        ),
        ("AWS::AmazonMQ::Broker", {}, False),
    ],
)
def test_passwords_must_stay_outside(type_: str, properties: dict[str, object], wrong: bool) -> None:
    assert judged("cloudformation-password-in-template", type_, properties) is wrong


@pytest.mark.parametrize(
    ("parameter", "wrong"),
    [
        ({"Type": "String", "NoEcho": True}, False),
        ({"Type": "String", "NoEcho": "true", "Default": ""}, False),
        ({"Type": "String", "NoEcho": True, "Default": "hunter2"}, True),
        ({"Type": "String", "NoEcho": False}, True),
        ({"Type": "String"}, True),
        ({"Type": "AWS::SSM::Parameter::Value<String>", "Default": "/orders/password"}, False),
    ],
)
def test_so_must_those_of_parameters(parameter: dict[str, object], wrong: bool) -> None:
    database = ("AWS::RDS::DBInstance", {"MasterUserPassword": {"Ref": "Password"}})
    parameters = {"Parameters": {"Password": parameter}}
    assert bool(failing("cloudformation-password-in-template", {"It": database}, **parameters)) is wrong
