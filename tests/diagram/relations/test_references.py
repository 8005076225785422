from __future__ import annotations

from pathlib import Path

from diagram.systems import system
from stratiform.diagram import picture


def test_a_reference_without_a_known_meaning_is_faint(tmp_path: Path) -> None:
    graph = system(
        tmp_path,
        """
        A: {Type: AWS::Fusion::Reactor, Properties: {Coolant: !Ref B}}
        B: {Type: AWS::Fusion::Pump}
        """,
    )
    (link,) = picture(graph).links
    assert (link.label, link.faint, link.reasons) == ("", True, ("A: Coolant",))


def test_a_dependency_and_a_key_draw_nothing(tmp_path: Path) -> None:
    graph = system(
        tmp_path,
        """
        A: {Type: AWS::S3::Bucket, DependsOn: B, Properties: {KmsKeyId: !Ref Key}}
        B: {Type: AWS::S3::Bucket}
        Key: {Type: AWS::KMS::Key}
        """,
    )
    assert picture(graph).links == ()
