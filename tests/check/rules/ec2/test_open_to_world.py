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
        (GROUP, _group(_open(8443, 8443)), True),
        (GROUP, _group(_open(9000, 9100)), True),
        (INGRESS, _open(53, 53, "udp"), True),
        (GROUP, _group(_open(443, 443), _open(80, 80)), False),
        (GROUP, _group(_open(443, 443, CidrIpv6="::/0")), False),
        (GROUP, _group(_open(8443, 8443, CidrIp="10.0.0.0/8")), False),
        (GROUP, _group(_open(-1, -1, "icmp")), False),
        # Some checkers refuse even port 80; EC2.18 takes 80 and 443 as made for strangers.
        (GROUP, _group(_open(80, 80, CidrIp="172.0.0.1/32"), _open(80, 80)), False),
        # Graver faults have rules of their own.
        (GROUP, _group(_open(22, 22)), False),
        (GROUP, _group(_open(3306, 3306)), False),
        (GROUP, _group(_open(0, 65535)), False),
    ],
)
def test_the_internet_must_reach_web_ports_only(
    type_: str, properties: dict[str, object], wrong: bool
) -> None:
    assert judged("ec2-open-to-world", type_, properties) is wrong
