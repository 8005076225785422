import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        (
            {
                "WorkGroupConfiguration": {
                    "ResultConfiguration": {"EncryptionConfiguration": {"EncryptionOption": "SSE_S3"}}
                }
            },
            False,
        ),
        (
            {
                "WorkGroupConfiguration": {
                    "ResultConfiguration": {"EncryptionConfiguration": {"Fn::ImportValue": "Other"}}
                }
            },
            False,
        ),
    ],
)
def test_results_of_queries_are_not_encrypted_by_the_workgroup(
    properties: dict[str, object], wrong: bool
) -> None:
    assert judged("athena-results-not-encrypted", "AWS::Athena::WorkGroup", properties) is wrong
