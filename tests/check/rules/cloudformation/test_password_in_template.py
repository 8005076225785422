import pytest

from check.judging import judged


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
