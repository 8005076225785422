from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from stratiform.assembly.document import MAX_DEPTH
from stratiform.assembly.template import load
from stratiform.errors import TemplateError


def write(folder: Path, text: str, name: str = "template.yaml") -> Path:
    file = folder / name
    file.write_text(text)
    return file


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("!Ref Queue", {"Ref": "Queue"}),
        ("!GetAtt Queue.Arn", {"Fn::GetAtt": ["Queue", "Arn"]}),
        ("!GetAtt Nested.Outputs.Arn", {"Fn::GetAtt": ["Nested", "Outputs.Arn"]}),
        ("!GetAtt [Queue, Arn]", {"Fn::GetAtt": ["Queue", "Arn"]}),
        ('!Join ["-", [a, !Ref B]]', {"Fn::Join": ["-", ["a", {"Ref": "B"}]]}),
        ("!Sub '${A}-b'", {"Fn::Sub": "${A}-b"}),
        ("!If [C, 1, !Ref AWS::NoValue]", {"Fn::If": ["C", 1, {"Ref": "AWS::NoValue"}]}),
        ("!Not [!Condition C]", {"Fn::Not": [{"Condition": "C"}]}),
        ("!Base64 {'Fn::Sub': x}", {"Fn::Base64": {"Fn::Sub": "x"}}),
        ("!Transform {Name: AWS::Include}", {"Fn::Transform": {"Name": "AWS::Include"}}),
        ("2012-10-17", "2012-10-17"),
        ("012345678901", "012345678901"),
        ("'1'", "1"),
        ("1", 1),
        ("1.5", 1.5),
        (".nan", ".nan"),
        ("yes", True),
        ("~", None),
        ("{1: a, true: b}", {"1": "a", "true": "b"}),
        ("{<<: {a: 1, b: 2}, b: 3}", {"a": 1, "b": 3}),
        ("[&x {a: 1}, *x]", [{"a": 1}, {"a": 1}]),
    ],
)
def test_yaml_means_what_cloudformation_reads(tmp_path: Path, written: str, meant: Any) -> None:
    assert load(write(tmp_path, f"Value: {written}\n")).body["Value"] == meant


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("A: 1\nB: [\n", 3, "is not YAML"),
        ("A:\n\t- b\n", 2, "is not YAML"),
        ("A: 1\nB:\n  C: 1\n  C: 2\n", 4, "the key 'C' twice"),
        ("A: !Nonsense x\n", 1, "has the tag !Nonsense"),
        ("A: 1\nB: !!python/object:os.system x\n", 2, "has the tag"),
        ("A: &a [*a]\n", 1, "holds itself through the alias *a"),
        ("A: *b\n", 1, "alias"),
        ("A: 1\n---\nB: 1\n", 2, "more than one YAML document"),
        ("? [a]\n: b\n", 1, "a key that is not plain text"),
        ("A: 1\nB: \x01\n", 2, "is not YAML"),
        ("A: 1\n<<: text\n", 2, "merges"),
        (f"A: {'9' * 5000}\n", 1, "which is no int"),
        (f"A: 1\nB: {'[' * 100_000}", 2, f"nested more than {MAX_DEPTH} levels"),
        (f"A: 1\nB: {'{a: ' * 500}", 2, f"nested more than {MAX_DEPTH} levels"),
        ("- a\n", 1, "A template must be a mapping"),
        ("", 1, "is empty"),
    ],
)
def test_broken_yaml_is_one_error_with_its_line(tmp_path: Path, text: str, line: int, what: str) -> None:
    check(write(tmp_path, text), line, what)


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ('{"A": 1,\n "B": }', 2, "is not JSON"),
        ('{"A": 1\n "B": 2}', 2, "Expecting ','"),
        ('{"A" 1}', 1, "Expecting ':'"),
        ('{"A": 1} x', 1, "Extra data"),
        ("{'A': 1}", 1, "a key in double quotes"),
        ('{"A": 1,\n "A": 2}', 2, "the key 'A' twice"),
        ('{"A": {"x": {\n"C": {"D": 1,\n "D": 2}}}}', 3, "the key 'D' twice"),
        ('{"A": {"x": 1,\n"\\u0078": 2}}}}', 2, "the key 'x' twice"),
        ('{"A": NaN}', 1, "NaN is not JSON"),
        ('{\n"A": "\\ud800"}', 2, "half of a surrogate pair"),
        (f'{{"A": {"9" * 5000}}}', 1, "a number that cannot be read"),
        (f'{{"A": {"[" * 100_000}', 1, f"nested more than {MAX_DEPTH} levels"),
        (f'{{"A": {"[" * 200}{"]" * 200}}}', 1, f"nested more than {MAX_DEPTH} levels"),
        ("[1]", 1, "A template must be a mapping"),
    ],
)
def test_broken_json_is_one_error_with_its_line(tmp_path: Path, text: str, line: int, what: str) -> None:
    check(write(tmp_path, text, "template.json"), line, what)


def check(file: Path, line: int, what: str) -> None:
    with pytest.raises(TemplateError) as error:
        load(file)
    assert what in error.value.what
    assert error.value.where == f"{file}:{line}"


def test_an_alias_bomb_is_refused_before_it_is_walked(tmp_path: Path) -> None:
    levels = [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 10)}]" for n in range(1, 30)]
    with pytest.raises(TemplateError, match="once its aliases are expanded"):
        load(write(tmp_path, "\n".join(["l0: &l0 x", *levels])))


def test_aliases_cannot_nest_deeper_than_text_can(tmp_path: Path) -> None:
    levels = [f"l{n}: &l{n} [*l{n - 1}]" for n in range(1, MAX_DEPTH + 5)]
    with pytest.raises(TemplateError, match="levels deep"):
        load(write(tmp_path, "\n".join(["l0: &l0 [x]", *levels])))


@pytest.mark.parametrize("name", ["t.template", "t.json", "t", "t.yaml", "t.yml"])
def test_json_is_recognised_whatever_the_file_is_called(tmp_path: Path, name: str) -> None:
    assert load(write(tmp_path, '{"A": {"B": "\\u00e4"}}', name)).body == {"A": {"B": "ä"}}


@pytest.mark.parametrize("name", ["t.template", "t", "t.yaml"])
def test_yaml_is_recognised_whatever_the_file_is_called(tmp_path: Path, name: str) -> None:
    assert load(write(tmp_path, "A: {B: ä}", name)).body == {"A": {"B": "ä"}}


def test_a_byte_order_mark_is_no_part_of_the_template(tmp_path: Path) -> None:
    file = tmp_path / "t.json"
    file.write_bytes(b'\xef\xbb\xbf{"A": 1}')
    assert load(file).body == {"A": 1}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("t.yaml", "Resources:\n\n  One:\n    Type: A\n  Two: {Type: B}\n"),
        ("t.json", '{"Resources":\n\n{"One": {\n"Type": "A"},\n "Two": {"Type": "B"}}}'),
    ],
)
def test_lines_of_sections_and_members(tmp_path: Path, name: str, text: str) -> None:
    template = load(write(tmp_path, text, name))
    assert template.line("Resources") == 1
    assert template.line("Resources", "One") == 3
    assert template.line("Resources", "Two") == 5
    assert template.line("Resources", "Missing") == 1


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    file = tmp_path / "huge.json"
    with file.open("wb") as out:
        out.truncate(60_000_000)
    with pytest.raises(TemplateError, match=r"has 60\.0 MB; more than 10 are not read") as caught:
        load(file)
    assert caught.value.where == str(file)
