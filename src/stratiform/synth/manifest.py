"""What an assembly says about itself: errors and warnings of constructs, and lookups it still waits for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from stratiform.errors import AppError

_LOOKUPS = {
    "ami": "a machine image",
    "availability-zones": "availability zones",
    "hosted-zone": "a hosted zone",
    "key-provider": "a KMS key",
    "load-balancer": "a load balancer",
    "security-group": "a security group",
    "ssm": "an SSM parameter",
    "vpc-provider": "a VPC",
}


@dataclass(frozen=True)
class Remark:
    """What a construct remarked: ``level`` is ``error``, ``warning`` or ``info``."""

    level: str
    path: str
    text: str


def examine(assembly: Path) -> tuple[str, ...]:
    """The warnings in ``assembly``, as sentences with a construct path.

    Raises AppError for what a construct marked as an error, and for values that only AWS could tell.
    """
    remarks: list[Remark] = []
    for folder, manifest in _manifests(assembly):
        for missing in manifest.get("missing", ()):
            raise _needs_lookup(missing)
        remarks += _remarks(folder, manifest)
    found = [remark for remark in remarks if remark.level == "error"]
    if found:
        raise AppError(
            "\n".join(dict.fromkeys(remark.text for remark in found)),
            where=", ".join(dict.fromkeys(f"construct {remark.path}" for remark in found)),
            fix="Correct what the construct marks as an error.",
        )
    return tuple(dict.fromkeys(f"{r.path}: {r.text}" for r in remarks if r.level == "warning"))


def stacks(assembly: Path) -> tuple[str, ...]:
    """The names of the stacks in ``assembly``, in the manifests' order."""
    return tuple(
        artifact.get("properties", {}).get("stackName", name)
        for _, manifest in _manifests(assembly)
        for name, artifact in manifest.get("artifacts", {}).items()
        if artifact["type"] == "aws:cloudformation:stack"
    )


def _manifests(folder: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    manifest = json.loads((folder / "manifest.json").read_text())
    yield folder, manifest
    for artifact in manifest.get("artifacts", {}).values():
        if artifact["type"] == "cdk:cloud-assembly":
            yield from _manifests(folder / artifact["properties"]["directoryName"])


def _remarks(folder: Path, manifest: dict[str, Any]) -> Iterator[Remark]:
    for artifact in manifest.get("artifacts", {}).values():
        metadata = dict(artifact.get("metadata", {}))
        if "additionalMetadataFile" in artifact:
            metadata |= json.loads((folder / artifact["additionalMetadataFile"]).read_text())
        for path, entries in metadata.items():
            for entry in entries:
                level = entry["type"].removeprefix("aws:cdk:")
                if level in ("error", "warning", "info"):
                    yield Remark(level, path.lstrip("/"), str(entry.get("data", "")))


def _needs_lookup(missing: dict[str, Any]) -> AppError:
    properties = missing.get("props", {})
    target = f"account {properties.get('account')}, region {properties.get('region')}"
    what = _LOOKUPS.get(missing["provider"], missing["provider"])
    return AppError(
        f"The app looks up {what} in {target}, and no answer is recorded: {missing['key']}.",
        where="cdk.context.json",
        fix="Run `cdk synth` once with credentials for that account and keep the cdk.context.json it writes, "
        "or name what you look up: by its id, or with Network.shared.",
    )
