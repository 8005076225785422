import pytest

from check.judging import judged


def _cluster(insights: object) -> dict[str, object]:
    return {"ClusterSettings": [{"Name": "containerInsights", "Value": insights}]}


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        (_cluster("disabled"), True),
        (_cluster("enabled"), False),
        (_cluster("enhanced"), False),
        (_cluster({"Ref": "Setting"}), False),
        ({"ClusterSettings": {"Ref": "Settings"}}, False),
    ],
)
def test_a_cluster_must_have_Container_Insights(properties: dict[str, object], wrong: bool) -> None:
    assert judged("ecs-no-container-insights", "AWS::ECS::Cluster", properties) is wrong
