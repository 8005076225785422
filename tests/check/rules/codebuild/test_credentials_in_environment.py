import pytest

from check.judging import judged


def _variable(name: str, kind: object = None) -> dict[str, object]:
    variable = {"Name": name, "Value": "x"} | ({"Type": kind} if kind else {})
    return {"Environment": {"EnvironmentVariables": [variable]}}


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        (_variable("AWS_ACCESS_KEY_ID"), True),
        (_variable("AWS_SECRET_ACCESS_KEY", "PLAINTEXT"), True),
        (_variable("AWS_SECRET_ACCESS_KEY", "SECRETS_MANAGER"), False),
        (_variable("AWS_REGION"), False),
        (_variable("AWS_ACCESS_KEY_ID", {"Ref": "Type"}), False),
        ({"Environment": {"EnvironmentVariables": {"Ref": "Variables"}}}, False),
    ],
)
def test_a_build_must_have_no_credentials_in_its_environment(
    properties: dict[str, object], wrong: bool
) -> None:
    assert judged("codebuild-credentials-in-environment", "AWS::CodeBuild::Project", properties) is wrong
