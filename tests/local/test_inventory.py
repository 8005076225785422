"""What the stacks created is known with its construct path, nested stacks included."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from stratiform.assembly.graph import Address, Graph, Resource
from stratiform.local.cloud import Cloud
from stratiform.local.deployer import deploy
from stratiform.local.deployment import Deployment
from stratiform.local.events import silent
from stratiform.local.inventory import inventory
from stratiform.local.plan import StackPlan
from stratiform.local.publish import publish, template_of

pytestmark = pytest.mark.local


def test_resources_of_a_nested_stack_belong_to_their_root(cloud: Cloud, tmp_path: Path) -> None:
    child, parent = tmp_path / "child.json", tmp_path / "parent.json"
    child.write_text(json.dumps({"Resources": {"Inner": {"Type": "AWS::SQS::Queue"}}}))
    nested = template_of(StackPlan("child", "child", child, cloud.default))
    url = f"{cloud.endpoint}/{nested.bucket}/{nested.key}"
    parent.write_text(
        json.dumps(
            {
                "Resources": {
                    "Child": {"Type": "AWS::CloudFormation::Stack", "Properties": {"TemplateURL": url}}
                }
            }
        )
    )
    stack = StackPlan("Outer", "inventory-nested", parent, cloud.default)
    publish([nested, template_of(stack)], cloud)
    address = Address("Outer.Child", "Inner")
    graph = Graph({}, {address: Resource(address, "AWS::SQS::Queue", "Outer/Child/Jobs", {})})
    done = deploy([stack], graph, cloud, silent)
    found = {one.logical_id: one for one in inventory(done, graph, cloud, None)}
    assert found["Inner"].path == "Outer/Child/Jobs"
    assert found["Inner"].stack == "inventory-nested"
    assert found["Inner"].physical_id


def test_an_unchanged_stack_keeps_what_was_known(cloud: Cloud, tmp_path: Path) -> None:
    template = tmp_path / "t.json"
    template.write_text(json.dumps({"Resources": {"Q": {"Type": "AWS::SQS::Queue"}}}))
    stack = StackPlan("Same", "inventory-same", template, cloud.default)
    publish([template_of(stack)], cloud)
    graph = Graph({}, {})
    first = inventory(deploy([stack], graph, cloud, silent), graph, cloud, None)
    known = tuple(replace(one, path="known") for one in first)
    before = Deployment(cloud.endpoint, cloud.default, resources=known)
    assert inventory(deploy([stack], graph, cloud, silent), graph, cloud, before) == known
