"""What must not be loaded: the CDK would start Node, and cost a second before anything is read."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.local  # each starts an interpreter of its own

PROGRAM = """
import sys
before = set(sys.modules)
{statement}
print(*sorted({{name.partition(".")[0] for name in set(sys.modules) - before}}))
print(*sorted(name for name in sys.modules if name.startswith("stratiform")))
"""
STAGES = Path(__file__).parent / "assemblies" / "stages" / "assembly"


def loaded(statement: str) -> tuple[set[str], set[str]]:
    """The top-level packages and the modules of ours that a statement loads, in an interpreter of its own."""
    program = PROGRAM.format(statement=statement)
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    packages, ours = run.stdout.splitlines()
    return set(packages.split()), set(ours.split())


def test_importing_stratiform_costs_nothing() -> None:
    packages, ours = loaded("import stratiform")
    assert ours == {"stratiform"}
    assert packages == {"stratiform"}


@pytest.mark.parametrize("statement", ["import stratiform.assembly", "import stratiform.errors"])
def test_the_reading_side_loads_no_cdk(statement: str) -> None:
    packages, _ = loaded(statement)
    assert packages & {"aws_cdk", "constructs", "jsii", "boto3", "botocore", "ministack", "pydantic"} == set()


def test_reading_an_assembly_loads_no_cdk() -> None:
    packages, ours = loaded(f"from stratiform.assembly import read; read({str(STAGES)!r})")
    assert packages & {"aws_cdk", "constructs", "jsii", "boto3", "botocore", "ministack", "pydantic"} == set()
    assert "stratiform.constructs" not in ours
