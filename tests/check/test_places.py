from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from check.samples import finding
from stratiform.assembly import read
from stratiform.assembly.graph import Address, Graph, Origin
from stratiform.check.places import Places

TEMPLATE = """\
Resources:
  Jobs:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: jobs
      Tags:
        - Key: team
          Value: shop
"""


@pytest.fixture
def graph(tmp_path: Path) -> Graph:
    (tmp_path / "template.yaml").write_text(TEMPLATE)
    return read(tmp_path / "template.yaml")


def line(graph: Graph, at: str | None) -> int:
    origin = Places(graph).of(finding(address=Address("template", "Jobs"), at=at, origin=None))
    assert origin is not None
    assert origin.file.endswith("template.yaml")
    return origin.line


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("QueueName", 5),
        ("Tags[0].Value", 8),
        ("Tags.0.Key", 7),
        ("Tags[1].Value", 6),
        ("KmsMasterKeyId", 2),
        (None, 2),
    ],
)
def test_a_property_has_its_own_line_or_that_of_what_is_around_it(
    graph: Graph, at: str | None, expected: int
) -> None:
    assert line(graph, at) == expected


def test_without_the_parser_the_resource_has_its_line(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "cloudformation_validate", None)
    assert line(graph, "QueueName") == 2


def test_the_users_own_line_goes_before_the_templates(graph: Graph) -> None:
    address = Address("template", "Jobs")
    traced = replace(graph.resources[address], origin=Origin("/app/shop.py", 12))
    system = replace(graph, resources={address: traced})
    for known in (None, Origin("template.yaml", 3)):
        one = finding(address=address, origin=known)
        assert Places(system).of(one) == Origin("/app/shop.py", 12)


def test_a_line_that_an_engine_knows_is_kept(graph: Graph) -> None:
    known = Origin("template.yaml", 3)
    for address in (None, Address("template", "Jobs")):
        assert Places(graph).of(finding(address=address, origin=known)) == known
