"""Outputs, exports and parameters."""

from __future__ import annotations

from diff.templates import resource
from stratiform.diff import diff

TOPIC = {"Topic": resource("SNS::Topic")}


def test_what_a_stack_takes_and_gives_is_compared(graph):
    before = graph(
        TOPIC,
        Outputs={"Arn": {"Value": "a"}, "Old": {"Value": "x", "Export": {"Name": "shared"}}},
        Parameters={"Size": {"Type": "Number", "Default": 1}},
    )
    after = graph(
        TOPIC,
        Outputs={"Arn": {"Value": "b"}, "New": {"Value": "x"}},
        Parameters={"Size": {"Type": "Number", "Default": 1}, "Name": {"Type": "String"}},
    )
    found = {(one.what, one.name): (str(one.before), str(one.after)) for one in diff(before, after).values}
    assert found == {
        ("output", "Arn"): ("a", "b"),
        ("output", "Old"): ("x", "absent"),
        ("output", "New"): ("absent", "x"),
        ("export", "shared"): ("Old", "absent"),
        ("parameter", "Name"): ("absent", "{'Type': 'String'}"),
    }


def test_parameters_that_the_cdk_makes_are_no_difference(graph):
    def template(letter: str):
        names = {f"AssetParameters{letter * 64}S3Bucket0A1B2C3D": {"Type": "String"}}
        return graph(TOPIC, Parameters=names | {"BootstrapVersion": {"Type": "String", "Default": letter}})

    assert diff(template("a"), template("b")).empty
