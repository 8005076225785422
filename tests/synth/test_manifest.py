"""What an assembly says about itself."""

import json

import pytest

from stratiform.errors import AppError
from stratiform.synth.manifest import examine, stacks


def write(folder, artifacts, **rest):
    folder.mkdir(exist_ok=True)
    (folder / "manifest.json").write_text(json.dumps({"version": "55.0.0", "artifacts": artifacts, **rest}))
    return folder


def stack(*remarks, path="/Main/Jobs", **properties):
    entries = [{"type": f"aws:cdk:{level}", "data": text} for level, text in remarks]
    return {
        "type": "aws:cloudformation:stack",
        "properties": properties,
        "metadata": {path: [*entries, {"type": "aws:cdk:logicalId", "data": "X"}]},
    }


def test_warnings_are_told_once_with_their_construct(tmp_path):
    main = stack(("warning", "too small"), ("info", "fine"), ("warning", "too small"))
    assert examine(write(tmp_path, {"Main": main})) == ("Main/Jobs: too small",)


def test_metadata_in_a_file_of_its_own_is_read(tmp_path):
    (tmp_path / "Main.metadata.json").write_text('{"/A": [{"type": "aws:cdk:warning", "data": "careful"}]}')
    artifact = {"type": "aws:cloudformation:stack", "additionalMetadataFile": "Main.metadata.json"}
    assert examine(write(tmp_path, {"Main": artifact})) == ("A: careful",)


def test_an_error_of_a_construct_is_raised_with_its_path(tmp_path):
    with pytest.raises(AppError, match="no encryption") as caught:
        examine(write(tmp_path, {"Main": stack(("error", "no encryption"))}))
    assert caught.value.where == "construct Main/Jobs"


def staged(tmp_path, artifacts, **rest):
    write(tmp_path / "assembly-local", artifacts, **rest)
    stage = {"type": "cdk:cloud-assembly", "properties": {"directoryName": "assembly-local"}}
    return write(tmp_path, {"local": stage})


def test_stages_are_looked_into(tmp_path):
    with pytest.raises(AppError, match="bad"):
        examine(staged(tmp_path, {"Main": stack(("error", "bad"))}))


def test_stacks_are_named_as_they_are_deployed(tmp_path):
    assert stacks(staged(tmp_path, {"One": stack(stackName="shop-one"), "Two": stack()})) == (
        "shop-one",
        "Two",
    )


def test_a_lookup_without_an_answer_says_what_it_needs(tmp_path):
    missing = [
        {
            "key": "vpc-provider:account=1:x",
            "provider": "vpc-provider",
            "props": {"account": "1", "region": "eu-west-1"},
        }
    ]
    with pytest.raises(AppError, match="looks up a VPC in account 1, region eu-west-1") as caught:
        examine(staged(tmp_path, {}, missing=missing))
    assert "cdk.context.json" in caught.value.fix
