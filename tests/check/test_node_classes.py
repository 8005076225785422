import pytest

from graphs import graph
from stratiform.check.node_classes import node_class, not_older_than, on_graviton


@pytest.mark.parametrize(
    ("class_", "family", "old", "x86"),
    [
        ("db.m5.large", ("m", 5, ""), False, True),
        ("cache.r7g.large", ("r", 7, "g"), False, False),
        ("m4.large.search", ("m", 4, ""), True, False),
        ("db.serverless", None, False, False),
        ({"Fn::ImportValue": "Class"}, None, False, False),
    ],
)
def test_a_class_has_a_generation_and_a_processor(
    class_: object, family: tuple[str, int, str] | None, old: bool, x86: bool
) -> None:
    system = graph({"It": ("AWS::RDS::DBInstance", {"DBInstanceClass": class_})})
    one = next(iter(system.resources.values()))
    known = node_class(one, "DBInstanceClass")
    assert (known and known[1]) == family
    assert bool(not_older_than("DBInstanceClass", {"m": 5})(one, system)) is old
    assert bool(on_graviton("DBInstanceClass", "mr")(one, system)) is x86
