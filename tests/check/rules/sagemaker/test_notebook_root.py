import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"RootAccess": "Enabled"}, True),
        ({"RootAccess": "Disabled"}, False),
        ({"RootAccess": {"Ref": "Setting"}}, False),
    ],
)
def test_users_of_a_notebook_must_not_be_root(properties: dict[str, object], wrong: bool) -> None:
    assert judged("sagemaker-notebook-root", "AWS::SageMaker::NotebookInstance", properties) is wrong
