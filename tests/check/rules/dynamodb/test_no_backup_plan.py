import pytest

from check.judging import failing

TABLE = "AWS::DynamoDB::Table"


@pytest.mark.parametrize(
    ("selection", "wrong"),
    [
        (None, True),
        ({"Resources": [{"Fn::GetAtt": ["Orders", "Arn"]}]}, False),
        ({"Resources": ["arn:aws:dynamodb:*:*:table/*"]}, False),
        ({"Resources": ["arn:aws:rds:*:*:db:*"]}, True),
        ({"ListOfTags": [{"ConditionKey": "backup", "ConditionValue": "daily"}]}, False),
    ],
)
def test_a_plan_selects_the_table(selection: dict[str, object] | None, wrong: bool) -> None:
    plan = {"Plan": ("AWS::Backup::BackupSelection", {"BackupSelection": selection})} if selection else {}
    assert bool(failing("dynamodb-no-backup-plan", {"Orders": (TABLE, {}), **plan})) is wrong
