import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        ({"AllowedOAuthFlows": ["implicit"]}, True),
        ({"AllowedOAuthFlows": ["code", "implicit"]}, True),
        ({"AllowedOAuthFlows": ["code"]}, False),
        ({"AllowedOAuthFlows": {"Fn::ImportValue": "Other"}}, False),
    ],
)
def test_tokens_are_handed_over_in_the_address_of_a_page(properties: dict[str, object], wrong: bool) -> None:
    assert judged("cognito-implicit-grant", "AWS::Cognito::UserPoolClient", properties) is wrong
