"""The access logs of a load balancer, where the tier wants them."""

from dataclasses import replace

import pytest

from containers import IMAGE, on_cluster
from stratiform.tiers import DEV, PROD
from systems import part

pytestmark = pytest.mark.synth


@pytest.mark.parametrize("kind", ["application", "network"])
def test_they_go_to_a_closed_bucket_that_keeps_them_as_long_as_the_tier_keeps_logs(kind):
    from stratiform.constructs import Container, LoadBalancer, Service

    def build(main, cluster):
        container = Container(image=IMAGE, port=8080)
        Service(main, "Web", cluster=cluster, container=container, load_balancer=LoadBalancer(kind=kind))

    graph = on_cluster(build, PROD)
    bucket = part(graph, "Web/LoadBalancer/AccessLogs")
    values = part(graph, "Web/LoadBalancer/Resource").properties["LoadBalancerAttributes"]
    told = {each["Key"]: each["Value"] for each in values}
    assert told["access_logs.s3.enabled"] == "true"
    assert told["access_logs.s3.bucket"] == {"Ref": bucket.address.logical_id}
    assert set(bucket.properties["PublicAccessBlockConfiguration"].values()) == {True}
    (rule,) = bucket.properties["LifecycleConfiguration"]["Rules"]
    assert rule["ExpirationInDays"] == PROD.log_days
    policy = part(graph, "Web/LoadBalancer/AccessLogs/Policy").properties["PolicyDocument"]["Statement"]
    assert any("SecureTransport" in str(statement.get("Condition")) for statement in policy)

    values = part(on_cluster(build, DEV), "Web/LoadBalancer/Resource").properties["LoadBalancerAttributes"]
    assert "access_logs.s3.enabled" not in {each["Key"] for each in values}


def test_where_nothing_is_kept_they_are_removed_so_that_the_stack_can_be_deleted():
    from stratiform.constructs import Container, LoadBalancer, Service

    def build(main, cluster):
        Service(
            main,
            "Web",
            cluster=cluster,
            container=Container(image=IMAGE, port=8080),
            load_balancer=LoadBalancer(),
        )

    logged = replace(DEV, load_balancer=replace(DEV.load_balancer, access_logs=True))
    graph = on_cluster(build, logged)
    assert part(graph, "Web/LoadBalancer/AccessLogs").deletion_policy == "Delete"
    part(graph, "Web/LoadBalancer/AccessLogs/AutoDeleteObjectsCustomResource/Default")
    emptied = [one.type for one in on_cluster(build, PROD).resources.values()]
    assert "Custom::S3AutoDeleteObjects" not in emptied
