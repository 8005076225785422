"""Stacks find each other."""

from __future__ import annotations

import json

from diff.templates import resource
from stratiform.assembly import read
from stratiform.diff.pairing import pair


def assembly(folder, **stacks):
    """An assembly whose stacks have the ids given, each with ``(stack name, resources)``."""
    folder.mkdir()
    artifacts = {}
    for id_, (name, resources) in stacks.items():
        (folder / f"{id_}.json").write_text(json.dumps({"Resources": resources}))
        artifacts[id_] = {
            "type": "aws:cloudformation:stack",
            "properties": {"templateFile": f"{id_}.json", "stackName": name},
        }
    (folder / "manifest.json").write_text(json.dumps({"version": "40.0.0", "artifacts": artifacts}))
    return read(folder)


TOPIC, QUEUE = {"Topic": resource("SNS::Topic")}, {"Queue": resource("SQS::Queue")}


def test_single_templates_meet_whatever_they_are_called(graph):
    assert pair(graph(TOPIC, file="before"), graph(QUEUE, file="after")).after == {"before": "after"}


def test_stacks_meet_by_id_then_by_name_then_by_content(tmp_path):
    before = assembly(tmp_path / "a", A=("one", TOPIC), B=("two", QUEUE), C=("three", {"X": TOPIC["Topic"]}))
    after = assembly(tmp_path / "b", A=("uno", QUEUE), D=("two", TOPIC), E=("tres", {"X": TOPIC["Topic"]}))
    assert pair(before, after).after == {"A": "A", "B": "D", "C": "E"}


def test_a_stack_that_is_nothing_of_the_other_side_has_no_counterpart(tmp_path):
    before = assembly(tmp_path / "a", A=("one", TOPIC), B=("two", {"Y": TOPIC["Topic"]}))
    after = assembly(tmp_path / "b", A=("one", TOPIC), C=("three", QUEUE))
    assert pair(before, after).after == {"A": "A"}


def test_nested_stacks_follow_their_parents(tmp_path):
    def nested(folder, name, inner):
        body = {"Part": resource("CloudFormation::Stack", TemplateURL=f"{inner}.json")}
        graph = assembly(folder, **{name: (name, body)})
        (folder / f"{inner}.json").write_text(json.dumps({"Resources": TOPIC}))
        return read(folder) if graph else graph

    before, after = nested(tmp_path / "a", "One", "x"), nested(tmp_path / "b", "Two", "y")
    assert pair(before, after).after == {"One": "Two", "One.Part": "Two.Part"}
