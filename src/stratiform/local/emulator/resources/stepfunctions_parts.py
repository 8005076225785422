"""Activities of Step Functions, and versions and aliases of state machines."""

from __future__ import annotations

from stratiform.local.emulator.api_resource import api_resource
from stratiform.local.emulator.resource_type import Properties


def _alias(properties: Properties) -> Properties:
    preference = properties.get("DeploymentPreference") or {}
    only = [{"StateMachineVersionArn": preference.get("StateMachineVersionArn"), "Weight": 100}]
    return {**properties, "RoutingConfiguration": properties.get("RoutingConfiguration") or only}


RESOURCES = (
    api_resource(
        "AWS::StepFunctions::Activity",
        "stepfunctions",
        create="create_activity",
        delete="delete_activity",
        key="activityArn",
        reference="activityArn",
        named={"Name": 80},
        attributes=lambda arn, _: {"Arn": arn, "Name": arn.rsplit(":", 1)[-1]},
    ),
    api_resource(
        "AWS::StepFunctions::StateMachineVersion",
        "stepfunctions",
        create="publish_state_machine_version",
        delete="delete_state_machine_version",
        key="stateMachineVersionArn",
        reference="stateMachineVersionArn",
        attributes=lambda arn, _: {"Arn": arn},
        prepare=lambda properties: {
            "StateMachineArn": properties.get("StateMachineArn"),
            "Description": properties.get("Description"),
        },
    ),
    api_resource(
        "AWS::StepFunctions::StateMachineAlias",
        "stepfunctions",
        create="create_state_machine_alias",
        update="update_state_machine_alias",
        delete="delete_state_machine_alias",
        key="stateMachineAliasArn",
        reference="stateMachineAliasArn",
        named={"Name": 80},
        attributes=lambda arn, _: {"Arn": arn},
        prepare=_alias,
        replaced_by=("Name",),
    ),
)
