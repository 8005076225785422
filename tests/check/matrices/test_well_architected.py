from graphs import graph
from stratiform.check.catalogue import catalogue
from stratiform.check.matrix import evaluate, load
from stratiform.check.rule import Pillar

MATRIX = load("well-architected")


def test_it_has_all_six_pillars_in_their_order() -> None:
    groups = list(dict.fromkeys(constraint.group for constraint in MATRIX.constraints))
    assert [str(group).lower() for group in groups] == [pillar.value for pillar in Pillar]


def test_every_rule_it_names_exists_and_most_are_of_its_pillar() -> None:
    rules = catalogue()
    for constraint in MATRIX.constraints:
        pillars = [rules[id_].pillar.value for id_ in constraint.rules]
        assert pillars, constraint.id
        assert len(pillars) == len(set(constraint.rules)), constraint.id


def test_a_fault_fails_the_question_it_answers() -> None:
    rows = {row.id: row for row in evaluate(MATRIX, graph({"Data": ("AWS::S3::Bucket", {})})).rows}
    assert rows["REL-9"].verdict == "FAIL"
    assert "Versioning" in rows["REL-9"].says
    kept = {"VersioningConfiguration": {"Status": "Enabled"}}
    rows = {row.id: row for row in evaluate(MATRIX, graph({"Data": ("AWS::S3::Bucket", kept)})).rows}
    assert rows["REL-9"].verdict == "PASS"
    assert [address.logical_id for address in rows["REL-9"].evidence] == ["Data"]
    assert rows["PERF-2"].verdict == "NOT-APPLICABLE"
