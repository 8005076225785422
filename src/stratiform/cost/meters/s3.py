"""S3 buckets: storage, requests and retrieval by storage class."""

from __future__ import annotations

from collections.abc import Iterator

from stratiform.cost.component import Component
from stratiform.cost.keys import Key, amount
from stratiform.cost.meter import Meter
from stratiform.cost.reading import Reading

_TITLES = {
    "standard": "Standard",
    "intelligent_tiering": "Intelligent-Tiering",
    "standard_infrequent_access": "Standard-IA",
    "one_zone_infrequent_access": "One Zone-IA",
    "glacier_instant_retrieval": "Glacier Instant Retrieval",
    "glacier_flexible_retrieval": "Glacier Flexible Retrieval",
    "glacier_deep_archive": "Glacier Deep Archive",
}
_REQUESTS = {
    "monthly_tier_1_requests": "PUT, COPY, POST, LIST requests",
    "monthly_tier_2_requests": "GET, SELECT, and all other requests",
}
_MOVES = {"monthly_lifecycle_transition_requests": "Lifecycle transitions"}
_STORES = {"storage_gb": "Storage"}
_SELECTS = {
    "monthly_select_data_scanned_gb": "Select data scanned",
    "monthly_select_data_returned_gb": "Select data returned",
}
_RETRIEVES = {"monthly_data_retrieval_gb": "Data retrieval"}
_EARLY = {"early_delete_gb": "Early deletion"}
_CLASSES: dict[str, dict[str, str]] = {
    "standard": _STORES | _REQUESTS | _SELECTS,
    "intelligent_tiering": {
        "frequent_access_storage_gb": "Storage (frequent access)",
        "infrequent_access_storage_gb": "Storage (infrequent access)",
        "archive_access_storage_gb": "Storage (archive access)",
        "deep_archive_access_storage_gb": "Storage (deep archive access)",
        "monitored_objects": "Monitoring and automation",
    }
    | _REQUESTS
    | _MOVES
    | _SELECTS
    | _EARLY,
    "standard_infrequent_access": _STORES | _REQUESTS | _MOVES | _RETRIEVES | _SELECTS,
    "one_zone_infrequent_access": _STORES | _REQUESTS | _MOVES | _RETRIEVES | _SELECTS,
    "glacier_instant_retrieval": _STORES | _REQUESTS | _MOVES | _RETRIEVES | _EARLY,
    "glacier_flexible_retrieval": _STORES
    | _REQUESTS
    | _MOVES
    | {
        f"monthly_{speed}_{what}": f"{title} ({speed})"
        for speed in ("standard", "bulk", "expedited")
        for what, title in (
            ("select_data_scanned_gb", "Select data scanned"),
            ("select_data_returned_gb", "Select data returned"),
            ("data_retrieval_requests", "Retrieval requests"),
            ("data_retrieval_gb", "Data retrieval"),
        )
    }
    | _EARLY,
    "glacier_deep_archive": _STORES
    | _REQUESTS
    | _MOVES
    | {
        f"monthly_{speed}_{what}": f"{title} ({speed})"
        for speed in ("standard", "bulk")
        for what, title in (
            ("data_retrieval_requests", "Retrieval requests"),
            ("data_retrieval_gb", "Data retrieval"),
        )
    }
    | _EARLY,
}
_DEFAULTS = {
    "standard.storage_gb": (5, 50, 500),
    "standard.monthly_tier_1_requests": (10_000, 100_000, 1_000_000),
    "standard.monthly_tier_2_requests": (100_000, 1_000_000, 10_000_000),
}


def _keys() -> Iterator[Key]:
    for name, lines in _CLASSES.items():
        for key, title in lines.items():
            full = f"{name}.{key}"
            yield amount(full, f"{_TITLES[name]}: {title[0].lower()}{title[1:]}.", *_DEFAULTS.get(full, (0,)))
    yield amount("object_tags", "Object tags.")
    yield amount("monthly_monitored_objects", "Objects that storage class analysis watches.")
    yield amount("monthly_listed_objects", "Objects that inventories list.")


def _bucket(reading: Reading) -> Iterator[Component]:
    for name, lines in _CLASSES.items():
        if name == "standard" or any(key.startswith(f"{name}.") for key in reading.stated.values):
            for key, title in lines.items():
                yield from reading.used(f"{_TITLES[name]} / {title}", f"s3.{name}.{key}", f"{name}.{key}")
    if "object_tags" in reading.stated.values:
        yield from reading.used("Object tagging", "s3.object_tags", "object_tags")
    if reading.get("AnalyticsConfigurations") or "monthly_monitored_objects" in reading.stated.values:
        yield from reading.used("Objects monitored", "s3.monitored_objects", "monthly_monitored_objects")
    if reading.get("InventoryConfigurations") or "monthly_listed_objects" in reading.stated.values:
        yield from reading.used("Objects listed", "s3.listed_objects", "monthly_listed_objects")


METERS = (
    Meter(
        "S3",
        ("AWS::S3::Bucket",),
        _bucket,
        tuple(_keys()),
        (
            "Without usage everything is in the class Standard, whatever lifecycle rules say.",
            "Traffic to the internet is under data_transfer.",
        ),
    ),
)
