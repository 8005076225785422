import pytest

from check.judging import judged


@pytest.mark.parametrize("type_", ["AWS::Lambda::Permission", "AWS::Lambda::LayerVersionPermission"])
@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({"Principal": "*", "PrincipalOrgID": "o-1"}, True),
        ({"Principal": "123456789012", "PrincipalOrgID": "o-1"}, False),
        ({"Principal": "*"}, False),
        ({"Principal": "*", "FunctionUrlAuthType": "NONE"}, False),
        ({"Principal": {"Fn::ImportValue": "Other"}}, False),
    ],
)
def test_a_permission_names_every_principal(type_: str, properties: dict[str, object], wrong: bool) -> None:
    assert judged("lambda-any-principal", type_, properties) is wrong
