"""The certificate of HTTPS listeners: for localhost, of an authority that is this app's alone.

Whoever trusts the authority trusts it for localhost and nothing else: its certificate says so.
"""

from __future__ import annotations

import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address, ip_network
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from stratiform.local.gateway.record import AUTHORITY
from stratiform.local.state import write_private

_SERVER = "localhost.pem"  # the certificate and its key
_DAYS, _LEFT_DAYS = 397, 30
"""What browsers take at most, and when a new one is made."""


def context(folder: Path) -> ssl.SSLContext:
    """TLS as localhost. The files are kept in ``folder``, each with mode 0600."""
    server = folder / _SERVER
    if not _is_valid(server) or not (folder / AUTHORITY).exists():
        _make(folder)
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.minimum_version = ssl.TLSVersion.TLSv1_2
    made.set_alpn_protocols(["http/1.1"])
    made.load_cert_chain(server)
    return made


def _is_valid(server: Path) -> bool:
    try:
        certificate = x509.load_pem_x509_certificate(server.read_bytes())
    except (OSError, ValueError):
        return False
    return certificate.not_valid_after_utc > datetime.now(UTC) + timedelta(days=_LEFT_DAYS)


def _make(folder: Path) -> None:
    """A new authority and the certificate that it signs. Its key is not kept: it signs no other."""
    key, own = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    issuer = _name(f"Stratiform, {folder.parents[2].name}"[:64])
    loopback = [x509.IPAddress(ip_address(each)) for each in ("127.0.0.1", "::1")]
    networks = [x509.IPAddress(ip_network(each)) for each in ("127.0.0.0/8", "::1/128")]
    host = x509.DNSName("localhost")
    authority = (
        _begun(issuer, issuer, key.public_key())
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(x509.NameConstraints([host, *networks], None), critical=True)
        .sign(key, SHA256())
    )
    server = (
        _begun(_name("localhost"), issuer, own.public_key())
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName([host, *loopback]), critical=False)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(key.public_key()), critical=False)
        .sign(key, SHA256())
    )
    private = own.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    write_private(folder / AUTHORITY, authority.public_bytes(Encoding.PEM))
    write_private(folder / _SERVER, server.public_bytes(Encoding.PEM) + private)


def _begun(subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=_DAYS))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])
