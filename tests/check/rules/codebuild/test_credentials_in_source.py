import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        ({"Source": {"Location": "https://user:password@bitbucket.org/a/b"}}, True),
        ({"Source": {"Location": "https://token@github.com/a/b"}}, True),
        ({"Source": {"Location": "https://user@bitbucket.org/a/b"}}, False),
        ({"Source": {"Location": "https://github.com/a/b"}}, False),
        ({"Source": {"Location": {"Ref": "Location"}}}, False),
        ({"SecondarySources": [{"Location": "https://user:password@bitbucket.org/a/b"}]}, True),
    ],
)
def test_the_address_of_a_source_must_hold_no_credentials(properties: dict[str, object], wrong: bool) -> None:
    assert judged("codebuild-credentials-in-source", "AWS::CodeBuild::Project", properties) is wrong
