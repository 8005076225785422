import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        ({"SamplingRule": {"FixedRate": 1}}, True),
        ({"SamplingRule": {"FixedRate": "1.0"}}, True),
        ({"SamplingRule": {"FixedRate": 0.05}}, False),
        ({"SamplingRule": {"FixedRate": {"Fn::ImportValue": "Other"}}}, False),
    ],
)
def test_every_request_is_traced(properties: dict[str, object], wrong: bool) -> None:
    assert judged("xray-everything-sampled", "AWS::XRay::SamplingRule", properties) is wrong
