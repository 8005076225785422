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
        (GROUP, _group(_open(3389, 3389)), True),
        (GROUP, _group(_open(443, 443), _open(3387, 3391)), True),
        (GROUP, _group(_open(3389, 3389, CidrIpv6="::/0")), True),
        (GROUP, _group(_open(3389, 3389, CidrIpv6="0000:0000:0000:0000:0000:0000:0000:0000/0")), True),
        (GROUP, _group(_open("3389", "3389", 6)), True),
        (INGRESS, _open(3389, 3389), True),
        (GROUP, {"SecurityGroupIngress": _open(3389, 3389)}, True),
        (GROUP, _group(_open(3390, 3390)), False),
        (GROUP, _group(_open(3389, 3389, "udp")), False),
        (GROUP, _group(_open(3389, 3389, CidrIp="10.0.0.0/8")), False),
        (GROUP, _group(_open({"Ref": "Port"}, {"Ref": "Port"})), False),
        (GROUP, {"SecurityGroupIngress": {"Ref": "Rules"}}, False),
        # Every port is the fault of another rule.
        (GROUP, _group(_open(0, 65535)), False),
        (GROUP, {}, False),
    ],
)
def test_the_internet_must_not_reach_rdp(type_: str, properties: dict[str, object], wrong: bool) -> None:
    assert judged("ec2-open-rdp", type_, properties) is wrong
