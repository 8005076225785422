"""``BucketDeployment``: the files of zip assets in a bucket. The provider is Python around the AWS CLI."""

from __future__ import annotations

import fnmatch
import io
import mimetypes
import zipfile
from collections.abc import Iterator
from typing import Any

from stratiform.local.emulator.call import flag
from stratiform.local.emulator.client import client
from stratiform.local.emulator.custom_resources.request import Answer, Request

_HEADERS = {
    "cache-control": "CacheControl",
    "content-disposition": "ContentDisposition",
    "content-encoding": "ContentEncoding",
    "content-language": "ContentLanguage",
    "content-type": "ContentType",
}


def applies(request: Request) -> bool:
    """By the type that aws_s3_deployment gives it."""
    return request.type == "Custom::CDKBucketDeployment" and "SourceBucketNames" in request.properties


def respond(request: Request) -> Answer:
    """Upload on Create and Update, prune what the sources no longer have, delete on Delete unless kept."""
    properties = request.properties
    bucket, prefix = properties["DestinationBucketName"], _prefix(properties)
    if request.kind == "Delete":
        if not flag(properties.get("RetainOnDelete", "true")):
            _delete(bucket, prefix, kept=set())
        return request.id_or_new(), {}
    _leave_the_old_place(request)
    sources = dict(_files(properties))
    arguments = _arguments(properties)
    for path, body in sources.items():
        guessed = mimetypes.guess_type(path)[0] or "application/octet-stream"
        client("s3").put_object(
            Bucket=bucket, Key=prefix + path, Body=body, **{"ContentType": guessed, **arguments}
        )
    if flag(properties.get("Prune", "true")):
        _delete(bucket, prefix, kept={prefix + path for path in sources}, excluded=properties.get("Exclude"))
    _invalidate(properties)
    data: dict[str, Any] = {"DestinationBucketArn": f"arn:aws:s3:::{bucket}"}
    if flag(properties.get("OutputObjectKeys", "true")):
        data["SourceObjectKeys"] = properties["SourceObjectKeys"]
    return request.id_or_new(), data


def _prefix(properties: dict[str, Any]) -> str:
    prefix = properties.get("DestinationBucketKeyPrefix", "").lstrip("/")
    return f"{prefix.rstrip('/')}/" if prefix else ""


def _leave_the_old_place(request: Request) -> None:
    old = request.old_properties
    if not old or flag(request.properties.get("RetainOnDelete", "true")):
        return
    before = (old["DestinationBucketName"], _prefix(old))
    if before != (request.properties["DestinationBucketName"], _prefix(request.properties)):
        _delete(*before, kept=set())


def _files(properties: dict[str, Any]) -> Iterator[tuple[str, bytes]]:
    extract = flag(properties.get("Extract", "true"))
    sources = zip(properties["SourceBucketNames"], properties["SourceObjectKeys"], strict=True)
    markers = properties.get("SourceMarkers") or []
    for index, (bucket, key) in enumerate(sources):
        content = client("s3").get_object(Bucket=bucket, Key=key)["Body"].read()
        marks = markers[index] if index < len(markers) else {}
        if not extract:
            yield key.rsplit("/", 1)[-1], content
            continue
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for entry in archive.infolist():
                if not entry.is_dir() and _included(entry.filename, properties):
                    yield entry.filename, _replaced(archive.read(entry), marks)


def _included(path: str, properties: dict[str, Any]) -> bool:
    included = not any(fnmatch.fnmatch(path, pattern) for pattern in properties.get("Exclude") or [])
    return included or any(fnmatch.fnmatch(path, pattern) for pattern in properties.get("Include") or [])


def _replaced(content: bytes, marks: dict[str, str]) -> bytes:
    for mark, value in marks.items():
        content = content.replace(mark.encode(), str(value).encode())
    return content


def _arguments(properties: dict[str, Any]) -> dict[str, Any]:
    system = properties.get("SystemMetadata") or {}
    arguments: dict[str, Any] = {_HEADERS[k]: v for k, v in system.items() if k in _HEADERS}
    if properties.get("UserMetadata"):
        arguments["Metadata"] = {k.lower(): v for k, v in properties["UserMetadata"].items()}
    return arguments


def _delete(bucket: str, prefix: str, kept: set[str], excluded: list[str] | None = None) -> None:
    s3 = client("s3")
    for page in s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=prefix):
        for found in page.get("Contents", []):
            path = found["Key"].removeprefix(prefix)
            if found["Key"] not in kept and not any(fnmatch.fnmatch(path, one) for one in excluded or []):
                s3.delete_object(Bucket=bucket, Key=found["Key"])


def _invalidate(properties: dict[str, Any]) -> None:
    distribution = properties.get("DistributionId")
    if distribution:
        paths = properties.get("DistributionPaths") or [f"/{_prefix(properties)}*"]
        client("cloudfront").create_invalidation(
            DistributionId=distribution,
            InvalidationBatch={
                "Paths": {"Quantity": len(paths), "Items": paths},
                "CallerReference": str(hash(tuple(properties["SourceObjectKeys"]))),
            },
        )
