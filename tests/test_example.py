"""The system that docs/how-to.md begins with: its code reads what it is given, and uses no more."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from stratiform.assembly import read
from stratiform.assembly.graph import Graph
from stratiform.synth import run

EXAMPLE = Path(__file__).parents[1] / "docs" / "examples" / "orders"
PAGE = Path(__file__).parents[1] / "docs" / "how-to.md"
LIBPQ = {"PGHOST", "PGPORT", "PGDATABASE", "PGUSER", "PGPASSWORD"}

pytestmark = pytest.mark.synth


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    folder = tmp_path_factory.mktemp("example") / "orders"
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("cdk.out", ".stratiform", "__pycache__"))
    return read(run(folder, warm=False).assembly)


def variables(graph: Graph, task: str) -> set[str]:
    """Every variable of the main container of a task definition."""
    found = graph.at(f"local/Orders/{task}/Definition/Resource")
    assert found is not None
    container = found.properties["ContainerDefinitions"][0]
    return {pair["Name"] for pair in [*container["Environment"], *container.get("Secrets", [])]}


@pytest.mark.parametrize(("task", "code"), [("Web", "web/main.py"), ("Worker", "worker/worker.py")])
def test_the_code_reads_variables_that_it_is_given(graph: Graph, task: str, code: str) -> None:
    asked = set(re.findall(r'os\.environ\["(\w+)"\]', (EXAMPLE / code).read_text()))
    assert asked
    assert asked | LIBPQ <= variables(graph, task)


def test_the_page_tells_the_port_that_the_image_listens_on(graph: Graph) -> None:
    found = graph.at("local/Orders/Web/Definition/Resource")
    assert found is not None
    port = found.properties["ContainerDefinitions"][0]["PortMappings"][0]["ContainerPort"]
    assert f'"--port", "{port}"' in PAGE.read_text()
