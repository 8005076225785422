import pytest

from graphs import graph
from stratiform.check.event_sources import MAPPING, QUEUE, STREAM, TYPES, polled

QUEUE_ARN = "arn:aws:sqs:eu-west-1:123456789012:orders"


@pytest.mark.parametrize(
    ("arn", "kind"),
    [
        ({"Fn::GetAtt": ["Queue", "Arn"]}, QUEUE),
        ({"Fn::GetAtt": ["Table", "StreamArn"]}, STREAM),
        (QUEUE_ARN, QUEUE),
        ("arn:aws:kafka:eu-west-1:123456789012:cluster/orders", None),
        ({"Fn::ImportValue": "Queue"}, None),
    ],
)
def test_the_kind_of_a_mapping_is_that_of_its_source(arn: object, kind: str | None) -> None:
    system = graph(
        {
            "Queue": ("AWS::SQS::Queue", {}),
            "Table": ("AWS::DynamoDB::Table", {}),
            "Mapping": (MAPPING, {"EventSourceArn": arn}),
        }
    )
    mapping = next(system.of_type(MAPPING))
    assert [source.kind for source in polled(mapping, system)] == ([kind] if kind else [])


def test_the_events_of_a_sam_function_are_sources() -> None:
    events = {
        "Orders": {"Type": "SQS", "Properties": {"Queue": QUEUE_ARN, "BatchSize": 5}},
        "Web": {"Type": "Api", "Properties": {"Path": "/"}},
    }
    system = graph({"Function": ("AWS::Serverless::Function", {"Events": events})})
    (source,) = polled(next(system.of_type(*TYPES)), system)
    assert (source.kind, source.settings["BatchSize"], source.at) == (QUEUE, 5, "Events.Orders.Properties.")
