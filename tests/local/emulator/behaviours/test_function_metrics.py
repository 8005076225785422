from __future__ import annotations

import pytest
import urllib3
from tests.local.conftest import LocalCloud
from tests.local.emulator.conftest import Stack, alarm, alarm_states, failing_function, total, until

pytestmark = pytest.mark.local


def test_a_failure_behind_a_rest_api_raises_its_alarms(stack: Stack, local_cloud: LocalCloud) -> None:
    uri = "arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Function.Arn}/invocations"
    name = f"{stack.name}-api"
    resources = failing_function() | {
        "Api": {"Type": "AWS::ApiGateway::RestApi", "Properties": {"Name": name}},
        "Method": {
            "Type": "AWS::ApiGateway::Method",
            "Properties": {
                "RestApiId": {"Ref": "Api"},
                "ResourceId": {"Fn::GetAtt": "Api.RootResourceId"},
                "HttpMethod": "GET",
                "AuthorizationType": "NONE",
                "Integration": {
                    "Type": "AWS_PROXY",
                    "IntegrationHttpMethod": "POST",
                    "Uri": {"Fn::Sub": uri},
                },
            },
        },
        "Deployment": {
            "Type": "AWS::ApiGateway::Deployment",
            "DependsOn": "Method",
            "Properties": {"RestApiId": {"Ref": "Api"}, "StageName": "prod"},
        },
        "Errors": alarm("AWS/Lambda", "Errors", FunctionName={"Ref": "Function"}),
        "Broken": alarm("AWS/ApiGateway", "5XXError", ApiName=name, Stage="prod"),
        "Fine": alarm("AWS/ApiGateway", "4XXError", ApiName=name),
    }
    api = stack.up(resources, {"Api": {"Ref": "Api"}})["Api"]
    until(lambda: set(alarm_states(stack, ["Errors", "Broken", "Fine"]).values()), {"OK"})
    url = f"{local_cloud.emulator.endpoint}/restapis/{api}/prod/_user_request_/"
    with urllib3.PoolManager() as http:
        answer = http.request("GET", url)
    assert answer.status >= 500
    until(
        lambda: alarm_states(stack, ["Errors", "Broken", "Fine"]),
        {"Errors": "ALARM", "Broken": "ALARM", "Fine": "OK"},
    )
    assert total(local_cloud, "AWS/ApiGateway", "Count", ApiName=name) == 1
    assert total(local_cloud, "AWS/Lambda", "Invocations", FunctionName=f"{stack.name}-f") == 1
    assert total(local_cloud, "AWS/Lambda", "Duration", FunctionName=f"{stack.name}-f") > 0
