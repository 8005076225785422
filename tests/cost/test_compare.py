"""Two estimates side by side."""

from __future__ import annotations

from decimal import Decimal

from cost.bills import BillOf
from stratiform.cost.compare import compare
from stratiform.cost.compare_text import comparison_text, environments_text
from stratiform.cost.document import comparison
from stratiform.cost.markdown import comparison_markdown, environments_markdown

NAT = ("AWS::EC2::NatGateway", {})
ADDRESS = ("AWS::EC2::EIP", {})


def test_only_what_differs_is_listed_the_most_first(bill_of: BillOf) -> None:
    before = bill_of({"A": NAT, "E": ADDRESS, "F": ADDRESS})
    after = bill_of({"E": ADDRESS, "G": ADDRESS})
    found = compare(before, after, "now", "then")
    assert [(line.path, line.difference) for line in found.lines] == [
        ("A", Decimal("-32.850")),
        ("F", Decimal("-3.650")),
        ("G", Decimal("3.650")),
    ]
    assert found.after - found.before == Decimal("-32.850")


def test_environments_of_one_app_are_compared_without_their_names(bill_of: BillOf) -> None:
    before = bill_of({"A": NAT}, environment="dev")
    assert compare(before, before).lines == ()


def test_a_comparison_is_shown_in_three_ways(bill_of: BillOf) -> None:
    found = compare(
        bill_of({"A": NAT}), bill_of({"Odd": ("AWS::Quantum::Computer", {})}), "a", "b", ("A reason.",)
    )
    text = comparison_text(found)
    assert "-32.85" in text
    assert "A reason." in text
    assert "Not priced, and in no sum: AWS::Quantum::Computer" in text
    assert comparison(found)["difference"] == -32.85
    assert "| **total** | 32.85 | 0.00 | -32.85 |" in comparison_markdown(found)


def test_nothing_that_differs_is_said(bill_of: BillOf) -> None:
    assert "no resource differs" in comparison_text(compare(bill_of({}), bill_of({})))


def test_environments_stand_side_by_side(bill_of: BillOf) -> None:
    both = [
        bill_of({"A": NAT}, environment="dev"),
        bill_of({"A": NAT, "B": NAT}, environment="prod", tier="prod"),
    ]
    lines = environments_text(both).splitlines()
    assert lines[0].split() == ["dev", "prod"]
    assert lines[-1].split() == ["total", "32.85", "65.70"]
    assert "| **total** | 32.85 | 65.70 |" in environments_markdown(both)
