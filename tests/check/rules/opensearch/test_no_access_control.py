import pytest

from check.judging import judged


@pytest.mark.parametrize("type_", ["AWS::OpenSearchService::Domain", "AWS::Elasticsearch::Domain"])
@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"AdvancedSecurityOptions": {"Enabled": True}}, False),
        ({"AdvancedSecurityOptions": {"Enabled": {"Fn::ImportValue": "Other"}}}, False),
    ],
)
def test_a_search_domain_has_no_fine_grained_access_control(
    type_: str, properties: dict[str, object], wrong: bool
) -> None:
    assert judged("opensearch-no-access-control", type_, properties) is wrong
