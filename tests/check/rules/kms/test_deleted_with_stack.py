from check.judging import failing


def _subject(policy: str | None) -> dict[str, object]:
    resource = {"Type": "AWS::KMS::Key", "Properties": {}}
    return {"Subject": resource | ({"DeletionPolicy": policy} if policy else {})}


def test_it_must_outlive_its_stack() -> None:
    assert failing("kms-deleted-with-stack", _subject(None)) == {
        "Subject": "DeletionPolicy is Delete by default."
    }
    assert failing("kms-deleted-with-stack", _subject("Delete")) == {"Subject": "DeletionPolicy is Delete."}
    assert failing("kms-deleted-with-stack", _subject("Retain")) == {}
