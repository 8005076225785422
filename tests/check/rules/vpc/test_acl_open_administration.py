import pytest

from check.judging import judged

ENTRY = {
    "Egress": False,
    "RuleAction": "allow",
    "Protocol": 6,
    "CidrBlock": "0.0.0.0/0",
    "PortRange": {"From": 22, "To": 22},
}


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        (ENTRY, True),
        (ENTRY | {"PortRange": {"From": 0, "To": 65535}}, True),
        (ENTRY | {"PortRange": {"From": "3389", "To": "3389"}}, True),
        (ENTRY | {"Protocol": -1, "PortRange": {}}, True),
        (ENTRY | {"PortRange": {"From": 443, "To": 443}}, False),
        (ENTRY | {"RuleAction": "deny"}, False),
        (ENTRY | {"Egress": True}, False),
        (ENTRY | {"CidrBlock": "10.0.0.0/8"}, False),
        (ENTRY | {"PortRange": {"From": {"Ref": "Port"}, "To": {"Ref": "Port"}}}, False),
    ],
)
def test_a_network_ACL_must_not_open_administration(properties: dict[str, object], wrong: bool) -> None:
    assert judged("vpc-acl-open-administration", "AWS::EC2::NetworkAclEntry", properties) is wrong
