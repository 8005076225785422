from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from stratiform.assembly import read
from stratiform.assembly.graph import Origin, Use

Assembly = Callable[..., Path]
TEMPLATE = {"Resources": {"Queue1": {"Type": "AWS::SQS::Queue"}}}
METADATA: Mapping[str, Any] = {
    "/One/Queue/Resource": [
        {"type": "aws:cdk:logicalId", "data": "Queue1", "trace": ["new Queue (app.ts:7:3)"]}
    ],
    "/One/Web": [
        {"type": "stratiform:uses", "data": {"path": "/One/Queue", "access": "read-write"}},
        {"type": "stratiform:uses", "data": {"path": "One/Queue", "access": "read"}},
        {"type": "stratiform:uses", "data": "broken"},
        {"type": "aws:cdk:warning", "data": "a warning"},
    ],
}


@pytest.mark.parametrize("inline", [True, False])
def test_metadata_in_the_manifest_and_in_its_own_file_say_the_same(assembly: Assembly, inline: bool) -> None:
    place = {"metadata": METADATA} if inline else {"additionalMetadataFile": "One.metadata.json"}
    files = {} if inline else {"One.metadata.json": METADATA}
    graph = read(assembly({"One": {"template": TEMPLATE, **place}}, files=files))
    (queue,) = graph.resources.values()
    assert queue.path == "One/Queue/Resource"
    assert queue.origin == Origin("app.ts", 7)
    assert graph.uses == (Use("One/Web", "One/Queue", "read-write"), Use("One/Web", "One/Queue", "read"))


def test_the_creation_stack_tells_the_line_too(assembly: Assembly) -> None:
    entries = [
        {"type": "aws:cdk:logicalId", "data": "Queue1"},
        {"type": "aws:cdk:creationStack", "data": ["...aws-cdk-lib...", "__init__ (/home/me/app.py:12)"]},
    ]
    stack = {"template": TEMPLATE, "metadata": {"/One/Queue/Resource": entries}}
    (queue,) = read(assembly({"One": stack})).resources.values()
    assert queue.origin == Origin("/home/me/app.py", 12)


def test_without_a_trace_the_template_is_the_origin(assembly: Assembly) -> None:
    out = assembly({"One": {"template": TEMPLATE}})
    (queue,) = read(out).resources.values()
    assert queue.origin == Origin(f"{out / 'One.template.json'}", 1)


def test_the_templates_own_path_comes_next_and_the_logical_id_last(assembly: Assembly) -> None:
    template = {
        "Resources": {
            "A": {"Type": "X::Y::Z", "Metadata": {"aws:cdk:path": "One/Thing/Resource"}},
            "B": {"Type": "X::Y::Z", "Metadata": {"aws:cdk:path": 7}},
        }
    }
    found = read(assembly({"One": {"template": template}})).resources.values()
    assert [one.path for one in found] == ["One/Thing/Resource", "B"]
