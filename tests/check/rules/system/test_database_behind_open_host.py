from typing import Any

from check.evidence import faults, proof, subjects
from networks import NETWORK, database, group, opening

RULE = "system-database-behind-open-host"
WEB = group(opening(22, cidr="0.0.0.0/0"))


def host(subnet: str = "Public", name: str = "Web", **properties: Any) -> tuple[str, dict[str, Any]]:
    groups = {"SecurityGroupIds": [{"Fn::GetAtt": [name, "GroupId"]}]}
    return "AWS::EC2::Instance", {"SubnetId": {"Ref": subnet}, **groups, **properties}


def system(**changes: Any) -> dict[str, Any]:
    return {
        **NETWORK,
        "Web": WEB,
        "Host": host(),
        "Data": group(opening(5432, peer="Web")),
        **database("Isolated", "IsolatedB", groups=("Data",)),
        **changes,
    }


def test_the_path_over_the_host_is_the_evidence() -> None:
    path = ["Gateway", "PublicRoute", "Public", "Web", "Host", "Data"]
    assert proof(RULE, system()) == {"Database": path}
    assert "the internet -> Gateway" in faults(RULE, system())["Database"].says


def test_a_closed_hidden_or_unrelated_host_is_no_path() -> None:
    assert not proof(RULE, system(Web=group(opening(22, cidr="10.0.0.0/8"))))
    assert not proof(RULE, system(Host=host("Private")))
    assert not proof(RULE, system(Data=group(opening(5432, cidr="192.168.0.0/16"))))
    assert not proof(RULE, system(Data=group(opening(80, peer="Web"))))


def test_a_host_that_may_not_send_there_is_no_path() -> None:
    nothing = {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIp": "0.0.0.0/0"}
    closed = group(opening(22, cidr="0.0.0.0/0"), SecurityGroupEgress=[nothing])
    assert not proof(RULE, system(Web=closed))
    out = {"IpProtocol": "tcp", "FromPort": 5432, "ToPort": 5432}
    sends = {**out, "GroupId": {"Ref": "Web"}, "DestinationSecurityGroupId": {"Ref": "Data"}}
    assert proof(RULE, system(Web=closed, Out=("AWS::EC2::SecurityGroupEgress", sends)))


def test_the_network_as_a_range_lets_its_hosts_in() -> None:
    whole = {"IpProtocol": "-1", "CidrIp": {"Fn::GetAtt": ["Vpc", "CidrBlock"]}}
    assert proof(RULE, system(Data=group(whole)))
    assert proof(RULE, system(Data=group(opening(5432, cidr="10.0.0.0/16"))))


def test_a_path_may_lead_over_a_second_host() -> None:
    inner = group(opening(8080, peer="Web"))
    resources = system(Inner=inner, Second=host("Private", "Inner"), Data=group(opening(5432, peer="Inner")))
    assert proof(RULE, resources)["Database"][-3:] == ["Inner", "Second", "Data"]


def test_a_load_balancer_ends_connections() -> None:
    balancer = {"Subnets": [{"Ref": "Public"}], "SecurityGroups": [{"Ref": "Web"}]}
    service = {
        "NetworkConfiguration": {
            "AwsvpcConfiguration": {"Subnets": [{"Ref": "Private"}], "SecurityGroups": [{"Ref": "Inner"}]}
        }
    }
    resources = system(
        Host=("AWS::ElasticLoadBalancingV2::LoadBalancer", balancer),
        Inner=group(opening(8080, peer="Web")),
        Service=("AWS::ECS::Service", service),
        Data=group(opening(5432, peer="Inner")),
    )
    assert not proof(RULE, resources)


def test_instances_of_an_auto_scaling_group_are_hosts() -> None:
    template = {"LaunchTemplateData": {"SecurityGroupIds": [{"Ref": "Web"}]}}
    scaling = {
        "VPCZoneIdentifier": [{"Ref": "Public"}],
        "LaunchTemplate": {"LaunchTemplateId": {"Ref": "Template"}, "Version": "1"},
    }
    resources = system(
        Template=("AWS::EC2::LaunchTemplate", template), Host=("AWS::AutoScaling::AutoScalingGroup", scaling)
    )
    assert "Host" in proof(RULE, resources)["Database"]
    hidden = {
        "LaunchTemplateData": {
            "NetworkInterfaces": [{"AssociatePublicIpAddress": False, "Groups": [{"Ref": "Web"}]}]
        }
    }
    assert not proof(RULE, {**resources, "Template": ("AWS::EC2::LaunchTemplate", hidden)})


def test_a_database_without_known_groups_and_a_member_of_a_cluster_are_not_judged() -> None:
    assert subjects(RULE, {"Database": ("AWS::RDS::DBInstance", {})}) == []
    cluster = {"VpcSecurityGroupIds": [{"Ref": "Data"}]}
    member = {"DBClusterIdentifier": {"Ref": "Cluster"}}
    resources = {
        "Data": group(),
        "Cluster": ("AWS::RDS::DBCluster", cluster),
        "Writer": ("AWS::RDS::DBInstance", member),
    }
    assert subjects(RULE, {**NETWORK, **resources}) == ["Cluster"]
