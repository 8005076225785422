import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"SubnetId": ""}, True),
        ({"SubnetId": "given"}, False),
        ({"SubnetId": {"Ref": "Value"}}, False),
    ],
)
def test_a_notebook_must_be_in_a_VPC(properties: dict[str, object], wrong: bool) -> None:
    assert judged("sagemaker-notebook-outside-vpc", "AWS::SageMaker::NotebookInstance", properties) is wrong
