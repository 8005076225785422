"""Reads the routes from the emulator, through the APIs that AWS has for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from botocore.exceptions import ClientError

from stratiform.local.cloud import Cloud
from stratiform.local.gateway import balancers, presence
from stratiform.local.gateway.routes import Routes, Site, Target, TargetGroup, Website


def routes(cloud: Cloud) -> Routes:
    """Everything that has a URL. Raises botocore's errors when the emulator does not answer."""
    elb = cloud.client("elbv2")
    described = tuple(_all(elb, "describe_load_balancers", "LoadBalancers"))
    found = {
        group["TargetGroupArn"]: _group(elb, group)
        for group in (_all(elb, "describe_target_groups", "TargetGroups") if described else ())
    }
    listeners = tuple(
        balancers.listener(
            load_balancer,
            listener,
            list(_all(elb, "describe_rules", "Rules", ListenerArn=listener["ListenerArn"])),
            _attributes(elb.describe_load_balancer_attributes(LoadBalancerArn=arn)),
            _attributes(elb.describe_listener_attributes(ListenerArn=listener["ListenerArn"])),
        )
        for load_balancer in described
        for arn in [load_balancer["LoadBalancerArn"]]
        for listener in _all(elb, "describe_listeners", "Listeners", LoadBalancerArn=arn)
    )
    return Routes(
        listeners=listeners,
        groups=found,
        sites=(*_rest_apis(cloud), *_apis(cloud), *distributions(cloud)),
        websites=tuple(_websites(cloud)),
    )


def targets(cloud: Cloud, groups: Mapping[str, TargetGroup]) -> dict[str, TargetGroup]:
    """``groups`` with the targets that they have now. A group that is gone meanwhile has none."""
    elb = cloud.client("elbv2")
    return {arn: replace(group, targets=_targets(elb, arn)) for arn, group in groups.items()}


def _group(elb: Any, described: Mapping[str, Any]) -> TargetGroup:
    arn = described["TargetGroupArn"]
    attributes = _attributes(elb.describe_target_group_attributes(TargetGroupArn=arn))
    return replace(balancers.group(described, attributes), targets=_targets(elb, arn))


def _targets(elb: Any, arn: str) -> tuple[Target, ...]:
    try:
        answer = elb.describe_target_health(TargetGroupArn=arn)
    except ClientError:
        return ()
    described = (one["Target"] for one in answer["TargetHealthDescriptions"])
    return tuple(Target(one["Id"], int(one.get("Port") or 0)) for one in described)


def _attributes(answer: Mapping[str, Any]) -> dict[str, str]:
    return {one["Key"]: one["Value"] for one in answer.get("Attributes", ())}


def _rest_apis(cloud: Cloud) -> Iterator[Site]:
    if not presence.rest_apis(cloud):
        return
    client = cloud.client("apigateway")
    for api in _all(client, "get_rest_apis", "items"):
        for stage in client.get_stages(restApiId=api["id"])["item"]:
            yield _api(api["name"], api["id"], stage["stageName"])


def _apis(cloud: Cloud) -> Iterator[Site]:
    if not presence.apis(cloud):
        return
    client = cloud.client("apigatewayv2")
    for api in _all(client, "get_apis", "Items"):
        for stage in client.get_stages(ApiId=api["ApiId"])["Items"]:
            yield _api(api["Name"], api["ApiId"], stage["StageName"])


def _api(name: str, identity: str, stage: str) -> Site:
    return Site(key=f"api:{name}:{stage}", prefix=f"/_aws/execute-api/{identity}/{stage}")


def distributions(cloud: Cloud) -> Iterator[Site]:
    """The distributions of CloudFront, each under its own host."""
    if not presence.distributions(cloud):
        return
    listed = cloud.client("cloudfront").list_distributions().get("DistributionList", {})
    for number, distribution in enumerate(listed.get("Items") or ()):
        name = distribution.get("Comment") or f"distribution-{number + 1}"
        yield Site(key=f"site:{name}", host=distribution["DomainName"], protocol="https")


def _websites(cloud: Cloud) -> Iterator[Website]:
    for name in presence.websites(cloud):
        try:
            answer = cloud.s3().get_bucket_website(Bucket=name)
        except ClientError:
            continue
        index, error = answer.get("IndexDocument"), answer.get("ErrorDocument")
        if index is not None:
            yield Website(
                key=f"site:{name}",
                bucket=name,
                index=index["Suffix"],
                error=error["Key"] if error else None,
            )


def _all(client: Any, operation: str, member: str, **arguments: Any) -> Iterator[Any]:
    """Every item of an operation, over all pages where the operation has pages."""
    if client.can_paginate(operation):
        for page in client.get_paginator(operation).paginate(**arguments):
            yield from page.get(member) or ()
    else:
        yield from getattr(client, operation)(**arguments).get(member) or ()
