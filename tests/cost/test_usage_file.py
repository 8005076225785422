"""A usage file is checked key by key, and every mistake has its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from cost.bills import GraphOf
from stratiform.assembly.graph import Graph
from stratiform.cost.usage_file import read
from stratiform.errors import WrongUse

GOOD = """\
AWS::SQS::Queue:
  monthly_requests: 5000000
Files:
  standard:
    storage_gb: 12.5
"J*": {request_size_kb: 128}
data_transfer:
  region: eu-west-1
  monthly_outbound_internet_gb: 100
"""


@pytest.fixture
def graph(graph_of: GraphOf) -> Graph:
    return graph_of(
        {
            "Jobs": ("AWS::SQS::Queue", {}),
            "Files": ("AWS::S3::Bucket", {}),
            "Check": ("AWS::Route53::HealthCheck", {}),
            "Role": ("AWS::IAM::Role", {}),
        }
    )


def written(folder: Path, text: str, name: str = "usage.yaml") -> Path:
    path = folder / name
    path.write_text(text)
    return path


def test_a_file_states_usage(tmp_path: Path, graph: Graph) -> None:
    told = read(written(tmp_path, GOOD), graph)
    by_path = {resource.path: told.of(resource).values for resource in graph.resources.values()}
    assert by_path["Jobs"] == {"monthly_requests": 5_000_000, "request_size_kb": 128}
    assert by_path["Files"] == {"standard.storage_gb": 12.5}
    assert told.named("data_transfer").values == {"region": "eu-west-1", "monthly_outbound_internet_gb": 100}


def test_toml_says_the_same(tmp_path: Path, graph: Graph) -> None:
    text = '["AWS::SQS::Queue"]\nmonthly_requests = 7\n[Files.standard]\nstorage_gb = 1\n'
    told = read(written(tmp_path, text, "usage.toml"), graph)
    assert [statement.values for statement in told.statements] == [
        {"monthly_requests": 7},
        {"standard.storage_gb": 1},
    ]


def test_an_empty_file_states_nothing(tmp_path: Path, graph: Graph) -> None:
    assert read(written(tmp_path, "# nothing yet\n"), graph).statements == ()


@pytest.mark.parametrize(
    ("text", "line", "what", "fix"),
    [
        (
            "Jobs:\n  monthly_request: 1\n",
            2,
            "monthly_request is no usage key",
            "Did you mean monthly_requests?",
        ),
        ("\nJbos: {monthly_requests: 1}\n", 2, "Jbos names no resource", "Did you mean Jobs?"),
        ("Jobs: 5\n", 1, "Jobs has 5", "another of its keys"),
        ("Jobs:\n  monthly_requests: many\n", 2, "'many', which is no amount", "a number"),
        ("Jobs:\n  monthly_requests: -1\n", 2, "-1, which is no amount", "not negative"),
        ("Jobs:\n  monthly_requests: true\n", 2, "True, which is no amount", "a number"),
        ("Jobs:\n  monthly_requests: .nan\n", 2, "nan, which is no amount", "a number"),
        (
            "Files:\n  standard:\n    storage: 5\n",
            3,
            "standard.storage is no usage key",
            "standard.storage_gb",
        ),
        ("Files:\n  standard: 5\n", 2, "standard is no usage key", "Known: "),
        ("Check:\n  endpoint_type: azure\n", 2, "endpoint_type is 'azure'", "aws, non_aws"),
        ("Role:\n  monthly_requests: 5\n", 2, "what this entry names", "Known: none"),
        ("a: &x {b: 1}\nc: *x\n", 2, "an alias or a tag", "plain"),
        ("a: !!python/object:os.system {}\n", 1, "an alias or a tag", "plain"),
        ("a: !Ref b\n", 1, "an alias or a tag", "plain"),
        ("Jobs: {monthly_requests: [1\n", 2, "not YAML", "Correct"),
    ],
)
def test_a_mistake_has_its_line(
    tmp_path: Path, graph: Graph, text: str, line: int, what: str, fix: str
) -> None:
    path = written(tmp_path, text)
    with pytest.raises(WrongUse) as raised:
        read(path, graph)
    assert what in raised.value.what
    assert raised.value.where == f"{path}:{line}"
    assert fix in raised.value.fix


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("usage.yaml", b"- a\n- b\n", "is a mapping"),
        ("usage.yaml", b"\xff\xfe\x00", "not UTF-8"),
        ("usage.toml", b"[a\n", "not TOML"),
        ("usage.yaml", b"a" * 2_000_000, "2000000 characters"),
    ],
)
def test_what_is_no_usage_file_is_told(
    tmp_path: Path, graph: Graph, name: str, content: bytes, what: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(WrongUse, match=what):
        read(path, graph)


def test_a_missing_file_is_told(tmp_path: Path, graph: Graph) -> None:
    with pytest.raises(WrongUse, match="No such file"):
        read(tmp_path / "none.yaml", graph)


def test_a_name_may_be_in_any_of_several_graphs(tmp_path: Path, graph: Graph, graph_of: GraphOf) -> None:
    path = written(tmp_path, "Jobs: {monthly_requests: 1}\n")
    other = graph_of({"Topic": ("AWS::SNS::Topic", {})})
    assert len(read(path, other, graph).statements) == 1
    with pytest.raises(WrongUse):
        read(path, other)
