import pytest

from check.judging import judged
from check.openings import GROUP, INGRESS, group, opening


@pytest.mark.parametrize(
    ("type_", "properties", "wrong"),
    [
        (GROUP, group(opening(8443, 8443)), True),
        (GROUP, group(opening(9000, 9100)), True),
        (INGRESS, opening(53, 53, "udp"), True),
        (GROUP, group(opening(443, 443), opening(80, 80)), False),
        (GROUP, group(opening(443, 443, CidrIpv6="::/0")), False),
        (GROUP, group(opening(8443, 8443, CidrIp="10.0.0.0/8")), False),
        (GROUP, group(opening(-1, -1, "icmp")), False),
        # Some checkers refuse even port 80; EC2.18 takes 80 and 443 as made for strangers.
        (GROUP, group(opening(80, 80, CidrIp="172.0.0.1/32"), opening(80, 80)), False),
        # Graver faults have rules of their own.
        (GROUP, group(opening(22, 22)), False),
        (GROUP, group(opening(3306, 3306)), False),
        (GROUP, group(opening(0, 65535)), False),
    ],
)
def test_the_internet_must_reach_web_ports_only(
    type_: str, properties: dict[str, object], wrong: bool
) -> None:
    assert judged("ec2-open-to-world", type_, properties) is wrong
