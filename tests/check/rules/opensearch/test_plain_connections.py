import pytest

from check.judging import judged


@pytest.mark.parametrize("type_", ["AWS::OpenSearchService::Domain", "AWS::Elasticsearch::Domain"])
@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"DomainEndpointOptions": {"EnforceHTTPS": False}}, True),
        ({"DomainEndpointOptions": {"EnforceHTTPS": True}}, False),
        ({"DomainEndpointOptions": {"EnforceHTTPS": {"Fn::ImportValue": "Other"}}}, False),
    ],
)
def test_a_search_domain_answers_plain_http(type_: str, properties: dict[str, object], wrong: bool) -> None:
    assert judged("opensearch-plain-connections", type_, properties) is wrong
