"""AWS Batch: compute environments, queues and job definitions. Jobs do not run."""

from __future__ import annotations

from collections.abc import Callable

from stratiform.local.emulator import private
from stratiform.local.emulator.api_resource import api_resource
from stratiform.local.emulator.resource_type import Properties, ResourceType


def _lower(properties: Properties) -> Properties:
    """The API's parameters are free-form JSON below the first level, in camelCase."""

    def spelled(value: object) -> object:
        if isinstance(value, dict):
            return {key[0].lower() + key[1:]: spelled(item) for key, item in value.items()}
        return [spelled(item) for item in value] if isinstance(value, list) else value

    return {name: spelled(value) if name != "Tags" else value for name, value in properties.items()}


def _forget(store: str) -> Callable[[str, Properties], None]:
    """The emulator has no operation that deletes any of the three."""

    def delete(physical_id: str, properties: Properties) -> None:
        name = physical_id.rsplit("/", 1)[-1].split(":")[0]
        private.get("services.batch", store).pop(name, None)

    return delete


def _type(noun: str, create: str, store: str, answer: str) -> ResourceType:
    return api_resource(
        f"AWS::Batch::{noun}",
        "batch",
        create=create,
        delete=_forget(store),
        key=f"{noun}Arn",
        reference=answer,
        named={f"{noun}Name": 128},
        attributes=lambda physical_id, _: {f"{noun}Arn": physical_id},
        prepare=_lower,
        explain="Batch keeps its queues and definitions; jobs do not run.",
    )


RESOURCES = (
    _type("ComputeEnvironment", "create_compute_environment", "_compute_envs", "computeEnvironmentArn"),
    _type("JobQueue", "create_job_queue", "_job_queues", "jobQueueArn"),
    _type("JobDefinition", "register_job_definition", "_job_definitions", "jobDefinitionArn"),
)
