"""Stacks come, change, stay as they are, fail with the resource's own words, and go."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from stratiform.assembly.graph import Address, Graph, Origin, Resource
from stratiform.errors import DeploymentFailed
from stratiform.local.cloud import Cloud
from stratiform.local.deployer import Deployed, delete, deploy
from stratiform.local.events import Event, Note, ResourceChanged, StackDone
from stratiform.local.plan import StackPlan
from stratiform.local.publish import publish, template_of

pytestmark = pytest.mark.local
QUEUE = {"Type": "AWS::SQS::Queue"}
REFUSED = {"Type": "AWS::SSM::Parameter", "Properties": {"Name": "/aws/mine", "Type": "String", "Value": "x"}}
NO_GRAPH = Graph({}, {})


class Runner:
    """Deploys templates under one name, and keeps the events."""

    def __init__(self, cloud: Cloud, folder: Path, name: str) -> None:
        self.cloud, self.folder, self.name = cloud, folder, name
        self.events: list[Event] = []

    def __call__(
        self, resources: Mapping[str, Any], graph: Graph = NO_GRAPH, *, text: str | None = None, **plan: Any
    ) -> Deployed:
        self.events.clear()
        template = self.folder / f"{self.name}.json"
        template.write_text(text or json.dumps({"Resources": resources, **plan.pop("sections", {})}))
        stack = StackPlan(self.name, self.name, template, self.cloud.default, **plan)
        publish([template_of(stack)], self.cloud)
        (done,) = deploy([stack], graph, self.cloud, self.events.append)
        return done

    def state(self) -> Mapping[str, Any]:
        return self.cloud.cloudformation().describe_stacks(StackName=self.name)["Stacks"][0]

    def touched(self) -> set[str]:
        return {event.path for event in self.events if isinstance(event, ResourceChanged)}


@pytest.fixture
def run(cloud: Cloud, tmp_path: Path, request: pytest.FixtureRequest) -> Runner:
    return Runner(cloud, tmp_path, re.sub(r"[^a-z0-9]+", "-", request.node.name)[:60].strip("-"))


def test_cloudformation_gets_the_template_byte_for_byte(run: Runner, cloud: Cloud) -> None:
    text = '{\n   "Resources": {"Q":   {"Type": "AWS::SQS::Queue"} }, "Description": "é" }\n'
    run({}, text=text)
    assert cloud.cloudformation().get_template(StackName=run.name)["TemplateBody"] == text


def test_outputs_are_told(run: Runner) -> None:
    done = run({"Q": QUEUE}, sections={"Outputs": {"Name": {"Value": {"Fn::GetAtt": ["Q", "QueueName"]}}}})
    assert done.change == "created"
    assert done.outputs["Name"].startswith(run.name)


def test_the_same_again_is_not_touched(run: Runner) -> None:
    run({"Q": QUEUE}, tags={"a": "1"})
    before = run.state()
    assert run({"Q": QUEUE}, tags={"a": "1"}).change == "unchanged"
    assert run.state() == before
    assert [event.change for event in run.events if isinstance(event, StackDone)] == ["unchanged"]


def test_an_update_leaves_what_did_not_change(run: Runner, cloud: Cloud) -> None:
    run({"Q": QUEUE})
    url = cloud.client("sqs").get_queue_url(QueueName=physical(run, "Q"))["QueueUrl"]
    cloud.client("sqs").send_message(QueueUrl=url, MessageBody="kept")
    assert run({"Q": QUEUE, "P": QUEUE}).change == "updated"
    assert cloud.client("sqs").receive_message(QueueUrl=url)["Messages"][0]["Body"] == "kept"


def physical(run: Runner, logical_id: str) -> str:
    found = run.cloud.cloudformation().describe_stack_resource(
        StackName=run.name, LogicalResourceId=logical_id
    )
    return found["StackResourceDetail"]["PhysicalResourceId"].rpartition("/")[2]


@pytest.mark.parametrize("change", [{"tags": {"a": "2"}}, {"parameters": {"Delay": "5"}}])
def test_other_tags_or_parameters_are_an_update(run: Runner, change: dict[str, Any]) -> None:
    sections = {"Parameters": {"Delay": {"Type": "Number", "Default": 0}}}
    queue = {"Type": "AWS::SQS::Queue", "Properties": {"DelaySeconds": {"Ref": "Delay"}}}
    run({"Q": queue}, sections=sections, tags={"a": "1"})
    sections = {"Parameters": {"Delay": {"Type": "Number", "Default": 0}}}
    assert run({"Q": queue}, sections=sections, **{"tags": {"a": "1"}, **change}).change == "updated"


def test_a_parameter_that_a_template_does_not_declare_is_left_out(run: Runner) -> None:
    assert run({"Q": QUEUE}, parameters={"Unknown": "1"}).change == "created"


def test_a_missing_parameter_is_answered_with_the_option(run: Runner) -> None:
    with pytest.raises(DeploymentFailed, match="Size") as raised:
        run({"Q": QUEUE}, sections={"Parameters": {"Size": {"Type": "String"}}})
    assert "--parameter" in raised.value.fix


def test_a_failure_is_told_in_the_resources_words_with_its_path_and_line(run: Runner) -> None:
    address = Address(run.name, "Bad")
    bad = Resource(address, "AWS::SSM::Parameter", "Shop/Jobs", {}, origin=Origin("app.py", 12))
    with pytest.raises(DeploymentFailed, match=r"Shop/Jobs .*failed: .*reserved parameter name") as raised:
        run({"Good": QUEUE, "Bad": {**REFUSED, "DependsOn": "Good"}}, Graph({}, {address: bad}))
    assert raised.value.where == "app.py:12: Shop/Jobs"
    assert run.state()["StackStatus"] == "ROLLBACK_COMPLETE"


def test_a_failed_update_leaves_the_stack_as_it_was(run: Runner) -> None:
    run({"Q": QUEUE})
    with pytest.raises(DeploymentFailed):
        run({"Q": QUEUE, "Bad": REFUSED})
    assert run.state()["StackStatus"] == "UPDATE_ROLLBACK_COMPLETE"
    assert run({"Q": QUEUE}).change == "unchanged"


def test_a_stack_that_was_rolled_back_is_made_again_and_said_so(run: Runner) -> None:
    with pytest.raises(DeploymentFailed):
        run({"Bad": REFUSED})
    assert run({"Q": QUEUE}).change == "created"
    assert any("deleted and created again" in event.text for event in run.events if isinstance(event, Note))


def test_a_template_that_is_refused_is_an_error_with_its_file(run: Runner) -> None:
    with pytest.raises(DeploymentFailed, match="refused") as raised:
        run({}, text='{"Resources": {"A": {"Type": "AWS::SQS::Queue", "DependsOn": "Nothing"}}')
    assert raised.value.where == str(run.folder / f"{run.name}.json")


def test_a_nested_failure_is_told_from_the_inside(run: Runner, cloud: Cloud, tmp_path: Path) -> None:
    child = tmp_path / "child.json"
    named = {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "made-before-the-failure"}}
    child.write_text(json.dumps({"Resources": {"Made": named, "Inner": {**REFUSED, "DependsOn": "Made"}}}))
    file = template_of(StackPlan("child", "child", child, cloud.default))
    publish([file], cloud)
    nested = {
        "Type": "AWS::CloudFormation::Stack",
        "Properties": {"TemplateURL": f"{cloud.endpoint}/{file.bucket}/{file.key}"},
    }
    address = Address(f"{run.name}.Child", "Inner")
    graph = Graph({}, {address: Resource(address, "AWS::SSM::Parameter", "Shop/Child/Inner", {})})
    with pytest.raises(DeploymentFailed, match=r"Shop/Child/Inner.*reserved parameter name"):
        run({"Child": nested}, graph)
    assert not any("made-before" in url for url in cloud.client("sqs").list_queues().get("QueueUrls", []))


def test_a_deleted_stack_is_gone_and_deleting_it_twice_is_fine(run: Runner, cloud: Cloud) -> None:
    run({"Q": QUEUE})
    for _ in range(2):
        delete([(run.name, cloud.default)], NO_GRAPH, cloud, run.events.append)
    listed = cloud.cloudformation().describe_stacks()["Stacks"]
    assert run.name not in {stack["StackName"] for stack in listed}


def test_a_stack_that_another_needs_is_not_deleted(run: Runner, cloud: Cloud, tmp_path: Path) -> None:
    export = {"Outputs": {"X": {"Value": {"Ref": "Q"}, "Export": {"Name": "needed-export"}}}}
    run({"Q": QUEUE}, sections=export)
    user = Runner(cloud, tmp_path, "uses-the-export")
    topic = {"Type": "AWS::SNS::Topic", "Properties": {"DisplayName": {"Fn::ImportValue": "needed-export"}}}
    user({"T": topic})
    with pytest.raises(DeploymentFailed, match="needed-export"):
        delete([(run.name, cloud.default)], NO_GRAPH, cloud, run.events.append)
