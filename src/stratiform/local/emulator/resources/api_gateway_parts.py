"""Parts of API Gateway that have an effect on AWS only, and deployments of HTTP APIs."""

from __future__ import annotations

from typing import Any

from stratiform.local.emulator.call import call, discard
from stratiform.local.emulator.names import new_id
from stratiform.local.emulator.resource_type import Created, Properties, ResourceType


def _link(noun: str, attribute: str) -> ResourceType:
    def create(logical_id: str, properties: Properties, stack: str) -> Created:
        made = new_id("vpclink").split("-")[1][:10]
        return made, {attribute: made}

    def update(physical_id: str, old: Properties, new: Properties, stack: str) -> Created:
        return physical_id, {attribute: physical_id}

    def delete(physical_id: str, properties: Properties) -> None:
        """Nothing was made."""

    return ResourceType(
        noun,
        create,
        delete,
        update,
        replaced_by=("TargetArns", "SubnetIds", "SecurityGroupIds"),
        explain="A VPC link is an id: an API reaches a load balancer of this machine without it.",
    )


def _create_deployment(logical_id: str, properties: Properties, stack: str) -> Created:
    made: dict[str, Any] = call("apigatewayv2", "create_deployment", properties)
    return made["DeploymentId"], {"DeploymentId": made["DeploymentId"]}


def _delete_deployment(physical_id: str, properties: Properties) -> None:
    discard("apigatewayv2", "delete_deployment", {**properties, "DeploymentId": physical_id})


RESOURCES = (
    _link("AWS::ApiGateway::VpcLink", "VpcLinkId"),
    _link("AWS::ApiGatewayV2::VpcLink", "VpcLinkId"),
    ResourceType("AWS::ApiGatewayV2::Deployment", _create_deployment, _delete_deployment),
)
