import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        ({"ProductionVariants": [{"InitialInstanceCount": 1}]}, True),
        ({"ProductionVariants": [{"InitialInstanceCount": 2}]}, False),
        ({"ProductionVariants": [{"InitialInstanceCount": {"Ref": "Count"}}]}, False),
        ({"ProductionVariants": [{"ServerlessConfig": {"MaxConcurrency": 5}}]}, False),
    ],
)
def test_an_endpoint_must_have_several_instances(properties: dict[str, object], wrong: bool) -> None:
    assert judged("sagemaker-endpoint-one-instance", "AWS::SageMaker::EndpointConfig", properties) is wrong
