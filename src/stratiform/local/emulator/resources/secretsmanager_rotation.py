"""A secret that is rotated by a function, at once and on request."""

from __future__ import annotations

from stratiform.local.emulator import private
from stratiform.local.emulator.call import call, flag
from stratiform.local.emulator.resource_type import Created, Properties, ResourceType


def _rotate(properties: Properties) -> Created:
    secret = properties["SecretId"]
    now = flag(properties.get("RotateImmediatelyOnUpdate", True))
    parameters = {**properties, "RotateImmediately": now}
    if properties.get("RotationLambdaARN") or properties.get("HostedRotationLambda"):
        call("secretsmanager", "rotate_secret", parameters)
    return secret, {"Id": secret}


def _create(logical_id: str, properties: Properties, stack: str) -> Created:
    return _rotate(properties)


def _update(physical_id: str, old: Properties, new: Properties, stack: str) -> Created:
    return _rotate(new)


def _delete(physical_id: str, properties: Properties) -> None:
    # The emulator has no CancelRotateSecret.
    _, secret = private.get("services.secretsmanager", "_resolve")(physical_id)
    if secret:
        secret["RotationEnabled"] = False


RESOURCES = (
    ResourceType(
        "AWS::SecretsManager::RotationSchedule",
        _create,
        _delete,
        _update,
        explain="A secret is rotated when its schedule is deployed and on request, not by the calendar.",
        replaced_by=("SecretId",),
    ),
)
