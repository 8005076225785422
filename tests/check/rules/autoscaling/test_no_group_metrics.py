import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"MetricsCollection": []}, True),
        ({"MetricsCollection": [{"Granularity": "1Minute"}]}, False),
        ({"MetricsCollection": {"Ref": "Metrics"}}, False),
    ],
)
def test_a_group_must_send_its_metrics(properties: dict[str, object], wrong: bool) -> None:
    assert judged("autoscaling-no-group-metrics", "AWS::AutoScaling::AutoScalingGroup", properties) is wrong
