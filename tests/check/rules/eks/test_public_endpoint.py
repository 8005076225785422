import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"ResourcesVpcConfig": {"SubnetIds": []}}, True),
        ({"ResourcesVpcConfig": {"EndpointPublicAccess": True}}, True),
        ({"ResourcesVpcConfig": {"EndpointPublicAccess": "false"}}, False),
        ({"ResourcesVpcConfig": {"EndpointPublicAccess": {"Ref": "Flag"}}}, False),
        ({"ResourcesVpcConfig": {"Ref": "Config"}}, False),
    ],
)
def test_the_API_of_a_cluster_must_not_be_public(properties: dict[str, object], wrong: bool) -> None:
    assert judged("eks-public-endpoint", "AWS::EKS::Cluster", properties) is wrong
