from __future__ import annotations

import pytest
import urllib3
from tests.local.conftest import LocalCloud
from tests.local.emulator.conftest import Stack, failing_function, total

pytestmark = pytest.mark.local


def test_an_http_api_reports_under_its_id(stack: Stack, local_cloud: LocalCloud) -> None:
    resources = failing_function() | {
        "Api": {
            "Type": "AWS::ApiGatewayV2::Api",
            "Properties": {
                "Name": stack.name,
                "ProtocolType": "HTTP",
                "Target": {"Fn::GetAtt": "Function.Arn"},
            },
        },
    }
    api = stack.up(resources, {"Api": {"Ref": "Api"}})["Api"]
    with urllib3.PoolManager() as http:
        status = http.request("GET", f"{local_cloud.emulator.endpoint}/_aws/execute-api/{api}/nothing").status
    wanted = ("4xx" if status < 500 else "5xx", 1.0)
    assert total(local_cloud, "AWS/ApiGateway", wanted[0], ApiId=api) == wanted[1]
    assert total(local_cloud, "AWS/ApiGateway", "Count", ApiId=api) == 1
