import pytest

from check.judging import judged


@pytest.mark.parametrize("type_", ["AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable"])
@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"BillingMode": "PAY_PER_REQUEST"}, False),
        ({"BillingMode": "PROVISIONED"}, False),
        ({"BillingMode": {"Fn::ImportValue": "Other"}}, False),
    ],
)
def test_nobody_chose_how_a_table_is_billed(type_: str, properties: dict[str, object], wrong: bool) -> None:
    assert judged("dynamodb-billing-unsaid", type_, properties) is wrong
