import pytest

from check.judging import judged


def _logs(*types: object) -> dict[str, object]:
    return {"Logging": {"ClusterLogging": {"EnabledTypes": [{"Type": one} for one in types]}}}


def _groups(*groups: dict[str, object]) -> dict[str, object]:
    return {"Config": {"logging": {"clusterLogging": list(groups)}}}


@pytest.mark.parametrize(
    ("type_", "properties", "wrong"),
    [
        ("AWS::EKS::Cluster", {}, True),
        ("AWS::EKS::Cluster", _logs("api"), True),
        ("AWS::EKS::Cluster", _logs("api", "audit"), False),
        ("AWS::EKS::Cluster", _logs({"Ref": "Type"}), False),
        ("AWS::EKS::Cluster", {"Logging": {"Ref": "Logging"}}, False),
        ("Custom::AWSCDK-EKS-Cluster", {"Config": {}}, True),
        ("Custom::AWSCDK-EKS-Cluster", _groups({"enabled": True, "types": ["api", "audit"]}), False),
        (
            "Custom::AWSCDK-EKS-Cluster",
            _groups({"enabled": True, "types": ["api"]}, {"types": ["audit"]}),
            True,
        ),
    ],
)
def test_a_cluster_must_write_an_audit_log(type_: str, properties: dict[str, object], wrong: bool) -> None:
    assert judged("eks-no-audit-log", type_, properties) is wrong
