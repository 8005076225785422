import pytest

from check.judging import judged


@pytest.mark.parametrize("type_", ["AWS::OpenSearchService::Domain", "AWS::Elasticsearch::Domain"])
@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"DomainEndpointOptions": {"TLSSecurityPolicy": "Policy-Min-TLS-1-0-2019-07"}}, True),
        ({"DomainEndpointOptions": {"TLSSecurityPolicy": "Policy-Min-TLS-1-2-2019-07"}}, False),
        ({"DomainEndpointOptions": {"TLSSecurityPolicy": {"Fn::ImportValue": "Other"}}}, False),
    ],
)
def test_a_search_domain_accepts_tls_1_0_and_1_1(
    type_: str, properties: dict[str, object], wrong: bool
) -> None:
    assert judged("opensearch-old-tls", type_, properties) is wrong
