"""The report: what every format tells."""

from __future__ import annotations

import json
from decimal import Decimal
from html.parser import HTMLParser

import pytest

from diff.templates import resource
from stratiform.diff import Effect
from stratiform.diff.document import document
from stratiform.diff.html import html
from stratiform.diff.markdown import markdown
from stratiform.diff.report import Cost, report
from stratiform.diff.text import text

BEFORE = {
    "Orders": resource("DynamoDB::Table", TableName="a"),
    "Db": resource("RDS::DBInstance", PubliclyAccessible=False, MasterUserPassword="hunter2-old"),
    "F": resource("Lambda::Function", Timeout=1, Code={"S3Key": "a" * 64}),
    "G": resource("Lambda::Function", Timeout=1),
}
AFTER = {
    "Orders": resource("DynamoDB::Table", TableName="b"),
    "Db": resource("RDS::DBInstance", PubliclyAccessible=True, MasterUserPassword="hunter2-new"),
    "F": resource("Lambda::Function", Timeout=1, Code={"S3Key": "b" * 64}),
    "G": resource("Lambda::Function", Timeout=2, Description="a | <b>"),
    "Topic": resource("SNS::Topic", DisplayName="<script>alert('|')</script>"),
}


@pytest.fixture
def changes(compare):
    return compare(BEFORE, AFTER)


def test_text_has_danger_first_and_folds_the_rest(changes, tmp_path):
    lines = text(report(changes, folder=str(tmp_path))).splitlines()
    assert lines == [
        "Destroys data (1)",
        "  Orders (AWS::DynamoDB::Table): is replaced: TableName a -> b; "
        "loses its items (UpdateReplacePolicy is not set)  [1/Shop.json:1]",
        "",
        "Opens the network (1)",
        "  Db (AWS::RDS::DBInstance): it gets a public address  [1/Shop.json:1]",
        "",
        "1 added: Topic",
        "3 updated in place: Db, F and G",
    ]


def test_all_tells_calm_changes_with_their_values(changes):
    told = text(report(changes), everything=True)
    assert "F (AWS::Lambda::Function): is updated in place: new code" in told
    assert (
        "G (AWS::Lambda::Function): is updated in place: Timeout 1 -> 2 and Description none -> a | <b>"
        in told
    )


def test_no_differences(compare):
    same = report(compare(BEFORE, BEFORE))
    assert text(same) == "No differences.\n"
    assert markdown(same) == "No differences.\n"
    assert "No differences." in html(same, "x")


def test_a_difference_in_the_text_alone_is_said_to_be_one(compare):
    one = resource("Lambda::Function", Timeout=1)
    changes = compare({"F": one}, {"F": one | {"Metadata": {"aws:cdk:path": "F"}}})
    assert text(report(changes)) == "No differences in effect; the templates write 1 resource otherwise.\n"


def test_the_cost_is_told_with_its_difference(changes):
    told = text(report(changes, Cost(Decimal("1000"), Decimal("1012.5"))))
    assert told.splitlines()[-1] == "Cost a month: +$12.50 ($1,000.00 -> $1,012.50)"
    cheaper = text(report(changes, Cost(Decimal(3), Decimal(1))))
    assert cheaper.splitlines()[-1] == "Cost a month: -$2.00 ($3.00 -> $1.00)"
    assert document(report(changes, Cost(Decimal(3), Decimal(1))))["cost"]["difference"] == -2.0


def test_no_format_shows_a_secret(changes):
    one = report(changes)
    for told in (text(one, everything=True), markdown(one), html(one, "x"), json.dumps(document(one))):
        assert "hunter2" not in told
    assert "MasterUserPassword (hidden) -> (hidden)" in text(one, everything=True)


def test_markdown_keeps_its_tables_whole(changes):
    rows = [line for line in markdown(report(changes)).splitlines() if line.startswith("| `")]
    assert len(rows) == 6
    assert all(row.replace("\\|", "").count("|") == 5 for row in rows)


def test_html_is_one_page_that_loads_nothing(changes):
    tags: list[str] = []
    loads: list[str] = []

    class Page(HTMLParser):
        def handle_starttag(self, tag, attrs):
            tags.append(tag)
            loads.extend(name for name, _ in attrs if name in ("src", "href"))

    Page().feed(html(report(changes), "What <changes>"))
    assert {"html", "table", "details"} <= set(tags)
    assert not {"script", "link", "img", "iframe", "changes"} & set(tags)
    assert loads == []


def test_the_document_has_the_sets_and_every_place(changes, tmp_path):
    found = document(report(changes), folder=str(tmp_path))
    assert [one["logical_id"] for one in found["template"]["added"]] == ["Topic"]
    assert [one["logical_id"] for one in found["template"]["modified"]] == ["Db", "F", "G", "Orders"]
    orders = found["resources"][0]
    assert (orders["kind"], orders["effect"], orders["where"]) == (
        "changed",
        "destroys_data",
        "1/Shop.json:1",
    )
    assert orders["properties"] == [
        {"path": "Properties.TableName", "effect": "replaces", "before": "a", "after": "b"}
    ]
    assert (found["destructive"], found["broadening"], found["empty"]) == (1, 1, False)
    json.dumps(found)


def test_a_new_revision_is_calm_though_it_is_a_replacement(compare):
    def task(image):
        return resource(
            "ECS::TaskDefinition", Family="web", ContainerDefinitions=[{"Name": "web", "Image": image}]
        )

    changes = compare({"Task": task("a")}, {"Task": task("b")})
    assert changes.resources[0].effect is Effect.REPLACES
    assert text(report(changes)) == "1 updated in place: Task\n"
    assert "gets a new revision: ContainerDefinitions[0].Image a -> b" in text(
        report(changes), everything=True
    )
