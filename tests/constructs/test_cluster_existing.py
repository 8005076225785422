"""How other stacks find a cluster that one has published."""

import pytest

from containers import IMAGE
from systems import system

pytestmark = pytest.mark.synth


def shared(on_instances):
    import aws_cdk as cdk

    from stratiform.constructs import Cluster, Container, Ec2Capacity, Network, Service

    def build(main):
        network = Network(main, "Network")
        network.publish("main")
        capacity = Ec2Capacity() if on_instances else None
        Cluster(main, "Cluster", network=network, capacity=capacity).publish("main")
        other = cdk.Stack(cdk.Stage.of(main), "Other")
        found = Cluster.shared(
            other,
            "Cluster",
            name="main",
            network=Network.shared(other, "Network", name="main"),
            on_instances=on_instances,
        )
        Service(other, "Web", cluster=found, container=Container(image=IMAGE, port=8080))

    return system(build)


@pytest.fixture(scope="module", params=[False, True], ids=["fargate", "instances"])
def published(request):
    return request.param, shared(request.param)


def test_another_stack_reads_the_names_when_it_is_deployed(published):
    on_instances, graph = published
    service = graph.at("local/Other/Web/Resource/Service").properties
    parameters = {
        parameter.properties["Name"]: parameter for parameter in graph.of_type("AWS::SSM::Parameter")
    }
    assert {"cluster", "namespace", "namespace-id", "namespace-arn"} <= {
        name.rpartition("/")[2] for name in parameters if "/clusters/main/" in name
    }
    assert "SsmParameterValueshoplocalclustersmaincluster" in service["Cluster"]["Ref"]
    provider = service["CapacityProviderStrategy"][0]["CapacityProvider"]
    assert ("clustersmainprovider" in str(provider)) is on_instances


def test_another_stack_waits_for_the_one_that_publishes(published):
    _, graph = published
    main, other = graph.stacks.values()
    assert (main.path, other.path) == ("local/Main", "local/Other")
    assert other.depends_on == (main.id,)


def test_nothing_is_exported_so_each_stack_is_deployed_alone(published):
    _, graph = published
    assert all(output.export is None for output in graph.outputs)
