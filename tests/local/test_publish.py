"""Assets reach their bucket once, and hold what the folder holds."""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path

import pytest

from stratiform.errors import WrongUse
from stratiform.local.cloud import Cloud
from stratiform.local.plan import FilePlan, StackPlan
from stratiform.local.publish import Published, publish, template_of
from stratiform.local.target import Target

pytestmark = pytest.mark.local
ELSEWHERE = Target("111111111111", "eu-west-1")


def body(cloud: Cloud, file: FilePlan) -> bytes:
    with cloud.s3(file.target).get_object(Bucket=file.bucket, Key=file.key)["Body"] as stream:
        return stream.read()


def test_a_folder_is_zipped_into_a_bucket_that_is_made(cloud: Cloud, tmp_path: Path) -> None:
    (tmp_path / "handler.py").write_text("x = 1\n")
    file = FilePlan(tmp_path, "zip", "publish-folder", "a.zip", cloud.default)
    assert publish([file], cloud) == Published(uploaded=1, present=0)
    with zipfile.ZipFile(io.BytesIO(body(cloud, file))) as archive:
        assert archive.read("handler.py") == b"x = 1\n"


def test_what_is_there_is_not_sent_again(cloud: Cloud, tmp_path: Path) -> None:
    source = tmp_path / "data.json"
    source.write_text("first")
    file = FilePlan(source, "file", "publish-twice", "data.json", cloud.default)
    publish([file], cloud)
    source.write_text("second")
    assert publish([file], cloud) == Published(uploaded=0, present=1)
    assert body(cloud, file) == b"first"


def test_a_zip_file_goes_as_it_is(cloud: Cloud, tmp_path: Path) -> None:
    source = tmp_path / "layer.zip"
    source.write_bytes(b"PK-not-really")
    file = FilePlan(source, "zip", "publish-zip", "layer.zip", cloud.default)
    publish([file], cloud)
    assert body(cloud, file) == b"PK-not-really"


def test_another_account_and_region_have_their_own_bucket(cloud: Cloud, tmp_path: Path) -> None:
    source = tmp_path / "x"
    source.write_text("x")
    publish([FilePlan(source, "file", "publish-elsewhere", "x", ELSEWHERE)], cloud)
    names = [bucket["Name"] for bucket in cloud.s3(ELSEWHERE).list_buckets()["Buckets"]]
    assert "publish-elsewhere" in names


def test_a_missing_asset_is_an_error_with_its_path(cloud: Cloud, tmp_path: Path) -> None:
    file = FilePlan(tmp_path / "gone", "zip", "publish-missing", "gone.zip", cloud.default)
    with pytest.raises(WrongUse, match="gone") as raised:
        publish([file], cloud)
    assert raised.value.fix == "Synthesize the app again."


def test_a_template_is_published_under_the_hash_of_its_bytes(tmp_path: Path) -> None:
    template = tmp_path / "template.yaml"
    template.write_bytes(b"Resources: {}\n")
    file = template_of(StackPlan("A", "A", template, ELSEWHERE))
    assert file.key == hashlib.sha256(b"Resources: {}\n").hexdigest() + ".yaml"
    assert file.bucket == "cdk-hnb659fds-assets-111111111111-eu-west-1"
