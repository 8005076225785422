import pytest

from check.judging import judged
from check.openings import GROUP, INGRESS, group, opening


@pytest.mark.parametrize(
    ("type_", "properties", "wrong"),
    [
        (GROUP, group(opening(3389, 3389)), True),
        (GROUP, group(opening(443, 443), opening(3387, 3391)), True),
        (GROUP, group(opening(3389, 3389, CidrIpv6="::/0")), True),
        (GROUP, group(opening(3389, 3389, CidrIpv6="0000:0000:0000:0000:0000:0000:0000:0000/0")), True),
        (GROUP, group(opening("3389", "3389", 6)), True),
        (INGRESS, opening(3389, 3389), True),
        (GROUP, {"SecurityGroupIngress": opening(3389, 3389)}, True),
        (GROUP, group(opening(3390, 3390)), False),
        (GROUP, group(opening(3389, 3389, "udp")), False),
        (GROUP, group(opening(3389, 3389, CidrIp="10.0.0.0/8")), False),
        (GROUP, group(opening({"Ref": "Port"}, {"Ref": "Port"})), False),
        (GROUP, {"SecurityGroupIngress": {"Ref": "Rules"}}, False),
        # Every port is the fault of another rule.
        (GROUP, group(opening(0, 65535)), False),
        (GROUP, {}, False),
    ],
)
def test_the_internet_must_not_reach_rdp(type_: str, properties: dict[str, object], wrong: bool) -> None:
    assert judged("ec2-open-rdp", type_, properties) is wrong
