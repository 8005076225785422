import pytest

from check.judging import judged


@pytest.mark.parametrize("type_", ["AWS::Lambda::Function", "AWS::Serverless::Function"])
@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"VpcConfig": {"SubnetIds": []}}, True),
        ({"VpcConfig": {"SubnetIds": ["subnet-1"]}}, False),
        ({"VpcConfig": {"SubnetIds": {"Fn::ImportValue": "Other"}}}, False),
    ],
)
def test_a_function_runs_outside_the_vpc(type_: str, properties: dict[str, object], wrong: bool) -> None:
    assert judged("lambda-outside-vpc", type_, properties) is wrong
