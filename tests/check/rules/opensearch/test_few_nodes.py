import pytest

from check.judging import judged

DOMAINS = {
    "AWS::OpenSearchService::Domain": "ClusterConfig",
    "AWS::Elasticsearch::Domain": "ElasticsearchClusterConfig",
}


@pytest.mark.parametrize("type_", DOMAINS)
@pytest.mark.parametrize(
    ("config", "wrong"),
    [
        ({}, True),
        ({"InstanceCount": 2, "ZoneAwarenessEnabled": True}, True),
        ({"InstanceCount": 3}, True),
        ({"InstanceCount": 3, "ZoneAwarenessEnabled": True}, False),
        ({"Fn::ImportValue": "Config"}, False),
    ],
)
def test_a_domain_survives_the_loss_of_a_node(type_: str, config: dict[str, object], wrong: bool) -> None:
    assert judged("opensearch-few-nodes", type_, {DOMAINS[type_]: config}) is wrong
