import pytest

from check.judging import judged


@pytest.mark.parametrize("type_", ["AWS::OpenSearchService::Domain", "AWS::Elasticsearch::Domain"])
@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        ({"EBSOptions": {"VolumeType": "gp2"}}, True),
        ({"EBSOptions": {"VolumeType": "gp3"}}, False),
        ({"EBSOptions": {"VolumeType": {"Fn::ImportValue": "Other"}}}, False),
    ],
)
def test_a_search_domain_uses_storage_of_an_earlier_generation(
    type_: str, properties: dict[str, object], wrong: bool
) -> None:
    assert judged("opensearch-old-storage", type_, properties) is wrong
