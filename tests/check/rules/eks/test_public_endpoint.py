import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("type_", "properties", "wrong"),
    [
        ("AWS::EKS::Cluster", {}, True),
        ("AWS::EKS::Cluster", {"ResourcesVpcConfig": {"SubnetIds": []}}, True),
        ("AWS::EKS::Cluster", {"ResourcesVpcConfig": {"EndpointPublicAccess": True}}, True),
        ("AWS::EKS::Cluster", {"ResourcesVpcConfig": {"EndpointPublicAccess": "false"}}, False),
        ("AWS::EKS::Cluster", {"ResourcesVpcConfig": {"EndpointPublicAccess": {"Ref": "Flag"}}}, False),
        ("AWS::EKS::Cluster", {"ResourcesVpcConfig": {"Ref": "Config"}}, False),
        (
            "Custom::AWSCDK-EKS-Cluster",
            {"Config": {"resourcesVpcConfig": {"endpointPublicAccess": True}}},
            True,
        ),
        (
            "Custom::AWSCDK-EKS-Cluster",
            {"Config": {"resourcesVpcConfig": {"endpointPublicAccess": False}}},
            False,
        ),
    ],
)
def test_the_API_of_a_cluster_must_not_be_public(
    type_: str, properties: dict[str, object], wrong: bool
) -> None:
    assert judged("eks-public-endpoint", type_, properties) is wrong
