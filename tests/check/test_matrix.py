from pathlib import Path

from graphs import graph
from stratiform.check.matrix import MatrixReport, evaluate, load

BOTH = """\
constraints:
  versions:
    title: Buckets keep versions
    group: Reliability
    rules: [s3-no-versioning]
    assert:
      - named: {types: [AWS::S3::Bucket], pattern: ^shop-}
"""


def report(folder: Path, *buckets: tuple[str, bool]) -> MatrixReport:
    file = folder / "mine.yaml"
    file.write_text(BOTH)
    resources = {
        name.title().replace("-", ""): (
            "AWS::S3::Bucket",
            {"BucketName": name, **({"VersioningConfiguration": {"Status": "Enabled"}} if kept else {})},
        )
        for name, kept in buckets
    }
    return evaluate(load(file), graph(resources or {"Queue": ("AWS::SQS::Queue", {})}))


def test_a_constraint_holds_with_all_that_proves_it(tmp_path: Path) -> None:
    found = report(tmp_path, ("shop-a", True), ("shop-b", True))
    (row,) = found.rows
    assert (row.id, row.title, row.group) == ("versions", "Buckets keep versions", "Reliability")
    assert (row.verdict, row.says) == ("PASS", "2 resources prove it.")
    assert [address.logical_id for address in row.evidence] == ["ShopA", "ShopB"]
    assert found.holds


def test_a_constraint_fails_with_what_breaks_it(tmp_path: Path) -> None:
    found = report(tmp_path, ("shop-a", True), ("shop-b", False))
    (row,) = found.rows
    assert row.verdict == "FAIL"
    assert row.says.startswith("ShopB: Versioning is absent")
    assert [address.logical_id for address in row.evidence] == ["ShopB"]
    assert not found.holds


def test_rules_and_assertions_must_both_hold(tmp_path: Path) -> None:
    (row,) = report(tmp_path, ("shop-a", False), ("data", True)).rows
    assert [address.logical_id for address in row.evidence] == ["ShopA", "Data"]
    assert row.says.endswith("(and 1 more)")


def test_a_constraint_about_nothing_here_does_not_apply(tmp_path: Path) -> None:
    (row,) = report(tmp_path).rows
    assert (row.verdict, row.evidence) == ("NOT-APPLICABLE", ())


def test_a_constraint_may_be_about_some_types_of_its_rules_only(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    line = "constraints: {one: {title: One, rules: [system-unattached-volume], types: [AWS::EC2::Volume]}}"
    file.write_text(line)
    volume, address = ("AWS::EC2::Volume", {"Size": 1}), ("AWS::EC2::EIP", {})
    (row,) = evaluate(load(file), graph({"Disk": volume, "Address": address})).rows
    assert [one.logical_id for one in row.evidence] == ["Disk"]
    (row,) = evaluate(load(file), graph({"Address": address})).rows
    assert row.verdict == "NOT-APPLICABLE"
