import pytest

from check.judging import judged
from check.openings import GROUP, INGRESS, group, opening


@pytest.mark.parametrize(
    ("type_", "properties", "wrong"),
    [
        (GROUP, group(opening(22, 22)), True),
        (GROUP, group(opening(443, 443), opening(20, 24)), True),
        (GROUP, group(opening(22, 22, CidrIpv6="::/0")), True),
        (GROUP, group(opening(22, 22, CidrIpv6="0000:0000:0000:0000:0000:0000:0000:0000/0")), True),
        (GROUP, group(opening("22", "22", 6)), True),
        (INGRESS, opening(22, 22), True),
        (GROUP, {"SecurityGroupIngress": opening(22, 22)}, True),
        (GROUP, group(opening(23, 23)), False),
        (GROUP, group(opening(22, 22, "udp")), False),
        (GROUP, group(opening(22, 22, CidrIp="10.0.0.0/8")), False),
        (GROUP, group(opening({"Ref": "Port"}, {"Ref": "Port"})), False),
        (GROUP, {"SecurityGroupIngress": {"Ref": "Rules"}}, False),
        # Every port is the fault of another rule.
        (GROUP, group(opening(0, 65535)), False),
        (GROUP, {}, False),
    ],
)
def test_the_internet_must_not_reach_ssh(type_: str, properties: dict[str, object], wrong: bool) -> None:
    assert judged("ec2-open-ssh", type_, properties) is wrong
