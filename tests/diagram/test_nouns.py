from __future__ import annotations

import pytest

from stratiform.diagram.categories import CATEGORIES, SERVICES, TYPES, category
from stratiform.diagram.nouns import counted, noun


@pytest.mark.parametrize(
    ("type_", "told"),
    [
        ("AWS::Lambda::Function", "Lambda function"),
        ("AWS::Kendra::DataSource", "Kendra data source"),
        ("AWS::EC2::VPNGateway", "EC2 VPN gateway"),
        ("AWS::OpenSearchServerless::VpcEndpoint", "VPC endpoint"),
        ("Custom::TagPeering", "Custom tag peering"),
        ("Odd", "Custom odd"),
    ],
)
def test_a_type_has_a_name_for_readers(type_: str, told: str) -> None:
    assert noun(type_) == told


def test_several_are_counted() -> None:
    assert counted("SQS queue", 1) == "1 SQS queue"
    assert counted("SQS queue", 3) == "3 SQS queues"
    assert counted("ECR repository", 2) == "2 ECR repositories"
    assert counted("API gateway", 2) == "2 API gateways"
    assert counted("DAX address", 2) == "2 DAX addresses"


def test_every_service_has_a_category_and_an_unknown_one_is_other() -> None:
    assert set(SERVICES.values()) | set(TYPES.values()) <= set(CATEGORIES)
    assert category("AWS::EC2::Instance") == "server"
    assert category("AWS::EC2::NatGateway") == "network"
    assert category("AWS::Fusion::Reactor") == "other"
    assert category("Custom::Thing") == "other"
