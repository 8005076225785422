from typing import Any

from check.evidence import proof, subjects
from networks import NETWORK, database, group, opening

RULE = "system-functions-without-proxy"


def system(functions: int, **more: Any) -> dict[str, Any]:
    handler = {"VpcConfig": {"SubnetIds": [{"Ref": "Private"}], "SecurityGroupIds": [{"Ref": "Client"}]}}
    return {
        **NETWORK,
        "Client": group(),
        "Door": group(opening(5432, peer="Client")),
        **database("Isolated", groups=("Door",)),
        **{f"Handler{at}": ("AWS::Lambda::Function", handler) for at in range(functions)},
        **more,
    }


def test_many_functions_go_through_a_proxy() -> None:
    assert proof(RULE, system(3)) == {"Database": ["Handler0", "Handler1", "Handler2"]}
    assert not proof(RULE, system(2))
    behind = {"DBInstanceIdentifiers": [{"Ref": "Database"}], "DBProxyName": "proxy"}
    assert not proof(RULE, system(3, Targets=("AWS::RDS::DBProxyTargetGroup", behind)))


def test_a_database_without_functions_is_not_judged() -> None:
    assert subjects(RULE, system(0)) == []
