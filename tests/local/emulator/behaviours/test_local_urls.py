"""Every URL that CloudFormation hands out answers here; the template stays as it was."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Callable
from typing import Any

import pytest

from waiting import PATIENCE

from ...conftest import ACCOUNT, REGION, LocalCloud
from .functions import invoke, template

pytestmark = pytest.mark.local

ANSWERS = """
import json, os
def handler(event, context):
    path = event.get("path") or event.get("rawPath") if event else None
    return {"statusCode": 200, "body": json.dumps({"path": path, "url": os.environ.get("URL")})}
"""
HOST = {
    "Fn::Join": [
        "",
        [{"Ref": "Api"}, ".execute-api.", {"Ref": "AWS::Region"}, ".", {"Ref": "AWS::URLSuffix"}],
    ]
}
URL = {"Fn::Join": ["", ["https://", *HOST["Fn::Join"][1], "/prod/"]]}


def integration(function: str = "Function") -> dict[str, Any]:
    arn = {"Fn::GetAtt": [function, "Arn"]}
    return {
        "Fn::Sub": [
            "arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Arn}/invocations",
            {"Arn": arn},
        ]
    }


@pytest.fixture(scope="module")
def rest(deploy: Callable[..., Any]) -> dict[str, str]:
    made = template("rest", ANSWERS)
    made["Resources"] |= {
        "Api": {"Type": "AWS::ApiGateway::RestApi", "Properties": {"Name": "rest"}},
        "Item": {
            "Type": "AWS::ApiGateway::Resource",
            "Properties": {
                "RestApiId": {"Ref": "Api"},
                "ParentId": {"Fn::GetAtt": ["Api", "RootResourceId"]},
                "PathPart": "item",
            },
        },
        "Get": {
            "Type": "AWS::ApiGateway::Method",
            "Properties": {
                "RestApiId": {"Ref": "Api"},
                "ResourceId": {"Ref": "Item"},
                "HttpMethod": "GET",
                "AuthorizationType": "NONE",
                "Integration": {"Type": "AWS_PROXY", "IntegrationHttpMethod": "POST", "Uri": integration()},
            },
        },
        "Deployment": {
            "Type": "AWS::ApiGateway::Deployment",
            "DependsOn": "Get",
            "Properties": {"RestApiId": {"Ref": "Api"}},
        },
        "Stage": {
            "Type": "AWS::ApiGateway::Stage",
            "Properties": {
                "RestApiId": {"Ref": "Api"},
                "DeploymentId": {"Ref": "Deployment"},
                "StageName": "prod",
            },
        },
        "Allow": {
            "Type": "AWS::Lambda::Permission",
            "Properties": {
                "FunctionName": {"Ref": "Function"},
                "Action": "lambda:InvokeFunction",
                "Principal": "apigateway.amazonaws.com",
            },
        },
        "Parameter": {
            "Type": "AWS::SSM::Parameter",
            "Properties": {"Name": "/rest/url", "Type": "String", "Value": URL},
        },
        "Caller": {
            **template("rest-caller", ANSWERS)["Resources"]["Function"],
        },
    }
    made["Resources"]["Caller"]["Properties"]["Environment"] = {"Variables": {"URL": URL}}
    made["Outputs"] = {
        "Url": {"Value": URL},
        "Host": {"Value": {"Fn::Select": [2, {"Fn::Split": ["/", URL]}]}},
        "Foreign": {"Value": "https://abcdefghij.execute-api.us-east-1.amazonaws.com/prod/"},
        "Arn": {"Value": {"Fn::Sub": "arn:aws:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/*"}},
        "Id": {"Value": {"Ref": "Api"}},
    }
    outputs: dict[str, str] = deploy("rest", made)
    return outputs


def get(url: str) -> Any:
    with urllib.request.urlopen(url, timeout=PATIENCE) as answer:
        return json.loads(answer.read())


def test_a_rest_apis_url_answers(rest: dict[str, str], local_cloud: LocalCloud) -> None:
    assert rest["Url"] == f"{local_cloud.emulator.endpoint}/_aws/execute-api/{rest['Id']}/prod/"
    assert get(rest["Url"] + "item")["path"] == "/item"


def test_variables_and_parameters_get_the_same_url(rest: dict[str, str], local_cloud: LocalCloud) -> None:
    value = local_cloud.client("ssm").get_parameter(Name="/rest/url")["Parameter"]["Value"]
    seen = json.loads(invoke(local_cloud.client("lambda"), "rest-caller")["body"])["url"]
    assert value == seen == rest["Url"]


def test_what_is_no_url_of_ours_stays(rest: dict[str, str]) -> None:
    assert rest["Host"] == f"{rest['Id']}.execute-api.{REGION}.amazonaws.com"
    assert rest["Foreign"] == "https://abcdefghij.execute-api.us-east-1.amazonaws.com/prod/"
    assert rest["Arn"] == f"arn:aws:execute-api:{REGION}:{ACCOUNT}:{rest['Id']}/*"


def test_the_template_is_untouched(rest: dict[str, str], local_cloud: LocalCloud) -> None:
    kept = local_cloud.client("cloudformation").get_template(StackName="rest")["TemplateBody"]
    assert kept["Outputs"]["Url"] == {"Value": URL}


def test_an_http_apis_endpoint_and_a_function_url_answer(
    local_cloud: LocalCloud, deploy: Callable[..., Any]
) -> None:
    made = template("http", ANSWERS)
    function = {"Fn::GetAtt": ["Function", "Arn"]}
    made["Resources"] |= {
        "Api": {"Type": "AWS::ApiGatewayV2::Api", "Properties": {"Name": "http", "ProtocolType": "HTTP"}},
        "Integration": {
            "Type": "AWS::ApiGatewayV2::Integration",
            "Properties": {
                "ApiId": {"Ref": "Api"},
                "IntegrationType": "AWS_PROXY",
                "IntegrationUri": function,
                "PayloadFormatVersion": "2.0",
            },
        },
        "Route": {
            "Type": "AWS::ApiGatewayV2::Route",
            "Properties": {
                "ApiId": {"Ref": "Api"},
                "RouteKey": "$default",
                "Target": {"Fn::Join": ["", ["integrations/", {"Ref": "Integration"}]]},
            },
        },
        "Stage": {
            "Type": "AWS::ApiGatewayV2::Stage",
            "Properties": {"ApiId": {"Ref": "Api"}, "StageName": "$default", "AutoDeploy": True},
        },
        "Allow": {
            "Type": "AWS::Lambda::Permission",
            "Properties": {
                "FunctionName": {"Ref": "Function"},
                "Action": "lambda:InvokeFunction",
                "Principal": "apigateway.amazonaws.com",
            },
        },
        "FunctionUrl": {
            "Type": "AWS::Lambda::Url",
            "Properties": {"TargetFunctionArn": function, "AuthType": "NONE"},
        },
        "AllowUrl": {
            "Type": "AWS::Lambda::Permission",
            "Properties": {
                "FunctionName": {"Ref": "Function"},
                "Action": "lambda:InvokeFunctionUrl",
                "Principal": "*",
                "FunctionUrlAuthType": "NONE",
            },
        },
    }
    made["Outputs"] = {
        "Endpoint": {"Value": {"Fn::GetAtt": ["Api", "ApiEndpoint"]}},
        "Built": {"Value": {"Fn::Sub": "https://${Api}.execute-api.${AWS::Region}.${AWS::URLSuffix}/"}},
        "FunctionUrl": {"Value": {"Fn::GetAtt": ["FunctionUrl", "FunctionUrl"]}},
    }
    outputs = deploy("http", made)
    assert get(outputs["Endpoint"])["path"] == "/"
    assert get(outputs["Endpoint"] + "/a/b")["path"] == "/a/b"
    assert get(outputs["Built"] + "a")["path"] == "/a"
    assert get(outputs["FunctionUrl"] + "x")["path"] == "/x"
    assert all(url.startswith(local_cloud.emulator.endpoint) for url in outputs.values())


def test_the_endpoint_of_a_websocket_api_is_one(local_cloud: LocalCloud, deploy: Callable[..., Any]) -> None:
    def api(protocol: str) -> dict[str, Any]:
        properties = {"Name": f"urls-{protocol}", "ProtocolType": protocol}
        return {"Type": "AWS::ApiGatewayV2::Api", "Properties": properties}

    made = deploy(
        "sockets",
        {
            "Resources": {"Chat": api("WEBSOCKET"), "Items": api("HTTP")},
            "Outputs": {name: {"Value": {"Fn::GetAtt": f"{name}.ApiEndpoint"}} for name in ("Chat", "Items")},
        },
    )
    place = local_cloud.emulator.endpoint.partition("://")[2]
    assert made["Chat"].startswith(f"ws://{place}/_aws/execute-api/")
    assert made["Items"].startswith(f"http://{place}/_aws/execute-api/")
