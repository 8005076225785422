import pytest

from check.judging import judged


@pytest.mark.parametrize("type_", ["AWS::OpenSearchService::Domain", "AWS::Elasticsearch::Domain"])
@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"VPCOptions": {"SubnetIds": ["subnet-1"]}}, False),
        ({"VPCOptions": {"Fn::ImportValue": "Other"}}, False),
    ],
)
def test_a_search_domain_has_a_public_endpoint(
    type_: str, properties: dict[str, object], wrong: bool
) -> None:
    assert judged("opensearch-outside-vpc", type_, properties) is wrong
