from __future__ import annotations

from typing import Any

import pytest
from tests.local.emulator.conftest import VPC, Stack

pytestmark = pytest.mark.local


def test_attributes_that_the_emulator_lacks_are_there_after_create_and_update(stack: Stack) -> None:
    api: dict[str, Any] = {"Name": stack.name, "AuthenticationType": "API_KEY"}
    resources = VPC | {
        "Api": {"Type": "AWS::AppSync::GraphQLApi", "Properties": api},
        "Bucket": {"Type": "AWS::S3::Bucket"},
        "Pool": {"Type": "AWS::Cognito::UserPool"},
        "Group": {"Type": "AWS::Scheduler::ScheduleGroup"},
        "Identity": {
            "Type": "AWS::SES::EmailIdentity",
            "Properties": {"EmailIdentity": f"{stack.name}.example"},
        },
    }
    wanted = {
        "Api": "GraphQLEndpointArn",
        "Bucket": "DualStackDomainName",
        "Pool": "ProviderURL",
        "Group": "State",
        "Identity": "DkimDNSTokenName1",
        "Subnet": "NetworkAclAssociationId",
    }
    outputs = {name: {"Fn::GetAtt": [name, attribute]} for name, attribute in wanted.items()}
    made = stack.up(resources, outputs | {"BucketName": {"Ref": "Bucket"}})
    assert made["Api"].startswith("arn:aws:appsync:us-east-1:000000000000:endpoints/graphql-api/")
    assert made["Bucket"] == f"{made['BucketName']}.s3.dualstack.us-east-1.amazonaws.com"
    assert made["Pool"].startswith("https://cognito-idp.us-east-1.amazonaws.com/us-east-1_")
    assert made["Identity"] == f"token1._domainkey.{stack.name}.example"
    assert made["Subnet"].startswith("aclassoc-")
    api["Name"] = f"{stack.name}-renamed"
    assert stack.up(resources, {"Api": outputs["Api"]})["Api"] == made["Api"]
