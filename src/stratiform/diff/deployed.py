"""Deployed stacks as a graph, through CloudFormation."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from stratiform.assembly import read
from stratiform.assembly.graph import Graph, Stack
from stratiform.errors import CloudFailed, UnknownStack, WrongUse

_NESTED = "AWS::CloudFormation::Stack"
_NEVER = ("DELETE_COMPLETE", "REVIEW_IN_PROGRESS")


@dataclass(frozen=True)
class Asked:
    """A stack to ask for: its name, the client of its account and region, and what it will become."""

    name: str
    client: Any
    like: Stack | None = None


def deployed(stacks: Iterable[Asked], *, required: bool = True) -> Graph:
    """The stacks as they are deployed, resolved with the account, region and parameters of what they become.

    ``client`` is boto3's of CloudFormation. A stack that is not deployed is left out unless ``required``.
    Raises UnknownStack, CloudFailed, and WrongUse for credentials of another account.
    """
    asked = list(stacks)
    if not asked:
        return Graph({}, {})
    with tempfile.TemporaryDirectory(prefix="strat-diff-") as temporary:
        folder = Path(temporary)
        artifacts = {}
        for one in asked:
            with _answering(one.name):
                described = _described(one)
                if described is None:
                    if required:
                        raise UnknownStack(
                            f"There is no stack {one.name!r}.",
                            where=_region(one.client),
                            fix="Check the name, the region (AWS_REGION) and the account (AWS_PROFILE).",
                        )
                    continue
                artifacts[one.like.id if one.like else one.name] = _artifact(one, described, folder)
        if not artifacts:
            return Graph({}, {})
        (folder / "manifest.json").write_text(json.dumps({"version": "36.0.0", "artifacts": artifacts}))
        return read(folder)


def client(region: str | None) -> Any:
    """boto3's client of CloudFormation with the user's credentials. Raises CloudFailed."""
    import boto3  # AWS_REGION is every other tool's word for boto3's AWS_DEFAULT_REGION
    from botocore.exceptions import BotoCoreError

    try:
        return boto3.client("cloudformation", region_name=region or os.environ.get("AWS_REGION"))
    except BotoCoreError as error:
        raise CloudFailed(f"AWS cannot be asked: {error}", fix="Set AWS_REGION and AWS_PROFILE.") from None


@contextmanager
def _answering(name: str) -> Iterator[None]:
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        yield
    except ClientError as error:
        raise CloudFailed(
            f"AWS refused to tell about the stack {name}: {error}",
            fix="Allow cloudformation:DescribeStacks, DescribeStackResources and GetTemplate.",
        ) from None
    except BotoCoreError as error:
        raise CloudFailed(
            f"AWS cannot be asked about the stack {name}: {error}",
            fix="Set AWS_REGION and AWS_PROFILE, or log in again.",
        ) from None


def _described(one: Asked) -> Mapping[str, Any] | None:
    from botocore.exceptions import ClientError

    try:
        found: Mapping[str, Any] = one.client.describe_stacks(StackName=one.name)["Stacks"][0]
    except ClientError as error:
        if error.response["Error"]["Code"] == "ValidationError":
            return None
        raise
    return None if found["StackStatus"] in _NEVER else found


def _artifact(one: Asked, described: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    *_, region, account, _ = str(described["StackId"]).split(":", 5)
    wanted = one.like.account if one.like else None
    if wanted and account != wanted:
        raise WrongUse(
            f"The credentials are of account {account}, and {one.name} goes to {wanted}.",
            fix="Choose the profile of that account: AWS_PROFILE.",
        )
    parameters = dict(one.like.parameters) if one.like else {}
    place = (one.like.account, one.like.region) if one.like else (account, region)
    return {
        "type": "aws:cloudformation:stack",
        "environment": f"aws://{place[0] or 'unknown-account'}/{place[1] or 'unknown-region'}",
        "displayName": one.like.path if one.like else one.name,
        "properties": {
            "templateFile": _written(one.client, str(described["StackId"]), one.name, folder),
            "stackName": one.name,
            "parameters": parameters,
        },
    }


def _written(cloudformation: Any, stack: str, name: str, folder: Path, file: str | None = None) -> str:
    """Write a stack's template, and those of the stacks nested in it where it says their files' names."""
    body = cloudformation.get_template(StackName=stack, TemplateStage="Original")["TemplateBody"]
    text = body if isinstance(body, str) else json.dumps(body)
    is_json = text.lstrip().startswith("{")
    file = file or f"{name}.template.{'json' if is_json else 'yaml'}"
    (folder / file).write_text(text)
    if is_json:
        resources = json.loads(text).get("Resources", {})
        inner = {
            name: place
            for name, one in resources.items()
            if one.get("Type") == _NESTED and (place := (one.get("Metadata") or {}).get("aws:asset:path"))
        }
        if inner:
            answer = cloudformation.describe_stack_resources(StackName=stack)["StackResources"]
            ids = {one["LogicalResourceId"]: one.get("PhysicalResourceId") for one in answer}
            for logical_id, place in inner.items():
                if ids.get(logical_id) and Path(place).name == place:
                    _written(cloudformation, ids[logical_id], logical_id, folder, place)
    return file


def _region(cloudformation: Any) -> str:
    return f"region {cloudformation.meta.region_name}"
