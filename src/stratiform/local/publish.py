"""Bring file assets to their buckets in the local cloud. A key is a hash of content: what is there stays."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from botocore.exceptions import ClientError

from stratiform.errors import MachineFailed, WrongUse
from stratiform.local.archive import zip_folder
from stratiform.local.bootstrap import make_bucket
from stratiform.local.cloud import Cloud
from stratiform.local.plan import FilePlan, StackPlan, asset_bucket
from stratiform.local.target import Target


@dataclass(frozen=True)
class Published:
    """How many files went up, and how many were there already."""

    uploaded: int
    present: int


def publish(files: Iterable[FilePlan], cloud: Cloud) -> Published:
    """Upload each file that its bucket lacks.

    Raises WrongUse where a source does not exist, MachineFailed where the local cloud refuses.
    """
    uploaded = present = 0
    buckets: set[tuple[str, Target]] = set()
    for file in files:
        if (file.bucket, file.target) not in buckets:
            make_bucket(file.bucket, file.target, cloud)
            buckets.add((file.bucket, file.target))
        if _exists(file, cloud):
            present += 1
        else:
            _upload(file, cloud)
            uploaded += 1
    return Published(uploaded, present)


def template_of(stack: StackPlan) -> FilePlan:
    """The stack's template as a file to publish, so that CloudFormation reads it byte for byte."""
    digest = hashlib.sha256(stack.template.read_bytes()).hexdigest()
    key = f"{digest}{stack.template.suffix}"
    return FilePlan(stack.template, "file", asset_bucket(stack.target), key, stack.target)


def templates_of(stacks: Iterable[StackPlan]) -> Iterator[FilePlan]:
    """The templates of all stacks."""
    return (template_of(stack) for stack in stacks)


def _exists(file: FilePlan, cloud: Cloud) -> bool:
    try:
        cloud.s3(file.target).head_object(Bucket=file.bucket, Key=file.key)
    except ClientError as error:
        if error.response["ResponseMetadata"]["HTTPStatusCode"] == 404:
            return False
        raise _refused(file, error) from error
    return True


def _upload(file: FilePlan, cloud: Cloud) -> None:
    if not file.source.exists():
        raise WrongUse(
            f"The assembly names an asset that does not exist: {file.source}",
            where=str(file.source),
            fix="Synthesize the app again.",
        )
    s3 = cloud.s3(file.target)
    with tempfile.TemporaryFile() as zipped:
        try:
            if file.packaging == "zip" and file.source.is_dir():
                zip_folder(file.source, zipped)
                zipped.seek(0)
                s3.put_object(Bucket=file.bucket, Key=file.key, Body=zipped)
            else:
                with file.source.open("rb") as body:
                    s3.put_object(Bucket=file.bucket, Key=file.key, Body=body)
        except ClientError as error:
            raise _refused(file, error) from error


def _refused(file: FilePlan, error: ClientError) -> MachineFailed:
    return MachineFailed(
        f"The local cloud refused an asset: {error.response['Error'].get('Message', error)}",
        where=f"s3://{file.bucket}/{file.key}",
        fix="Run `strat down --wipe`, then `strat up` again.",
    )
