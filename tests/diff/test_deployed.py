"""Deployed stacks, through a CloudFormation that answers as AWS does."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError

from diff.templates import resource
from stratiform.diff import diff
from stratiform.diff.deployed import Asked, deployed
from stratiform.errors import CloudFailed, UnknownStack, WrongUse

ACCOUNT = "111111111111"


class CloudFormation:
    """The three answers of CloudFormation that are asked for. ``stacks`` has templates by name."""

    meta = SimpleNamespace(region_name="eu-west-1")

    def __init__(self, **stacks):
        self.stacks = stacks
        self.status = "UPDATE_COMPLETE"

    def describe_stacks(self, StackName):
        if StackName not in self.stacks:
            raise ClientError(
                {
                    "Error": {
                        "Code": "ValidationError",
                        "Message": f"Stack with id {StackName} does not exist",
                    }
                },
                "DescribeStacks",
            )
        arn = f"arn:aws:cloudformation:eu-west-1:{ACCOUNT}:stack/{StackName}/1"
        return {"Stacks": [{"StackId": arn, "StackStatus": self.status}]}

    def get_template(self, StackName, TemplateStage):
        assert TemplateStage == "Original"
        return {"TemplateBody": self.stacks[StackName.split("/")[1] if "/" in StackName else StackName]}

    def describe_stack_resources(self, StackName):
        arn = f"arn:aws:cloudformation:eu-west-1:{ACCOUNT}:stack/Inner/2"
        return {"StackResources": [{"LogicalResourceId": "Part", "PhysicalResourceId": arn}]}


TOPIC = {"Resources": {"Topic": resource("SNS::Topic", DisplayName={"Ref": "AWS::Region"})}}


def test_a_deployed_stack_is_a_graph(graph):
    found = deployed([Asked("Shop", CloudFormation(Shop=TOPIC))])
    (stack,) = found.stacks.values()
    assert (stack.name, stack.account, stack.region) == ("Shop", ACCOUNT, "eu-west-1")
    (topic,) = found.resources.values()
    assert topic.properties == {"DisplayName": "eu-west-1"}


def test_yaml_is_read_too():
    body = "Resources:\n  Topic: {Type: AWS::SNS::Topic, Properties: {DisplayName: !Sub 'a'}}\n"
    (topic,) = deployed([Asked("Shop", CloudFormation(Shop=body))]).resources.values()
    assert topic.properties == {"DisplayName": "a"}


def test_it_is_resolved_as_what_it_becomes(graph):
    after = graph(TOPIC["Resources"])
    (stack,) = after.stacks.values()
    assert diff(deployed([Asked("Shop", CloudFormation(Shop=TOPIC), stack)]), after).empty


def test_nested_stacks_are_asked_for_as_well():
    part = resource("CloudFormation::Stack", TemplateURL="https://x/y.json")
    part["Metadata"] = {"aws:asset:path": "Inner.nested.template.json"}
    found = deployed([Asked("Shop", CloudFormation(Shop={"Resources": {"Part": part}}, Inner=TOPIC))])
    assert sorted(found.stacks) == ["Shop", "Shop.Part"]


def test_a_file_name_that_leads_elsewhere_is_not_written(tmp_path):
    part = resource("CloudFormation::Stack", TemplateURL="https://x/y.json")
    part["Metadata"] = {"aws:asset:path": str(tmp_path / "evil.json")}
    deployed([Asked("Shop", CloudFormation(Shop={"Resources": {"Part": part}}, Inner=TOPIC))])
    assert not (tmp_path / "evil.json").exists()


def test_an_unknown_stack_is_one_clear_message():
    with pytest.raises(UnknownStack, match="no stack 'Nope'"):
        deployed([Asked("Nope", CloudFormation())])
    assert not deployed([Asked("Nope", CloudFormation())], required=False).stacks


@pytest.mark.parametrize("status", ["DELETE_COMPLETE", "REVIEW_IN_PROGRESS"])
def test_a_stack_that_was_never_there_or_is_gone_is_unknown(status):
    cloud = CloudFormation(Shop=TOPIC)
    cloud.status = status
    with pytest.raises(UnknownStack):
        deployed([Asked("Shop", cloud)])


def test_credentials_of_another_account_are_refused(graph):
    (stack,) = graph(TOPIC["Resources"]).stacks.values()
    with pytest.raises(WrongUse, match="are of account 111111111111, and Shop goes to 222222222222"):
        deployed([Asked("Shop", CloudFormation(Shop=TOPIC), replace(stack, account="222222222222"))])


@pytest.mark.parametrize(
    "failure",
    [
        ClientError({"Error": {"Code": "AccessDenied", "Message": "no"}}, "DescribeStacks"),
        EndpointConnectionError(endpoint_url="https://x"),
    ],
)
def test_an_aws_that_refuses_or_is_not_there_is_one_clear_message(failure):
    cloud = CloudFormation()

    def describe_stacks(StackName):
        raise failure

    cloud.describe_stacks = describe_stacks
    with pytest.raises(CloudFailed):
        deployed([Asked("Shop", cloud)])
