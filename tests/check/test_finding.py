from check.samples import finding
from stratiform.check.finding import Findings, Waiver, ordered
from stratiform.check.rule import Pillar, Severity


def test_a_waived_finding_and_a_milder_one_are_not_open() -> None:
    worse, milder = finding(), finding(severity=Severity.LOW)
    found = Findings((worse, milder, finding(waiver=Waiver("known"))), (), 1)
    assert list(found.open()) == [worse, milder]
    assert list(found.open(Severity.HIGH)) == [worse]


def test_the_order_is_by_severity_then_pillar_then_rule_then_place() -> None:
    expected = [
        finding(severity=Severity.CRITICAL, pillar=Pillar.COST),
        finding(pillar=Pillar.OPERATIONS),
        finding(rule="a", path="Z"),
        finding(rule="b", path="A"),
        finding(rule="b", path="B"),
        finding(severity=Severity.LOW, pillar=Pillar.OPERATIONS),
    ]
    assert list(ordered(expected[::-1])) == expected
