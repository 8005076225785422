"""A budget with its notifications."""

from __future__ import annotations

from typing import Any

from stratiform.local.emulator.api_resource import arn
from stratiform.local.emulator.call import call, discard
from stratiform.local.emulator.names import physical_name
from stratiform.local.emulator.resource_type import Created, Properties, ResourceType


def _account() -> dict[str, str]:
    return {"AccountId": arn("budgets", "").split(":")[4]}


def _create(logical_id: str, properties: Properties, stack: str) -> Created:
    budget: dict[str, Any] = {**properties["Budget"]}
    budget.setdefault("BudgetName", physical_name(stack, logical_id))
    call("budgets", "create_budget", {**_account(), **properties, "Budget": budget})
    return budget["BudgetName"], {}


def _delete(physical_id: str, properties: Properties) -> None:
    discard("budgets", "delete_budget", {**_account(), "BudgetName": physical_id})


RESOURCES = (
    ResourceType(
        "AWS::Budgets::Budget",
        _create,
        _delete,
        explain="A budget is kept and never spent.",
    ),
)
