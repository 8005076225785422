from __future__ import annotations

import pytest
from tests.local.conftest import LocalCloud
from tests.local.emulator.conftest import Stack

pytestmark = pytest.mark.local


def test_links_have_ids_and_an_http_api_is_deployed(stack: Stack, local_cloud: LocalCloud) -> None:
    resources = {
        "Rest": {
            "Type": "AWS::ApiGateway::VpcLink",
            "Properties": {
                "Name": "one",
                "TargetArns": ["arn:aws:elasticloadbalancing:::loadbalancer/net/x"],
            },
        },
        "Http": {
            "Type": "AWS::ApiGatewayV2::VpcLink",
            "Properties": {"Name": "two", "SubnetIds": ["subnet-1"]},
        },
        "Api": {
            "Type": "AWS::ApiGatewayV2::Api",
            "Properties": {"Name": stack.name, "ProtocolType": "HTTP"},
        },
        "Deployment": {
            "Type": "AWS::ApiGatewayV2::Deployment",
            "Properties": {"ApiId": {"Ref": "Api"}, "Description": "first"},
        },
    }
    outputs = {
        "Rest": {"Ref": "Rest"},
        "Http": {"Fn::GetAtt": "Http.VpcLinkId"},
        "Api": {"Ref": "Api"},
        "Deployment": {"Ref": "Deployment"},
    }
    made = stack.up(resources, outputs)
    assert made["Rest"]
    assert made["Http"] != made["Rest"]
    deployments = local_cloud.client("apigatewayv2").get_deployments(ApiId=made["Api"])["Items"]
    assert made["Deployment"] in {found["DeploymentId"] for found in deployments}
    resources["Rest"]["Properties"]["Description"] = "changed"
    assert stack.up(resources, outputs)["Rest"] == made["Rest"]
