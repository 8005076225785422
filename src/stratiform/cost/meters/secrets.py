"""KMS keys, secrets, parameters and private certificate authorities."""

from __future__ import annotations

from collections.abc import Iterator

from stratiform.cost.component import Component
from stratiform.cost.keys import amount, choice, shape
from stratiform.cost.meter import Meter
from stratiform.cost.reading import Reading


def _key(reading: Reading) -> Iterator[Component]:
    yield from reading.charge("Customer managed key", "kms.key", 1)
    if reading.is_set("EnableKeyRotation"):
        reading.note("Each of the first two rotations of a key adds the price of a key; none is counted")
    spec = reading.text("KeySpec", "SYMMETRIC_DEFAULT")
    kind = "kms.requests" if spec == "SYMMETRIC_DEFAULT" or spec.startswith("HMAC") else "kms.asymmetric"
    kind = "kms.rsa_2048" if spec == "RSA_2048" else kind
    yield from reading.used("Requests", kind, "monthly_requests")


def _secret(reading: Reading) -> Iterator[Component]:
    copies = 1 + len(reading.list("ReplicaRegions"))
    yield from reading.charge("Secret", "secrets.secret", copies)
    yield from reading.used("API requests", "secrets.requests", "monthly_requests")


def _parameter(reading: Reading) -> Iterator[Component]:
    advanced = reading.text("Tier", "Standard").lower() == "advanced"
    limit = reading.choice("api_throughput_limit")
    if not advanced and limit == "standard":
        return reading.free_because("standard parameters with standard throughput are free")
    return _advanced(reading, advanced=advanced)


def _advanced(reading: Reading, *, advanced: bool) -> Iterator[Component]:
    if advanced:
        yield from reading.used("Parameter storage (advanced)", "ssm.advanced", "parameter_storage_hrs")
    yield from reading.used("API interactions", "ssm.requests", "monthly_api_interactions")


def _authority(reading: Reading) -> Iterator[Component]:
    mode = "short_lived" if reading.text("UsageMode") == "SHORT_LIVED_CERTIFICATE" else "general"
    yield from reading.charge("Private certificate authority", f"acmpca.{mode}", 1)
    yield from reading.used("Certificates", f"acmpca.certificates.{mode}", "monthly_requests")


METERS = (
    Meter(
        "KMS",
        ("AWS::KMS::Key", "AWS::KMS::ReplicaKey"),
        _key,
        (amount("monthly_requests", "Encryptions, decryptions and the like.", 10_000, 100_000, 1_000_000),),
    ),
    Meter(
        "Secrets Manager",
        ("AWS::SecretsManager::Secret",),
        _secret,
        (amount("monthly_requests", "API calls.", 1_000, 10_000, 100_000),),
    ),
    Meter(
        "Systems Manager",
        ("AWS::SSM::Parameter",),
        _parameter,
        (
            choice("api_throughput_limit", "The account's throughput.", "standard", "advanced", "higher"),
            amount("monthly_api_interactions", "API calls.", 1_000, 10_000, 100_000),
            shape("parameter_storage_hrs", "Hours in which an advanced parameter exists.", 730),
        ),
    ),
    Meter(
        "Private CA",
        ("AWS::ACMPCA::CertificateAuthority",),
        _authority,
        (amount("monthly_requests", "Certificates issued.", 10, 100, 1_000),),
    ),
)
