import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"DirectInternetAccess": "Enabled"}, True),
        ({"DirectInternetAccess": "Disabled"}, False),
        ({"DirectInternetAccess": {"Ref": "Setting"}}, False),
    ],
)
def test_a_notebook_must_not_have_direct_internet_access(properties: dict[str, object], wrong: bool) -> None:
    assert judged("sagemaker-notebook-on-internet", "AWS::SageMaker::NotebookInstance", properties) is wrong
