from stratiform.assembly.graph import Address, Resource
from stratiform.check.clusters import setting, within


def _cluster(type_: str, properties: dict[str, object]) -> Resource:
    return Resource(Address("Stack", "Cluster"), type_, "Cluster", properties)


def test_a_setting_is_found_in_the_words_of_either_type() -> None:
    plain = _cluster("AWS::EKS::Cluster", {"ResourcesVpcConfig": {"EndpointPublicAccess": True}})
    config = {"resourcesVpcConfig": {"endpointPublicAccess": True}}
    ours = _cluster("Custom::AWSCDK-EKS-Cluster", {"Config": config})
    path = "ResourcesVpcConfig.EndpointPublicAccess"
    assert setting(plain, path) == (path, True)
    assert setting(ours, path) == ("Config.resourcesVpcConfig.endpointPublicAccess", True)
    assert setting(ours, "Logging")[1] is None
    assert within(plain, {"Provider": {"KeyArn": "arn"}}, "Provider.KeyArn") == "arn"
    assert within(ours, {"provider": {"keyArn": "arn"}}, "Provider.KeyArn") == "arn"
