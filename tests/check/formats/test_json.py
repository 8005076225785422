import json

from check.formats.rows import FAILED
from check.samples import finding, report
from stratiform.assembly.graph import Address, Origin
from stratiform.check.finding import Waiver
from stratiform.check.formats.json import render


def test_the_document_has_every_field() -> None:
    waiver = Waiver("not secret", "jo", "2027-03-31", Origin("/app/waivers.toml", 3))
    one = finding(evidence=(Address("Shop", "Key"),), also=("nag:AwsSolutions-SQS2",))
    told = json.loads(render(report(one, finding(waiver=waiver), notes=("half",))))
    assert told["subject"] == "shop"
    assert told["summary"] == {
        "critical": 0, "high": 1, "medium": 0, "low": 0, "waived": 1, "resources": 7, "rules": 1
    }  # fmt: skip
    assert told["notes"] == ["half"]
    assert "matrix" not in told
    first, second = told["findings"]
    assert first == {
        "rule": "sqs-no-key",
        "title": "A queue has no key",
        "pillar": "security",
        "severity": "high",
        "says": "KmsMasterKeyId is None",
        "fix": "Set KmsMasterKeyId.",
        "stack": "Shop",
        "logical_id": "Jobs",
        "path": "Shop/Jobs/Resource",
        "type": "AWS::SQS::Queue",
        "at": "KmsMasterKeyId",
        "origin": {"file": "shop.py", "line": 12},
        "evidence": ["Shop/Key"],
        "references": first["references"],
        "also": ["nag:AwsSolutions-SQS2"],
        "engine": "stratiform",
        "waiver": None,
    }
    assert first["references"]["checkov"] == ["CKV_AWS_27"]
    assert second["waiver"] == {
        "reason": "not secret",
        "owner": "jo",
        "expires": "2027-03-31",
        "origin": {"file": "waivers.toml", "line": 3},
    }


def test_a_matrix_is_a_part_of_the_document() -> None:
    told = json.loads(render(report(matrix="mine", rows=(FAILED,))))
    assert told["matrix"] == {
        "name": "mine",
        "constraints": [
            {
                "id": "traced",
                "group": None,
                "title": "All is traced",
                "verdict": "FAIL",
                "says": "Jobs is not",
                "evidence": ["Shop/Jobs"],
            }
        ],
    }
