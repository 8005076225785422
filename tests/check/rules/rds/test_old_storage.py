import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        ({"StorageType": "gp2"}, True),
        ({"StorageType": "standard"}, True),
        ({"StorageType": "gp3"}, False),
        ({"StorageType": "io2"}, False),
        ({"StorageType": {"Fn::ImportValue": "Other"}}, False),
    ],
)
def test_a_database_uses_storage_of_an_earlier_generation(properties: dict[str, object], wrong: bool) -> None:
    assert judged("rds-old-storage", "AWS::RDS::DBInstance", properties) is wrong
