"""A function bundled for python3.14 on arm64 runs with its compiled packages on this machine."""

from __future__ import annotations

import io
import platform
import zipfile
from pathlib import Path
from typing import Any

import pytest

from stratiform.constructs.bundle import bundle

from ...conftest import ACCOUNT, LocalCloud
from .functions import invoke

pytestmark = pytest.mark.local

CODE = """
import pydantic, pydantic_core

class Order(pydantic.BaseModel):
    amount: int

def handler(event, context):
    try:
        return {"amount": Order(**event).amount, "versions": [pydantic.VERSION, pydantic_core.__version__]}
    except pydantic.ValidationError as error:
        return {"refused": error.errors()[0]["type"]}
"""
FOREIGN = "x86_64" if platform.machine() in ("arm64", "aarch64") else "arm64"


@pytest.fixture(scope="module")
def function(local_cloud: LocalCloud, tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("function")
    (folder / "index.py").write_text(CODE)
    (folder / "requirements.txt").write_text("pydantic==2.12.5\n")
    made = bundle(folder, "3.14", FOREIGN)
    assert list(made.glob("pydantic_core/*314*.so")), "the bundle holds what this machine cannot load"
    local_cloud.client("iam").create_role(RoleName="packages", AssumeRolePolicyDocument="{}")
    client = local_cloud.client("lambda")
    client.create_function(
        FunctionName="packages",
        Runtime="python3.14",
        Role=f"arn:aws:iam::{ACCOUNT}:role/packages",
        Handler="index.handler",
        Timeout=60,
        Code={"ZipFile": _zipped(made)},
    )
    return client


def _zipped(folder: Path) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for file in folder.rglob("*"):
            archive.write(file, file.relative_to(folder))
    return buffer.getvalue()


def test_the_pinned_versions_run(function: Any) -> None:
    assert invoke(function, "packages", {"amount": "3"}) == {"amount": 3, "versions": ["2.12.5", "2.41.5"]}
    assert invoke(function, "packages", {"amount": "many"}) == {"refused": "int_parsing"}
