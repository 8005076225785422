import pytest

from check.judging import judged


@pytest.mark.parametrize("type_", ["AWS::OpenSearchService::Domain", "AWS::Elasticsearch::Domain"])
@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"LogPublishingOptions": {"AUDIT_LOGS": {"Enabled": True}}}, True),
        (
            {"LogPublishingOptions": {"AUDIT_LOGS": {"Enabled": True, "CloudWatchLogsLogGroupArn": "arn"}}},
            False,
        ),
        (
            {
                "LogPublishingOptions": {
                    "AUDIT_LOGS": {
                        "Enabled": {"Fn::ImportValue": "Other"},
                        "CloudWatchLogsLogGroupArn": "arn",
                    }
                }
            },
            False,
        ),
    ],
)
def test_a_search_domain_keeps_no_audit_log(type_: str, properties: dict[str, object], wrong: bool) -> None:
    assert judged("opensearch-no-audit-log", type_, properties) is wrong
