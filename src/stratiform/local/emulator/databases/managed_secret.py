"""ManageMasterUserPassword: RDS makes the password and keeps it in a secret of its own."""

from __future__ import annotations

import json
import uuid

from stratiform.local.emulator import private
from stratiform.local.emulator.call import flag
from stratiform.local.emulator.databases.server import RDS, Record
from stratiform.local.emulator.resource_type import Properties

_SECRETS = "services.secretsmanager"


def make(record: Record, kind: str, properties: Properties) -> None:
    """Give ``record`` a password of its own where the template asks RDS for one. ``kind``: db or cluster."""
    if not flag(properties.get("ManageMasterUserPassword", False)):
        return
    password = private.get(RDS, "_generate_master_user_password")()
    record["_MasterUserPassword"] = password
    value = json.dumps({"username": record["MasterUsername"], "password": password})
    arn = private.get(_SECRETS, "create_secret_in_process")(f"rds!{kind}-{uuid.uuid4()}", value)
    key = (properties.get("MasterUserSecret") or {}).get("KmsKeyId", "")
    record["MasterUserSecret"] = {"SecretArn": arn, "SecretStatus": "active", "KmsKeyId": key}


def attributes(record: Record) -> dict[str, str]:
    """What ``Fn::GetAtt`` gives of it."""
    secret = record.get("MasterUserSecret")
    return {"MasterUserSecret.SecretArn": secret["SecretArn"]} if secret else {}


def remove(record: Record) -> None:
    """The secret goes with its database."""
    if record.get("MasterUserSecret"):
        private.get(_SECRETS, "delete_secret_in_process")(record["MasterUserSecret"]["SecretArn"])
