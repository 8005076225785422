import pytest

from check.judging import judged
from check.openings import GROUP, INGRESS, group, opening


@pytest.mark.parametrize(
    ("type_", "properties", "wrong"),
    [
        (GROUP, group({"IpProtocol": "-1", "CidrIp": "0.0.0.0/0"}), True),
        (GROUP, group({"IpProtocol": -1, "CidrIpv6": "::/0"}), True),
        (GROUP, group(opening(0, 65535)), True),
        (GROUP, group(opening(-1, -1)), True),
        (INGRESS, opening(0, 0, "-1"), True),
        (INGRESS, opening(0, 0, "-1", CidrIp="10.0.0.0/8"), False),
        (GROUP, group(opening(1024, 65535)), False),
        (GROUP, group(opening(443, 443)), False),
        (GROUP, group(opening(-1, -1, "icmp")), False),
        (GROUP, group({"IpProtocol": "-1", "SourceSecurityGroupId": "sg-1"}), False),
    ],
)
def test_the_internet_must_not_reach_every_port(
    type_: str, properties: dict[str, object], wrong: bool
) -> None:
    assert judged("ec2-open-on-every-port", type_, properties) is wrong
