from __future__ import annotations

import json
from typing import Any

import pytest
import urllib3
from tests.local.conftest import LocalCloud
from tests.local.emulator.conftest import Stack

pytestmark = pytest.mark.local

ITEM = {
    "$schema": "http://json-schema.org/draft-04/schema#",
    "type": "object",
    "required": ["name"],
    "properties": {"name": {"type": "string", "minLength": 2}},
}


def test_a_method_refuses_what_its_model_and_parameters_do_not_allow(
    stack: Stack, local_cloud: LocalCloud
) -> None:
    api = {"RestApiId": {"Ref": "Api"}}
    validator: dict[str, Any] = {**api, "ValidateRequestBody": True, "ValidateRequestParameters": "true"}
    resources = {
        "Api": {"Type": "AWS::ApiGateway::RestApi", "Properties": {"Name": stack.name}},
        "Model": {
            "Type": "AWS::ApiGateway::Model",
            "Properties": {**api, "ContentType": "application/json", "Schema": ITEM},
        },
        "Validator": {"Type": "AWS::ApiGateway::RequestValidator", "Properties": validator},
        "Method": {
            "Type": "AWS::ApiGateway::Method",
            "Properties": {
                **api,
                "ResourceId": {"Fn::GetAtt": "Api.RootResourceId"},
                "HttpMethod": "POST",
                "AuthorizationType": "NONE",
                "RequestValidatorId": {"Ref": "Validator"},
                "RequestModels": {"application/json": {"Ref": "Model"}},
                "RequestParameters": {"method.request.querystring.shop": True},
                "Integration": {
                    "Type": "MOCK",
                    "RequestTemplates": {"application/json": '{"statusCode": 200}'},
                    "IntegrationResponses": [{"StatusCode": "200"}],
                },
                "MethodResponses": [{"StatusCode": "200"}],
            },
        },
        "Deployment": {
            "Type": "AWS::ApiGateway::Deployment",
            "DependsOn": "Method",
            "Properties": {**api, "StageName": "prod"},
        },
    }
    made = stack.up(resources, {"Api": {"Ref": "Api"}})["Api"]
    url = f"{local_cloud.emulator.endpoint}/restapis/{made}/prod/_user_request_/"

    def post(query: str, body: dict[str, Any]) -> int:
        with urllib3.PoolManager() as http:
            return http.request("POST", url + query, body=json.dumps(body)).status

    assert post("?shop=1", {"name": "ab"}) == 200
    assert post("", {"name": "ab"}) == 400
    assert post("?shop=1", {"name": "a"}) == 400
    assert post("?shop=1", {}) == 400

    validator["ValidateRequestBody"] = False
    stack.up(resources)
    assert post("?shop=1", {}) == 200
    assert post("", {}) == 400
