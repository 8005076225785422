"""App Runner, AppSync, Amplify, SageMaker, Grafana, IoT, Batch."""

from __future__ import annotations

from typing import Any

import pytest

from cost.bills import BillOf, ChargeOf


@pytest.mark.parametrize(
    ("type_", "properties", "stated", "monthly"),
    [
        (
            "AWS::AppRunner::Service",
            {"InstanceConfiguration": {"Cpu": "1 vCPU", "Memory": "2 GB"}},
            {"monthly_active_hrs": 100},
            2 * 0.007 * 730 + 6.4,
        ),
        (
            "AWS::AppSync::GraphQLApi",
            {},
            {"monthly_requests": 1_000_000, "monthly_realtime_updates": 1_000_000},
            6.0,
        ),
        ("AWS::AppSync::Api", {}, {"monthly_requests": 1_000_000}, 1.0),
        ("AWS::Amplify::App", {}, {"monthly_build_mins": 100, "monthly_data_served_gb": 10}, 1 + 1.5),
        ("AWS::SageMaker::NotebookInstance", {"InstanceType": "ml.t3.medium"}, {}, 0.05 * 730 + 0.7),
        ("AWS::Grafana::Workspace", {}, {"editors_administrator_licenses": 2, "viewer_licenses": 3}, 33.0),
        ("AWS::IoT::TopicRule", {}, {"monthly_messages": 1_000_000}, 1.3),
        (
            "AWS::Batch::ComputeEnvironment",
            {"ComputeResources": {"Type": "FARGATE"}},
            {"monthly_job_hrs": 100},
            100 * (0.04048 + 2 * 0.004445),
        ),
        (
            "AWS::Batch::ComputeEnvironment",
            {"ComputeResources": {"Type": "EC2", "InstanceTypes": ["optimal"]}},
            {"monthly_job_hrs": 100},
            9.6,
        ),
    ],
)
def test_what_is_charged(
    charge_of: ChargeOf, type_: str, properties: dict[str, Any], stated: dict[str, Any], monthly: float
) -> None:
    assert float(charge_of(type_, properties, **stated).monthly) == pytest.approx(monthly, rel=1e-4)


def test_an_endpoint_is_its_variants_instances(bill_of: BillOf) -> None:
    variants = [{"InstanceType": "ml.m5.large", "InitialInstanceCount": 2}]
    bill = bill_of(
        {
            "C": ("AWS::SageMaker::EndpointConfig", {"ProductionVariants": variants}),
            "E": (
                "AWS::SageMaker::Endpoint",
                {"EndpointConfigName": {"Fn::GetAtt": ["C", "EndpointConfigName"]}},
            ),
        }
    )
    assert float(bill.total) == pytest.approx(2 * 0.115 * 730)
