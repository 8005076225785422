import pytest

from check.judging import judged


@pytest.mark.parametrize("type_", ["AWS::OpenSearchService::Domain", "AWS::Elasticsearch::Domain"])
@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"EncryptionAtRestOptions": {"Enabled": False}}, True),
        ({"EncryptionAtRestOptions": {"Enabled": True}}, False),
        ({"EncryptionAtRestOptions": {"Enabled": {"Fn::ImportValue": "Other"}}}, False),
    ],
)
def test_a_search_domain_is_not_encrypted_at_rest(
    type_: str, properties: dict[str, object], wrong: bool
) -> None:
    assert judged("opensearch-not-encrypted", type_, properties) is wrong
