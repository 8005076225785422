from __future__ import annotations

from pathlib import Path

from stratiform.assembly import read
from stratiform.check.engines import validator
from stratiform.check.finding import Finding
from stratiform.check.rule import Pillar, Severity

TEMPLATE = """\
Parameters:
  Unused: {Type: String, Default: x}
Resources:
  Open:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: everybody
      SecurityGroupIngress:
        - {IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 0.0.0.0/0}
  Wrong:
    Type: AWS::SQS::Queue
    Properties:
      QueueNam: jobs
"""


def found(tmp_path: Path, text: str = TEMPLATE) -> dict[str, Finding]:
    (tmp_path / "template.yaml").write_text(text)
    report = validator.run(read(tmp_path / "template.yaml"))
    assert report.notes == ()
    return {one.address.logical_id if one.address else "": one for one in report.findings}


def test_what_cloudformation_refuses_is_a_severe_finding_of_operations(tmp_path: Path) -> None:
    wrong = found(tmp_path)["Wrong"]
    assert (wrong.pillar, wrong.severity) == (Pillar.OPERATIONS, Severity.HIGH)
    assert "QueueNam" in wrong.says
    assert wrong.origin is not None
    assert wrong.origin.line == 13
    assert wrong.rule.startswith("validate:F")
    assert wrong.fix


def test_a_security_warning_is_a_finding_of_security_at_its_property(tmp_path: Path) -> None:
    opened = found(tmp_path)["Open"]
    assert (opened.rule, opened.pillar, opened.severity) == (
        "validate:W2508",
        Pillar.SECURITY,
        Severity.MEDIUM,
    )
    assert opened.at == "SecurityGroupIngress"
    assert opened.origin is not None
    assert opened.origin.line == 8


def test_what_every_cdk_app_has_is_left_out(tmp_path: Path) -> None:
    assert set(found(tmp_path)) == {"Open", "Wrong"}  # and nothing of the unused parameter
