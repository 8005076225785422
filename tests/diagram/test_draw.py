from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

from diagram.systems import at, system
from stratiform.diagram import Note, Remark, draw

SVG = "{http://www.w3.org/2000/svg}"
BEFORE = """
  Api: {Type: AWS::ApiGateway::RestApi}
  Old: {Type: AWS::Lambda::Function}
  Kept: {Type: AWS::Lambda::Function}
  Get: {Type: AWS::ApiGateway::Method, Properties: {RestApiId: !Ref Api, Integration: {Uri: !GetAtt Old.Arn}}}
  Put:
    Type: AWS::ApiGateway::Method
    Properties: {RestApiId: !Ref Api, Integration: {Uri: !GetAtt Kept.Arn}}
  KeptRole: {Type: AWS::IAM::Role}
"""
AFTER = """
  Api: {Type: AWS::ApiGateway::RestApi}
  Kept: {Type: AWS::Lambda::Function, Properties: {Role: !GetAtt KeptRole.Arn}}
  New: {Type: AWS::SQS::Queue}
  Put:
    Type: AWS::ApiGateway::Method
    Properties: {RestApiId: !Ref Api, Integration: {Uri: !GetAtt Kept.Arn}}
  KeptRole:
    Type: AWS::IAM::Role
    Properties:
      Policies:
        - PolicyDocument:
            Statement: [{Effect: Allow, Action: "sqs:SendMessage", Resource: !GetAtt New.Arn}]
"""


def classes(root: ET.Element, kind: str) -> dict[str, str]:
    """What each node or line is marked with, by its text."""
    found: dict[str, str] = {}
    for group in root.iter(f"{SVG}g"):
        words = (group.get("class") or "").split()
        title = group.find(f"{SVG}title")
        if words and words[0] == kind and title is not None:
            found[(title.text or "").split(" ")[0]] = " ".join(words[1:])
    return found


def test_what_is_added_changed_and_removed_is_marked(tmp_path: Path) -> None:
    before, after = system(tmp_path, BEFORE), system(tmp_path, AFTER)
    root = ET.fromstring(
        draw(
            after,
            changes={at("Old"): "removed", at("New"): "added", at("KeptRole"): "changed"},
            removed_graph=before,
        )
    )
    assert classes(root, "node") == {
        "Internet": "",
        "Api": "",
        "Kept": "changed",  # its role did
        "New": "added",
        "Old": "removed",
    }


def test_lines_are_marked_too(tmp_path: Path) -> None:
    text = draw(system(tmp_path, AFTER), changes={}, removed_graph=system(tmp_path, BEFORE))
    marks = [line.split('"')[1] for line in text.splitlines() if line.startswith('<g class="link')]
    assert sorted(marks) == ["link", "link", "link added", "link removed"]


def test_a_line_between_what_stays_can_be_removed(tmp_path: Path) -> None:
    before = system(tmp_path, BEFORE)
    detached = BEFORE.replace("Put:\n    Type: AWS::ApiGateway::Method", "Put:\n    Type: AWS::CDK::Metadata")
    assert detached != BEFORE
    after = system(tmp_path, detached)
    text = draw(after, changes={}, removed_graph=before)
    marks = [line.split('"')[1] for line in text.splitlines() if line.startswith('<g class="link')]
    assert sorted(marks) == ["link", "link", "link removed"]


def test_a_cost_is_written_only_where_one_is_known(tmp_path: Path) -> None:
    assert "a month" not in draw(system(tmp_path, AFTER), changes={at("KeptRole"): "changed"})


def test_what_changed_is_not_drawn_as_one_with_what_did_not(tmp_path: Path) -> None:
    queues = "".join(f"\n  Q{number}: {{Type: AWS::SQS::Queue}}" for number in range(6))
    text = draw(system(tmp_path, queues), changes={at("Q3"): "changed"})
    assert ">5 SQS queues<" in text
    assert ">Q3<" in text


def test_without_a_state_before_the_notes_stay(tmp_path: Path) -> None:
    notes = {at("New"): Note((Remark("high", "Open"),), 2.0)}
    text = draw(system(tmp_path, AFTER), changes={at("New"): "added"}, notes=notes)
    assert "$2.00 a month" in text
    assert 'class="node added"' in text
    assert 'class="link added" data-from' not in text
