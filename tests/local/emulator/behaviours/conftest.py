"""A process engine behind the emulator that the session shares, and users whom IAM judges."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from stratiform.local.engine import process

from ...conftest import LocalCloud


@pytest.fixture(scope="session")
def container_cloud(local_cloud: LocalCloud) -> Iterator[LocalCloud]:
    """The emulator of the session, which can now start databases, caches and tasks."""
    process.start(local_cloud.state)
    try:
        yield local_cloud
    finally:
        process.stop(local_cloud.state)


@pytest.fixture
def user(local_cloud: LocalCloud) -> Iterator[Callable[..., Any]]:
    """``user(service, **statement)``: a client of a user whom that one statement allows something."""
    iam = local_cloud.client("iam")
    name = f"user-{uuid.uuid4().hex[:8]}"
    iam.create_user(UserName=name)
    key = iam.create_access_key(UserName=name)["AccessKey"]

    def client(service: str, **statement: Any) -> Any:
        document = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", **statement}]}
        iam.put_user_policy(UserName=name, PolicyName="one", PolicyDocument=json.dumps(document))
        return local_cloud.client(
            service,
            aws_access_key_id=key["AccessKeyId"],
            aws_secret_access_key=key["SecretAccessKey"],
        )

    try:
        yield client
    finally:
        iam.delete_user_policy(UserName=name, PolicyName="one")
        iam.delete_access_key(UserName=name, AccessKeyId=key["AccessKeyId"])
        iam.delete_user(UserName=name)
