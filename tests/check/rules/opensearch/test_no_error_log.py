import pytest

from check.judging import judged


@pytest.mark.parametrize("type_", ["AWS::OpenSearchService::Domain", "AWS::Elasticsearch::Domain"])
@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"LogPublishingOptions": {"ES_APPLICATION_LOGS": {"Enabled": False}}}, True),
        ({"LogPublishingOptions": {"ES_APPLICATION_LOGS": {"Enabled": True}}}, True),
        (
            {
                "LogPublishingOptions": {
                    "ES_APPLICATION_LOGS": {"Enabled": True, "CloudWatchLogsLogGroupArn": "arn"}
                }
            },
            False,
        ),
        (
            {
                "LogPublishingOptions": {
                    "ES_APPLICATION_LOGS": {
                        "Enabled": {"Fn::ImportValue": "Other"},
                        "CloudWatchLogsLogGroupArn": "arn",
                    }
                }
            },
            False,
        ),
    ],
)
def test_a_search_domain_does_not_publish_its_error_log(
    type_: str, properties: dict[str, object], wrong: bool
) -> None:
    assert judged("opensearch-no-error-log", type_, properties) is wrong
