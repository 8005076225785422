import pytest

from check.judging import judged
from check.openings import GROUP, INGRESS, group, opening


@pytest.mark.parametrize(
    ("type_", "properties", "wrong"),
    [
        (GROUP, group(opening(3306, 3306)), True),
        (GROUP, group(opening(5400, 5500)), True),
        (INGRESS, opening(8080, 8080), True),
        (INGRESS, opening(5432, 5432, CidrIpv6="::/0"), True),
        (INGRESS, opening(5432, 5432, CidrIp="10.0.0.0/16"), False),
        (GROUP, group(opening(443, 443), opening(22, 22)), False),
        (GROUP, group(opening(0, 65535)), False),
    ],
)
def test_the_internet_must_not_reach_a_port_of_high_risk(
    type_: str, properties: dict[str, object], wrong: bool
) -> None:
    assert judged("ec2-open-risky-port", type_, properties) is wrong
