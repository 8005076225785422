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
        (GROUP, _group(_open(3306, 3306)), True),
        (GROUP, _group(_open(5400, 5500)), True),
        (INGRESS, _open(8080, 8080), True),
        (INGRESS, _open(5432, 5432, CidrIpv6="::/0"), True),
        (INGRESS, _open(5432, 5432, CidrIp="10.0.0.0/16"), False),
        (GROUP, _group(_open(443, 443), _open(22, 22)), False),
        (GROUP, _group(_open(0, 65535)), False),
    ],
)
def test_the_internet_must_not_reach_a_port_of_high_risk(
    type_: str, properties: dict[str, object], wrong: bool
) -> None:
    assert judged("ec2-open-risky-port", type_, properties) is wrong
