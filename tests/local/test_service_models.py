"""Models without documentation are the same services."""

from __future__ import annotations

from typing import Any

import boto3
import botocore.session
from botocore.model import Shape

from stratiform.local import service_models


def client(session: botocore.session.Session) -> Any:
    return boto3.session.Session(botocore_session=session).client(
        "sqs", region_name="us-east-1", aws_access_key_id="000000000000", aws_secret_access_key="test"
    )


def lean() -> Any:
    session = botocore.session.Session()
    service_models.use(session)
    return client(session)


def described(shape: Shape | None) -> Any:
    if shape is None:
        return None
    return {
        name: (each.type_name, each.serialization) for name, each in getattr(shape, "members", {}).items()
    }


def test_a_client_has_the_operations_and_shapes_of_the_service():
    ours, theirs = lean().meta.service_model, client(botocore.session.Session()).meta.service_model
    assert ours.operation_names == theirs.operation_names
    for name in theirs.operation_names:
        our, their = ours.operation_model(name), theirs.operation_model(name)
        assert described(our.input_shape) == described(their.input_shape)
        assert described(our.output_shape) == described(their.output_shape)


def test_nothing_of_the_documentation_is_kept():
    model = lean().meta.service_model
    assert client(botocore.session.Session()).meta.service_model.operation_model("SendMessage").documentation
    assert {model.operation_model(name).documentation for name in model.operation_names} == {""}


def test_a_model_is_read_once_for_all_sessions():
    assert lean().meta.service_model.metadata is lean().meta.service_model.metadata
