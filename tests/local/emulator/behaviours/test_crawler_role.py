from __future__ import annotations

import pytest
from tests.local.conftest import LocalCloud
from tests.local.emulator.conftest import Stack, role

pytestmark = pytest.mark.local


def test_a_crawler_takes_the_name_of_its_role(stack: Stack, local_cloud: LocalCloud) -> None:
    crawler = {
        "Role": {"Ref": "Role"},
        "DatabaseName": "d",
        "Targets": {"S3Targets": [{"Path": "s3://bucket/"}]},
    }
    resources = {
        "Role": role("glue.amazonaws.com"),
        "Crawler": {"Type": "AWS::Glue::Crawler", "Properties": crawler},
    }
    made = stack.up(resources, {"Crawler": {"Ref": "Crawler"}, "Arn": {"Fn::GetAtt": "Role.Arn"}})
    found = local_cloud.client("glue").get_crawler(Name=made["Crawler"])["Crawler"]
    assert found["Role"] in (made["Arn"], made["Arn"].rsplit("/", 1)[-1])
