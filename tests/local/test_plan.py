"""A plan is data made from a graph alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from stratiform.assembly.graph import Address, Asset, Graph, Resource, Stack
from stratiform.local.capabilities import Capabilities
from stratiform.local.plan import plan
from stratiform.local.target import Target

KNOWN = Capabilities(frozenset({"AWS::SQS::Queue"}))
HERE = Target("000000000000", "us-east-1")
BUCKET = "cdk-hnb659fds-assets-${AWS::AccountId}-${AWS::Region}"


def stack(id: str, **values: object) -> Stack:
    return replace(Stack(id=id, name=f"{id}-name", path=id, template=Path(f"/{id}.json")), **values)


def graph(*stacks: Stack, assets: tuple[Asset, ...] = (), resources: tuple[Resource, ...] = ()) -> Graph:
    return Graph({one.id: one for one in stacks}, {one.address: one for one in resources}, assets=assets)


def resource(type_: str) -> Resource:
    return Resource(Address("A", "It"), type_, "A/It", {})


def test_stacks_keep_the_order_of_the_graph() -> None:
    assert [one.name for one in plan(graph(stack("B"), stack("A")), KNOWN).stacks] == ["B-name", "A-name"]


def test_a_nested_stack_is_left_to_cloudformation() -> None:
    nested = stack("A.N", parent=Address("A", "N"))
    assert [one.id for one in plan(graph(stack("A"), nested), KNOWN).stacks] == ["A"]


def test_a_stack_goes_to_its_own_account_and_region_else_to_the_default() -> None:
    found = plan(
        graph(stack("A"), stack("B", account="111111111111", region="eu-west-1")),
        KNOWN,
        account="222222222222",
        region="us-west-2",
    )
    assert [one.target for one in found.stacks] == [
        Target("222222222222", "us-west-2"),
        Target("111111111111", "eu-west-1"),
    ]


def test_every_target_and_qualifier_is_bootstrapped_once() -> None:
    theirs = Asset("a", "file", Path("/a"), bucket="cdk-mine-assets-111111111111-eu-west-1", key="k")
    both = graph(stack("A"), stack("B", account="111111111111", region="eu-west-1"), assets=(theirs,))
    assert plan(both, KNOWN).bootstraps == (
        (HERE, "hnb659fds"),
        (Target("111111111111", "eu-west-1"), "hnb659fds"),
        (Target("111111111111", "eu-west-1"), "mine"),
    )


def test_an_asset_of_an_agnostic_stack_goes_to_the_bucket_of_this_account() -> None:
    asset = Asset("a", "zip", Path("/code"), bucket=BUCKET, key="abc.zip")
    (file,) = plan(graph(stack("A"), assets=(asset, asset)), KNOWN).files
    assert (file.bucket, file.key) == ("cdk-hnb659fds-assets-000000000000-us-east-1", "abc.zip")


def test_an_image_is_known_by_its_tag_in_the_repository_of_its_account() -> None:
    repository = "cdk-hnb659fds-container-assets-${AWS::AccountId}-${AWS::Region}"
    asset = Asset("i", "image", Path("/web"), repository=repository, tag="abc")
    found = plan(graph(stack("A"), assets=(asset, asset)), KNOWN)
    assert found.files == ()
    (image,) = found.images
    registry = "000000000000.dkr.ecr.us-east-1.amazonaws.com"
    assert image.name == f"{registry}/cdk-hnb659fds-container-assets-000000000000-us-east-1:abc"


def test_a_type_without_meaning_is_told_by_its_path() -> None:
    assert plan(graph(stack("A"), resources=(resource("AWS::Odd::Thing"),)), KNOWN).inert == {
        "A/It": "AWS::Odd::Thing"
    }


def test_a_known_type_a_custom_resource_and_what_a_transform_replaces_have_meaning() -> None:
    for type_ in ("AWS::SQS::Queue", "Custom::S3AutoDeleteObjects", "AWS::Serverless::Function"):
        assert plan(graph(stack("A"), resources=(resource(type_),)), KNOWN).inert == {}


def test_what_is_inert_is_not_guessed_before_the_first_start() -> None:
    found = plan(graph(stack("A"), resources=(resource("AWS::Odd::Thing"),)), None)
    assert found.inert == {}
    assert any("first `strat up`" in note for note in found.notes)


def test_a_parameter_is_given_to_all_stacks_or_to_the_one_named() -> None:
    both = graph(stack("A", parameters={"Size": "1"}), stack("B"))
    first, second = plan(both, KNOWN, parameters={"Size": "2", "B-name:Only": "3"}).stacks
    assert first.parameters == {"Size": "2"}
    assert second.parameters == {"Size": "2", "Only": "3"}


def test_termination_protection_is_noted() -> None:
    found = plan(graph(stack("A", termination_protection=True)), KNOWN)
    assert any("termination protection" in note for note in found.notes)
