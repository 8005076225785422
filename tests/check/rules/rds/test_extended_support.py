import pytest

from check.judging import judged


@pytest.mark.parametrize("type_", ["AWS::RDS::DBInstance", "AWS::RDS::DBCluster"])
@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({"Engine": "mysql", "EngineVersion": "8.0.28"}, True),
        ({"Engine": "mysql", "EngineVersion": "8.4"}, False),
        (
            {
                "Engine": "postgres",
                "EngineVersion": "12.19",
                "EngineLifecycleSupport": "open-source-rds-extended-support-disabled",
            },
            False,
        ),
        ({"Engine": "mysql", "EngineVersion": {"Fn::ImportValue": "Version"}}, False),
        ({"EngineVersion": "8.0.28"}, False),
    ],
)
def test_a_database_is_billed_for_extended_support(
    type_: str, properties: dict[str, object], wrong: bool
) -> None:
    assert judged("rds-extended-support", type_, properties) is wrong
