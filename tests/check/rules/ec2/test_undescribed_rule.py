import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("type_", "properties", "wrong"),
    [
        ("AWS::EC2::SecurityGroup", {}, False),
        ("AWS::EC2::SecurityGroup", {"SecurityGroupIngress": [{"IpProtocol": "tcp"}]}, True),
        (
            "AWS::EC2::SecurityGroup",
            {"SecurityGroupIngress": [{"IpProtocol": "tcp", "Description": "for"}]},
            False,
        ),
        ("AWS::EC2::SecurityGroup", {"SecurityGroupEgress": {"IpProtocol": "tcp"}}, True),
        (
            "AWS::EC2::SecurityGroup",
            {"SecurityGroupEgress": [{"IpProtocol": "tcp", "Description": {"Ref": "A"}}]},
            False,
        ),
        ("AWS::EC2::SecurityGroupIngress", {"IpProtocol": "tcp"}, True),
        ("AWS::EC2::SecurityGroupIngress", {"IpProtocol": "tcp", "Description": "for"}, False),
        ("AWS::EC2::SecurityGroupEgress", {"IpProtocol": "tcp"}, True),
        ("AWS::EC2::SecurityGroupEgress", {"IpProtocol": "tcp", "Description": "for"}, False),
    ],
)
def test_a_rule_must_say_what_it_is_for(type_: str, properties: dict[str, object], wrong: bool) -> None:
    assert judged("ec2-undescribed-rule", type_, properties) is wrong
