from typing import Any

from check.evidence import proof
from networks import NETWORK, database, group, opening

RULE = "system-database-open-to-internet"


def system(
    subnet: str = "Public", port: int = 5432, cidr: str = "0.0.0.0/0", **properties: Any
) -> dict[str, Any]:
    return {
        **NETWORK,
        **database(subnet, groups=("Door",), **properties),
        "Door": group(opening(port, cidr=cidr)),
    }


def test_the_whole_path_is_the_evidence() -> None:
    path = ["Gateway", "PublicRoute", "Public", "Door"]
    assert proof(RULE, system(PubliclyAccessible=True)) == {"Database": path}


def test_any_wall_on_the_path_ends_it() -> None:
    assert not proof(RULE, system(PubliclyAccessible=False))
    assert not proof(RULE, system(PubliclyAccessible=True, subnet="Isolated"))
    assert not proof(RULE, system(PubliclyAccessible=True, cidr="10.0.0.0/8"))
    assert not proof(RULE, system(PubliclyAccessible=True, port=22))
    assert not proof(RULE, system(PubliclyAccessible=True, Port=3306))


def test_a_rule_beside_the_group_opens_it_too() -> None:
    rule = {"GroupId": {"Fn::GetAtt": ["Door", "GroupId"]}, **opening(5432, cidr="0.0.0.0/0")}
    resources = {
        **system(PubliclyAccessible=True),
        "Door": group(),
        "Rule": ("AWS::EC2::SecurityGroupIngress", rule),
    }
    assert proof(RULE, resources) == {"Database": ["Gateway", "PublicRoute", "Public", "Rule", "Door"]}
