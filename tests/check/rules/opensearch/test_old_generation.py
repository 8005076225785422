import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("class_", "wrong"),
    [
        ("r4.large.search", True),
        ("t2.small.search", True),
        ("r6g.large.search", False),
        ("t3.small.search", False),
        ({"Fn::ImportValue": "Class"}, False),
    ],
)
def test_the_class_of_its_nodes_is_judged(class_: object, wrong: bool) -> None:
    new = {"ClusterConfig": {"InstanceType": class_}}
    old = {"ElasticsearchClusterConfig": {"InstanceType": class_}}
    assert judged("opensearch-old-generation", "AWS::OpenSearchService::Domain", new) is wrong
    assert judged("opensearch-old-generation", "AWS::Elasticsearch::Domain", old) is wrong
