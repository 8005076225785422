import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("sse", "wrong"),
    [
        ({}, True),
        ({"SSEEnabled": False}, True),
        ({"SSEEnabled": True}, True),
        ({"SSEEnabled": True, "KMSMasterKeyId": "alias/aws/dynamodb"}, True),
        ({"SSEEnabled": True, "KMSMasterKeyId": "alias/orders"}, False),
        ({"SSEEnabled": True, "KMSMasterKeyId": {"Fn::ImportValue": "Key"}}, False),
        ({"Fn::ImportValue": "Encryption"}, False),
    ],
)
def test_a_table_may_have_a_key_of_its_own(sse: dict[str, object], wrong: bool) -> None:
    assert judged("dynamodb-no-own-key", "AWS::DynamoDB::Table", {"SSESpecification": sse}) is wrong
