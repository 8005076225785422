import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"ImageScanningConfiguration": {"ScanOnPush": False}}, True),
        ({"ImageScanningConfiguration": {"ScanOnPush": "false"}}, True),
        ({"ImageScanningConfiguration": {"ScanOnPush": True}}, False),
        ({"ImageScanningConfiguration": {"ScanOnPush": "true"}}, False),
        ({"ImageScanningConfiguration": {"ScanOnPush": {"Ref": "Value"}}}, False),
        ({"ImageScanningConfiguration": {"Ref": "Value"}}, False),
    ],
)
def test_a_repository_must_scan_its_images(properties: dict[str, object], wrong: bool) -> None:
    assert judged("ecr-no-scan", "AWS::ECR::Repository", properties) is wrong
