import pytest

from check.judging import failing, judged


@pytest.mark.parametrize(
    ("type_", "properties", "wrong"),
    [
        ("AWS::EC2::Instance", {}, True),
        ("AWS::EC2::Instance", {"MetadataOptions": {"HttpTokens": "required"}}, False),
        ("AWS::EC2::Instance", {"LaunchTemplate": {"LaunchTemplateId": "lt-1", "Version": "1"}}, False),
        ("AWS::AutoScaling::LaunchConfiguration", {}, True),
        ("AWS::AutoScaling::LaunchConfiguration", {"MetadataOptions": {"HttpTokens": "optional"}}, True),
        ("AWS::AutoScaling::LaunchConfiguration", {"MetadataOptions": {"HttpTokens": "required"}}, False),
        ("AWS::EC2::LaunchTemplate", {"LaunchTemplateData": {}}, True),
        (
            "AWS::EC2::LaunchTemplate",
            {"LaunchTemplateData": {"MetadataOptions": {"HttpTokens": "required"}}},
            False,
        ),
        (
            "AWS::EC2::LaunchTemplate",
            {"LaunchTemplateData": {"MetadataOptions": {"HttpTokens": {"Ref": "T"}}}},
            False,
        ),
        (
            "AWS::EC2::LaunchTemplate",
            {"LaunchTemplateData": {"MetadataOptions": {"HttpEndpoint": "disabled"}}},
            False,
        ),
        ("AWS::EC2::LaunchTemplate", {"LaunchTemplateData": {"Ref": "Data"}}, False),
    ],
)
def test_the_metadata_service_must_ask_for_a_token(
    type_: str, properties: dict[str, object], wrong: bool
) -> None:
    assert judged("ec2-imds-v1", type_, properties) is wrong


def test_an_instance_takes_the_options_of_its_launch_template() -> None:
    safe = {"LaunchTemplateData": {"MetadataOptions": {"HttpTokens": "required"}}}
    instance = ("AWS::EC2::Instance", {"LaunchTemplate": {"LaunchTemplateId": {"Ref": "Template"}}})
    assert (
        failing("ec2-imds-v1", {"Instance": instance, "Template": ("AWS::EC2::LaunchTemplate", safe)}) == {}
    )
