import pytest

from check.judging import judged


@pytest.mark.parametrize("type_", ["AWS::WAFv2::WebACL", "AWS::WAFv2::RuleGroup"])
@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({"VisibilityConfig": {"CloudWatchMetricsEnabled": False}}, True),
        ({"VisibilityConfig": {"CloudWatchMetricsEnabled": True}}, False),
        (
            {
                "VisibilityConfig": {"CloudWatchMetricsEnabled": True},
                "Rules": [{"Name": "common", "VisibilityConfig": {"CloudWatchMetricsEnabled": False}}],
            },
            True,
        ),
        ({"VisibilityConfig": {"CloudWatchMetricsEnabled": {"Fn::ImportValue": "Other"}}}, False),
    ],
)
def test_a_web_acl_counts_nothing(type_: str, properties: dict[str, object], wrong: bool) -> None:
    assert judged("wafv2-no-metrics", type_, properties) is wrong
