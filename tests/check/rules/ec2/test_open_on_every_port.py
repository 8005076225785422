import pytest

from check.judging import judged

GROUP, INGRESS = "AWS::EC2::SecurityGroup", "AWS::EC2::SecurityGroupIngress"


def _open(first: object, last: object, protocol: object = "tcp", **source: str) -> dict[str, object]:
    return {"IpProtocol": protocol, "FromPort": first, "ToPort": last, **(source or {"CidrIp": "0.0.0.0/0"})}


def _group(*rules: object) -> dict[str, object]:
    return {"GroupDescription": "subject", "SecurityGroupIngress": list(rules)}


@pytest.mark.parametrize(
    ("type_", "properties", "wrong"),
    [
        (GROUP, _group({"IpProtocol": "-1", "CidrIp": "0.0.0.0/0"}), True),
        (GROUP, _group({"IpProtocol": -1, "CidrIpv6": "::/0"}), True),
        (GROUP, _group(_open(0, 65535)), True),
        (GROUP, _group(_open(-1, -1)), True),
        (INGRESS, _open(0, 0, "-1"), True),
        (INGRESS, _open(0, 0, "-1", CidrIp="10.0.0.0/8"), False),
        (GROUP, _group(_open(1024, 65535)), False),
        (GROUP, _group(_open(443, 443)), False),
        (GROUP, _group(_open(-1, -1, "icmp")), False),
        (GROUP, _group({"IpProtocol": "-1", "SourceSecurityGroupId": "sg-1"}), False),
    ],
)
def test_the_internet_must_not_reach_every_port(
    type_: str, properties: dict[str, object], wrong: bool
) -> None:
    assert judged("ec2-open-on-every-port", type_, properties) is wrong
