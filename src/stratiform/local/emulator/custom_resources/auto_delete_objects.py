"""``auto_delete_objects=True``: the bucket is emptied before CloudFormation deletes it."""

from __future__ import annotations

from typing import Any

from botocore.exceptions import ClientError

from stratiform.local.emulator.client import client
from stratiform.local.emulator.custom_resources.request import Answer, Request

_TAG = {"Key": "aws-cdk:auto-delete-objects", "Value": "true"}


def applies(request: Request) -> bool:
    """By the type that aws_s3.Bucket gives it."""
    return request.type == "Custom::S3AutoDeleteObjects" and "BucketName" in request.properties


def respond(request: Request) -> Answer:
    """Empty the bucket on Delete, if it still says that this is wanted."""
    if request.kind == "Delete":
        _empty(request.properties["BucketName"])
    elif request.kind == "Update":
        before = request.old_properties.get("BucketName")
        if before and before != request.properties["BucketName"]:
            _empty(before)
    return request.id_or_new(), {}


def _empty(bucket: str) -> None:
    s3 = client("s3")
    try:
        if _TAG not in s3.get_bucket_tagging(Bucket=bucket)["TagSet"]:
            return
    except ClientError as error:
        if error.response["Error"]["Code"] in ("NoSuchBucket", "NoSuchTagSet"):
            return
        raise
    for page in s3.get_paginator("list_object_versions").paginate(Bucket=bucket):
        found: list[dict[str, Any]] = [*page.get("Versions", []), *page.get("DeleteMarkers", [])]
        objects = [{"Key": one["Key"], "VersionId": one["VersionId"]} for one in found]
        if objects:
            s3.delete_objects(Bucket=bucket, Delete={"Objects": objects, "Quiet": True})
