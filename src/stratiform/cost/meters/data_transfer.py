"""Traffic between zones, regions and the internet: only a usage file can tell it."""

from __future__ import annotations

from collections.abc import Iterator

from stratiform.cost.component import Component
from stratiform.cost.keys import Key, amount
from stratiform.cost.meter import Meter
from stratiform.cost.reading import Reading


def _transfer(reading: Reading) -> Iterator[Component]:
    # Both sides pay for traffic between zones.
    yield from reading.used("Intra-region data transfer", "transfer.zones", "monthly_intra_region_gb", 2)
    if reading.told("monthly_outbound_us_east_to_us_east_gb"):
        yield from reading.used(
            "Outbound data transfer to US East regions",
            "transfer.us_east",
            "monthly_outbound_us_east_to_us_east_gb",
        )
    yield from reading.used(
        "Outbound data transfer to other regions", "transfer.regions", "monthly_outbound_other_regions_gb"
    )
    yield from reading.used(
        "Outbound data transfer to Internet", "transfer.internet", "monthly_outbound_internet_gb"
    )


METERS = (
    Meter(
        "Data transfer",
        ("data_transfer",),
        _transfer,
        (
            amount("monthly_intra_region_gb", "GB between zones, counted once; both sides pay."),
            amount("monthly_outbound_us_east_to_us_east_gb", "GB between us-east-1 and us-east-2."),
            amount("monthly_outbound_other_regions_gb", "GB to other regions."),
            amount("monthly_outbound_internet_gb", "GB to the internet."),
            Key("region", "The region it leaves; that of the estimate by default.", shape=True),
        ),
        ("Counted only where the usage file has a data_transfer entry.",),
    ),
)
