import pytest

from check.judging import judged


@pytest.mark.parametrize("type_", ["AWS::OpenSearchService::Domain", "AWS::Elasticsearch::Domain"])
@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"NodeToNodeEncryptionOptions": {"Enabled": False}}, True),
        ({"NodeToNodeEncryptionOptions": {"Enabled": True}}, False),
        ({"NodeToNodeEncryptionOptions": {"Enabled": {"Fn::ImportValue": "Other"}}}, False),
    ],
)
def test_the_nodes_of_a_search_domain_talk_without_encryption(
    type_: str, properties: dict[str, object], wrong: bool
) -> None:
    assert judged("opensearch-plain-between-nodes", type_, properties) is wrong
