"""A registry: what is in it is scanned and never changes, and it does not grow for ever."""

import json

import pytest

from stratiform.tiers import DEV, PROD, STAGING
from systems import part, source, statements, system

pytestmark = pytest.mark.synth

PULL = {"BatchCheckLayerAvailability", "BatchGetImage", "GetDownloadUrlForLayer"}
PUSH = {
    "BatchCheckLayerAvailability",
    "CompleteLayerUpload",
    "InitiateLayerUpload",
    "PutImage",
    "UploadLayerPart",
}


@pytest.fixture(scope="module")
def systems(tmp_path_factory):
    """By tier: a registry, one with a name, and functions that use the first."""
    code = source(tmp_path_factory.mktemp("registry"))

    def build(main):
        from stratiform.constructs import Access, Function, Registry

        images = Registry(main, "Images")
        Registry(main, "Named", component="tools")
        for access in Access:
            Function(main, access.name.title(), source=code).uses(images, access)

    return {tier.name: system(build, tier) for tier in (DEV, STAGING, PROD)}


@pytest.fixture(scope="module")
def graph(systems):
    return systems["dev"]


def test_images_are_scanned_and_their_tags_never_move(graph):
    found = part(graph, "Images").properties
    assert found["ImageScanningConfiguration"] == {"ScanOnPush": True}
    assert found["ImageTagMutability"] == "IMMUTABLE"


def test_old_images_go_by_the_tiers_count_and_untagged_ones_after_a_week(systems):
    for tier in (DEV, STAGING, PROD):
        policy = part(systems[tier.name], "Images").properties["LifecyclePolicy"]["LifecyclePolicyText"]
        untagged, rest = (rule["selection"] for rule in json.loads(policy)["rules"])
        assert (untagged["tagStatus"], untagged["countNumber"], untagged["countUnit"]) == (
            "untagged",
            7,
            "days",
        )
        assert (rest["countType"], rest["countNumber"]) == ("imageCountMoreThan", tier.registry.images)


def test_the_tier_decides_whose_key_encrypts_and_whether_it_outlives_its_stack(systems):
    for tier in (DEV, STAGING, PROD):
        found = part(systems[tier.name], "Images")
        assert ("EncryptionConfiguration" in found.properties) is tier.customer_keys
        assert found.properties["EmptyOnDelete"] is not tier.keep_data
        assert found.deletion_policy == ("Retain" if tier.keep_data else "Delete")
    found = part(systems["prod"], "Images").properties["EncryptionConfiguration"]
    key = part(systems["prod"], "DataKey").address.logical_id
    assert found == {"EncryptionType": "KMS", "KmsKey": {"Fn::GetAtt": [key, "Arn"]}}


def test_a_name_of_the_pattern_is_there_for_the_asking(graph):
    assert part(graph, "Named").properties["RepositoryName"] == "shop-local-tools"
    assert "RepositoryName" not in part(graph, "Images").properties


@pytest.mark.parametrize(("who", "verbs"), [("Read", PULL), ("Write", PUSH), ("Read_Write", PULL | PUSH)])
def test_access_is_exactly_what_is_declared(graph, who, verbs):
    arn = {"Fn::GetAtt": [part(graph, "Images").address.logical_id, "Arn"]}
    granted, everywhere = set(), set()
    for _, actions, resource in statements(graph, f"{who}/Role/DefaultPolicy"):
        found = {action.removeprefix("ecr:") for action in actions if action.startswith("ecr:")}
        if resource == arn:
            granted |= found
        else:
            everywhere |= found
    assert (granted, everywhere) == (verbs, {"GetAuthorizationToken"})


def test_a_workload_is_told_the_address(graph):
    (name,) = part(graph, "Read").properties["Environment"]["Variables"]
    assert name == "IMAGES_REPOSITORY_URI"
