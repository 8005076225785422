"""What the tests of the reading side share: a template from text, a cloud assembly from a few lines."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from stratiform.assembly import read
from stratiform.assembly.graph import Address, Graph


@pytest.fixture
def graph_of(tmp_path: Path) -> Callable[..., Graph]:
    """Reads a template given as YAML text or as a mapping."""

    def graph_of(template: str | Mapping[str, Any]) -> Graph:
        file = tmp_path / ("template.yaml" if isinstance(template, str) else "template.json")
        file.write_text(template if isinstance(template, str) else json.dumps(template))
        return read(file)

    return graph_of


@pytest.fixture
def resolved(graph_of: Callable[..., Graph]) -> Callable[..., Any]:
    """The value of one property, given as written, in a template with more sections."""

    def resolved(value: Any, **sections: Any) -> Any:
        others = {"Bucket": {"Type": "AWS::S3::Bucket"}, "Queue": {"Type": "AWS::SQS::Queue"}}
        subject = {"Type": "AWS::SNS::Topic", "Properties": {"Kept": 1, "Value": value}}
        graph = graph_of({"Resources": {"Subject": subject, **others}, **sections})
        return graph.resources[Address("template", "Subject")].properties.get("Value", "absent")

    return resolved


@pytest.fixture
def assembly(tmp_path: Path) -> Callable[..., Path]:
    """A cloud assembly on disk: stacks by artifact id, each a template and further artifact fields."""

    def assembly(
        stacks: Mapping[str, Mapping[str, Any]],
        *,
        folder: str = "cdk.out",
        version: str = "55.0.0",
        artifacts: Mapping[str, Any] = {},
        files: Mapping[str, Any] = {},
    ) -> Path:
        out = tmp_path / folder
        out.mkdir(parents=True, exist_ok=True)
        all_artifacts = dict(artifacts)
        for name, stack in stacks.items():
            fields = dict(stack)
            file = f"{name}.template.json"
            (out / file).write_text(json.dumps(fields.pop("template", {"Resources": {}})))
            properties = {"templateFile": file, **fields.pop("properties", {})}
            all_artifacts[name] = {
                "type": "aws:cloudformation:stack",
                "environment": "aws://unknown-account/unknown-region",
                "properties": properties,
                **fields,
            }
        for name, body in files.items():
            (out / name).write_text(body if isinstance(body, str) else json.dumps(body))
        (out / "manifest.json").write_text(json.dumps({"version": version, "artifacts": all_artifacts}))
        return out

    return assembly
