import pytest

from check.judging import judged

PERMISSION = "AWS::Lambda::Permission"
LAYER = "AWS::Lambda::LayerVersionPermission"
BUCKET = {"Principal": "s3.amazonaws.com", "SourceArn": "arn:aws:s3:::uploads"}


@pytest.mark.parametrize(
    ("type_", "properties", "wrong"),
    [
        (PERMISSION, {"Principal": "*"}, True),
        (PERMISSION, {"Principal": "*", "PrincipalOrgID": "o-1"}, False),
        (PERMISSION, {"Principal": "*", "FunctionUrlAuthType": "NONE"}, False),
        (PERMISSION, {"Principal": "123456789012"}, False),
        (PERMISSION, {"Principal": "sns.amazonaws.com"}, False),
        (PERMISSION, BUCKET, True),
        (PERMISSION, {**BUCKET, "SourceAccount": {"Ref": "AWS::AccountId"}}, False),
        (PERMISSION, {"Principal": {"Fn::ImportValue": "Caller"}}, False),
        (LAYER, {"Principal": "*"}, True),
        (LAYER, {"Principal": "*", "OrganizationId": "o-1"}, False),
    ],
)
def test_strangers_must_be_kept_out(type_: str, properties: dict[str, object], wrong: bool) -> None:
    assert judged("lambda-public", type_, properties) is wrong
