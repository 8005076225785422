from check.judging import failing

SECRET = ("AWS::SecretsManager::Secret", {})


RULES = {"AutomaticallyAfterDays": 30}


def schedule(of: str, rules: object = RULES) -> tuple[str, dict[str, object]]:
    return "AWS::SecretsManager::RotationSchedule", {"SecretId": {"Ref": of}, "RotationRules": rules}


def test_a_secret_must_be_rotated() -> None:
    assert failing(
        "secretsmanager-no-rotation", {"One": SECRET, "Two": SECRET, "Schedule": schedule("Two")}
    ).keys() == {"One"}


def test_a_schedule_may_name_the_attachment() -> None:
    attachment = ("AWS::SecretsManager::SecretTargetAttachment", {"SecretId": {"Ref": "One"}})
    assert not failing(
        "secretsmanager-no-rotation",
        {"One": SECRET, "Attached": attachment, "Schedule": schedule("Attached")},
    )


def test_a_schedule_must_say_when() -> None:
    assert failing("secretsmanager-no-rotation", {"One": SECRET, "Schedule": schedule("One", None)})
