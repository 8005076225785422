"""The usage file that the how-to page shows is one that works."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from stratiform.assembly.graph import Address, Graph, Resource
from stratiform.cost import Prices, Terms, estimate
from stratiform.cost.usage_file import read

EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "usage.yaml"


def resource(type_: str, path: str, **properties: object) -> Resource:
    return Resource(Address("Shop", path.replace("/", "")), type_, path, properties)


def test_the_example_prices_a_shop(prices: Prices) -> None:
    resources = (
        resource("AWS::Lambda::Function", "prod/Shop/Api/Function", MemorySize=1024),
        resource("AWS::S3::Bucket", "prod/Shop/Uploads/Bucket"),
        resource("AWS::DynamoDB::Table", "prod/Shop/Orders/Table", BillingMode="PAY_PER_REQUEST"),
    )
    graph = Graph({}, {each.address: each for each in resources})
    bill = estimate(graph, read(EXAMPLE, graph), prices, Terms(free_tier=False))
    assert {charge.type: round(charge.monthly, 2) for charge in bill.charges} == {
        "AWS::Lambda::Function": Decimal("3.07"),  # 2 x 0.20, and 160,000 GB-seconds
        "AWS::S3::Bucket": Decimal("16.50"),
        "AWS::DynamoDB::Table": Decimal("13.38"),  # 3 x 0.625 + 12 x 0.125 + 40 x 0.25, rounded
        "data_transfer": Decimal("27.00"),
    }
