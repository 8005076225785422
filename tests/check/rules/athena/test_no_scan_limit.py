import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"WorkGroupConfiguration": {"BytesScannedCutoffPerQuery": 1099511627776}}, False),
        ({"WorkGroupConfiguration": {"BytesScannedCutoffPerQuery": {"Fn::ImportValue": "Other"}}}, False),
    ],
)
def test_nothing_limits_what_a_query_reads(properties: dict[str, object], wrong: bool) -> None:
    assert judged("athena-no-scan-limit", "AWS::Athena::WorkGroup", properties) is wrong
