from check.judging import failing


def _volume(policy: str | None) -> dict[str, object]:
    resource = {"Type": "AWS::EC2::Volume", "Properties": {"Size": 8}}
    return {"Volume": resource | ({"DeletionPolicy": policy} if policy else {})}


def test_a_volume_must_outlive_its_stack() -> None:
    kept = [
        not failing("ec2-volume-deleted-with-stack", _volume(policy))
        for policy in (None, "Delete", "Snapshot", "Retain")
    ]
    assert kept == [False, False, True, True]
