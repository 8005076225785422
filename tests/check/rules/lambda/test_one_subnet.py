import pytest

from check.judging import judged


@pytest.mark.parametrize("type_", ["AWS::Lambda::Function", "AWS::Serverless::Function"])
@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        ({"VpcConfig": {"SubnetIds": ["subnet-1"]}}, True),
        ({"VpcConfig": {"SubnetIds": ["subnet-1", "subnet-2"]}}, False),
        ({"VpcConfig": {"SubnetIds": []}}, False),
        ({"VpcConfig": {"SubnetIds": [{"Fn::ImportValue": "Subnets"}]}}, False),
        ({"VpcConfig": {"SubnetIds": {"Fn::ImportValue": "Other"}}}, False),
    ],
)
def test_a_function_in_a_vpc_has_a_single_subnet(
    type_: str, properties: dict[str, object], wrong: bool
) -> None:
    assert judged("lambda-one-subnet", type_, properties) is wrong
