from check.judging import failing


def _subject(policy: str | None) -> dict[str, object]:
    resource = {"Type": "AWS::EFS::FileSystem", "Properties": {}}
    return {"Subject": resource | ({"DeletionPolicy": policy} if policy else {})}


def test_it_must_outlive_its_stack() -> None:
    assert failing("efs-deleted-with-stack", _subject(None)) == {
        "Subject": "DeletionPolicy is Delete by default."
    }
    assert failing("efs-deleted-with-stack", _subject("Delete")) == {"Subject": "DeletionPolicy is Delete."}
    assert failing("efs-deleted-with-stack", _subject("Retain")) == {}
