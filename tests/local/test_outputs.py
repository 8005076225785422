"""URLs come from outputs, once each, and from APIs that no output tells."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from stratiform.assembly import read
from stratiform.local.deployment import Placed
from stratiform.local.outputs import sockets, urls
from stratiform.local.target import Target

ENDPOINT = "http://127.0.0.1:4000"
API = f"{ENDPOINT}/_aws/execute-api/abc/prod/"


def placed(path: str, type_: str, physical_id: str) -> Placed:
    return Placed("Shop", "Id", path, type_, physical_id, Target("000000000000", "us-east-1"))


REST = (
    placed("Shop/Api/Resource", "AWS::ApiGateway::RestApi", "abc"),
    placed("Shop/Api/DeploymentStage.prod/Resource", "AWS::ApiGateway::Stage", "prod"),
)


def test_of_two_outputs_with_one_url_the_shorter_name_stays() -> None:
    outputs = {"Shop": {"ApiEndpoint12AB": API, "Url": API, "Table": "items"}}
    assert urls(outputs, (), ENDPOINT) == {"Url": API}


def test_an_address_of_aws_is_no_url_of_this_machine() -> None:
    assert urls({"Shop": {"Site": "https://example.com/", "Queue": ENDPOINT + "/1/q"}}, (), ENDPOINT) == {}


def test_an_api_without_an_output_is_told_by_its_stage() -> None:
    assert urls({}, REST, ENDPOINT) == {"Shop/Api/DeploymentStage.prod": API}


def test_an_api_with_an_output_is_told_once() -> None:
    assert urls({"Shop": {"Url": API}}, REST, ENDPOINT) == {"Url": API}


def test_an_http_api_answers_at_its_root() -> None:
    api = placed("Shop/Http/Resource", "AWS::ApiGatewayV2::Api", "def")
    assert urls({}, (api,), ENDPOINT) == {"Shop/Http": f"{ENDPOINT}/_aws/execute-api/def/"}


SOCKET = placed("Shop/Chat/Resource", "AWS::ApiGatewayV2::Api", "ghi")


def test_a_websocket_api_is_called_at_its_stage() -> None:
    found = urls({}, (SOCKET,), ENDPOINT, {"Shop/Chat/Resource": "prod"})
    assert found == {"Shop/Chat": "ws://127.0.0.1:4000/_aws/execute-api/ghi/prod"}


def test_a_websocket_api_with_an_output_is_told_once() -> None:
    url = "ws://127.0.0.1:4000/_aws/execute-api/ghi/prod"
    assert urls({"Shop": {"Url": url}}, (SOCKET,), ENDPOINT, {"Shop/Chat/Resource": "prod"}) == {"Url": url}


def test_the_stage_of_a_websocket_api_is_found_wherever_it_is(tmp_path: Path) -> None:
    def api(protocol: str) -> dict[str, Any]:
        return {"Type": "AWS::ApiGatewayV2::Api", "Properties": {"ProtocolType": protocol}}

    def stage(of: str, name: str) -> dict[str, Any]:
        properties = {"ApiId": {"Ref": of}, "StageName": name}
        return {"Type": "AWS::ApiGatewayV2::Stage", "Properties": properties}

    resources = {
        "Chat": api("WEBSOCKET"),
        "Live": stage("Chat", "live"),
        "Items": api("HTTP"),
        "Default": stage("Items", "$default"),
    }
    file = tmp_path / "template.json"
    file.write_text(json.dumps({"Resources": resources}))
    assert sockets(read(file)) == {"Chat": "live"}
