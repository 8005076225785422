import pytest

from check.judging import judged


def _logs(*types: str) -> dict[str, object]:
    return {"Logging": {"ClusterLogging": {"EnabledTypes": [{"Type": one} for one in types]}}}


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        (_logs("api"), True),
        (_logs("api", "audit"), False),
        ({"Logging": {"Ref": "Logging"}}, False),
    ],
)
def test_a_cluster_must_write_an_audit_log(properties: dict[str, object], wrong: bool) -> None:
    assert judged("eks-no-audit-log", "AWS::EKS::Cluster", properties) is wrong
