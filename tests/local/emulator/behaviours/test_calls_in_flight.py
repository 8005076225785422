from __future__ import annotations

import io
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from local.functions import function
from stratiform.local.cloud import Cloud
from waiting import PATIENCE, until

pytestmark = pytest.mark.local
CODE = """\
import pathlib, time
def handler(event, context):
    pathlib.Path(event["started"]).touch()
    deadline = time.time() + 100
    while not pathlib.Path(event["go"]).exists() and time.time() < deadline:
        time.sleep(0.02)
    return "{answer}"
"""


def zipped(answer: str) -> bytes:
    code = io.BytesIO()
    with zipfile.ZipFile(code, "w") as archive:
        archive.writestr("handler.py", CODE.replace("{answer}", answer))
    return code.getvalue()


def test_a_call_that_is_being_answered_ends_on_the_code_it_began_on(cloud: Cloud, tmp_path: Path) -> None:
    function(cloud, "in-flight")
    client = cloud.functions()
    client.update_function_configuration(FunctionName="in-flight", Timeout=120)
    client.update_function_code(FunctionName="in-flight", ZipFile=zipped("old"))
    started, go = tmp_path / "started", tmp_path / "go"
    event = f'{{"started": "{started}", "go": "{go}"}}'.encode()

    def call() -> str:
        answer = client.invoke(FunctionName="in-flight", Payload=event)
        with answer["Payload"] as body:
            return body.read().decode()

    with ThreadPoolExecutor() as pool:
        first = pool.submit(call)
        until(lambda: started.exists() or first.done())
        assert not first.done(), first.result()
        client.update_function_code(FunctionName="in-flight", ZipFile=zipped("new"))
        go.touch()
        assert first.result(timeout=PATIENCE) == '"old"'
    assert call() == '"new"'
