"""CloudFront distributions and functions: traffic and requests by part of the world."""

from __future__ import annotations

from collections.abc import Iterator

from stratiform.assembly.properties import is_true, value
from stratiform.cost.component import Component
from stratiform.cost.keys import Key, amount
from stratiform.cost.meter import Meter
from stratiform.cost.reading import Reading
from stratiform.cost.values import mappings, text

_PLACES = {
    "us": "US, Mexico, Canada",
    "europe": "Europe, Israel",
    "south_africa": "South Africa, Kenya, Middle East",
    "south_america": "South America",
    "japan": "Japan",
    "australia": "Australia, New Zealand",
    "asia_pacific": "Hong Kong, Philippines, Asia Pacific",
    "india": "India",
}
_SHIELDS = {
    "us": "United States",
    "europe": "Europe",
    "south_america": "South America",
    "japan": "Japan",
    "australia": "Australia",
    "singapore": "Singapore",
    "south_korea": "South Korea",
    "india": "India",
}
_LINES = {
    "monthly_data_transfer_to_internet_gb": ("Data transfer out to internet", "internet", (10, 100, 1_000)),
    "monthly_data_transfer_to_origin_gb": ("Data transfer out to origin", "origin", (0,)),
    "monthly_http_requests": ("HTTP requests", "http", (0,)),
    "monthly_https_requests": ("HTTPS requests", "https", (100_000, 1_000_000, 10_000_000)),
}


def _distribution(reading: Reading) -> Iterator[Component]:
    config = "DistributionConfig"
    origins = mappings(reading.get(f"{config}.Origins"))
    for place, title in _PLACES.items():
        # Where no usage is told, everybody is taken to be in the United States.
        told = any(f"{line}.{place}" in reading.stated.values for line in _LINES)
        if told or (place == "us" and not reading.stated.values):
            for line, (name, price, _) in _LINES.items():
                yield from reading.used(f"{title} / {name}", f"cloudfront.{price}.{place}", f"{line}.{place}")
    if any(is_true(value(origin, "OriginShield.Enabled")) for origin in origins) or any(
        key.startswith("monthly_shield_requests.") for key in reading.stated.values
    ):
        for place, title in _SHIELDS.items():
            key = f"monthly_shield_requests.{place}"
            if key in reading.stated.values:
                yield from reading.used(
                    f"Origin shield HTTP requests ({title})", f"cloudfront.shield.{place}", key
                )
    for name, price, key in (
        ("Invalidation requests", "invalidations", "monthly_invalidation_requests"),
        ("Field level encryption requests", "encryption", "monthly_encryption_requests"),
        ("Real-time log requests", "log_lines", "monthly_log_lines"),
    ):
        if key in reading.stated.values:
            yield from reading.used(name, f"cloudfront.{price}", key)
    dedicated = text(reading.get(f"{config}.ViewerCertificate.SslSupportMethod")) == "vip"
    certificates = reading.told("custom_ssl_certificates")
    if dedicated or certificates:
        count = 1 if certificates is None else certificates
        by = () if certificates is None else "custom_ssl_certificates"
        yield from reading.charge("Dedicated IP custom SSLs", "cloudfront.certificate", count, by)


def _function(reading: Reading) -> Iterator[Component]:
    yield from reading.used("Invocations", "cloudfront.functions", "monthly_invocations")


def _keys() -> Iterator[Key]:
    for line, (name, _, defaults) in _LINES.items():
        for place, title in _PLACES.items():
            yield amount(f"{line}.{place}", f"{name}: {title}.", *(defaults if place == "us" else (0,)))
    for place, title in _SHIELDS.items():
        yield amount(f"monthly_shield_requests.{place}", f"Requests of Origin Shield in {title}.")
    yield amount("monthly_invalidation_requests", "Paths invalidated; the first 1,000 are free.")
    yield amount("monthly_encryption_requests", "Requests with field-level encryption.")
    yield amount("monthly_log_lines", "Lines of real-time logs.")
    yield amount("custom_ssl_certificates", "Certificates with an address of their own.")


METERS = (
    Meter(
        "CloudFront",
        ("AWS::CloudFront::Distribution",),
        _distribution,
        tuple(_keys()),
        (
            "Without usage everybody is in the United States.",
            "Prices are those of pay as you go; a price class changes where, not what, is charged.",
        ),
    ),
    Meter(
        "CloudFront",
        ("AWS::CloudFront::Function",),
        _function,
        (amount("monthly_invocations", "Runs of the function.", 100_000, 1_000_000, 10_000_000),),
    ),
)
