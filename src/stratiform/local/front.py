"""The URLs of load balancers and sites: the gateway serves them where a definition has any."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Mapping
from dataclasses import dataclass

from stratiform.assembly.graph import Graph
from stratiform.errors import StratiformError
from stratiform.local.cloud import Cloud
from stratiform.local.emulator.process import Emulator
from stratiform.local.gateway import discover, process
from stratiform.local.gateway.record import AUTHORITY, FOLDER
from stratiform.local.state import State

_SITE = "site:"
_WEBSITE = r"{bucket}\.s3-website[.-][a-z0-9-]+\.amazonaws\.com(?:\.cn)?"
_SERVED = ("AWS::ElasticLoadBalancingV2::Listener", "AWS::CloudFront::Distribution")


@dataclass(frozen=True)
class Balancer:
    """A load balancer: its name, and the name that AWS gives it in DNS."""

    name: str
    dns: str


@dataclass(frozen=True)
class Site:
    """A distribution or a website: ``host`` is a pattern of its name in DNS, ``url`` is where it is here."""

    host: str
    url: str


def needed(graph: Graph) -> bool:
    """Whether anything of ``graph`` has an address of its own."""
    return any(graph.of_type(*_SERVED)) or any(
        "WebsiteConfiguration" in bucket.properties for bucket in graph.of_type("AWS::S3::Bucket")
    )


def prepare(state: State, emulator: Emulator) -> None:
    """Start what ``serve`` needs while the stacks are made. What goes wrong is told by ``serve``."""
    with contextlib.suppress(StratiformError):
        process.start(state, emulator)


def serve(state: State, emulator: Emulator) -> dict[str, str]:
    """URL by key, served when this returns. Raises GatewayFailed.

    A load balancer's key is ``<name>:<port>``, a site's ``site:<name>``; APIs have URLs already.
    """
    found = process.start(state, emulator).refresh().urls
    return {key: url for key, url in found.items() if not key.startswith("api:")}


def trust(state: State, urls: Mapping[str, str]) -> str | None:
    """How to trust the certificate of what is served with HTTPS; None where nothing is."""
    if not any(url.startswith("https:") for url in urls.values()):
        return None
    file = state.folder / FOLDER / AUTHORITY
    return (
        "HTTPS is served with a certificate of this app's own authority, which signs for localhost only:"
        f" trust {file}, or `curl --cacert {file}`."
    )


def named(urls: Mapping[str, str], outputs: Mapping[str, str]) -> dict[str, str]:
    """Each URL by the name of the output that tells it, else by its key."""
    told = {name: value for name, value in outputs.items() if value.startswith(tuple(urls.values()))}
    rest = {key: url for key, url in urls.items() if not any(it.startswith(url) for it in told.values())}
    return {**told, **rest} if urls else {}


def balancers(cloud: Cloud) -> tuple[Balancer, ...]:
    """Every load balancer of the local cloud."""
    pages = cloud.client("elbv2").get_paginator("describe_load_balancers").paginate()
    return tuple(
        Balancer(one["LoadBalancerName"], one["DNSName"]) for page in pages for one in page["LoadBalancers"]
    )


def sites(cloud: Cloud, urls: Mapping[str, str]) -> tuple[Site, ...]:
    """Every distribution of the local cloud, and every bucket that is a website."""
    own = {key: url for key, url in urls.items() if key.startswith(_SITE)}
    found = discover.distributions(cloud) if own else ()
    hosts = {site.key: re.escape(site.host) for site in found if site.host}
    return tuple(
        Site(hosts.get(key) or _WEBSITE.format(bucket=re.escape(key.removeprefix(_SITE))), url)
        for key, url in own.items()
    )


def answered_here(
    text: str, known: tuple[Balancer, ...], urls: Mapping[str, str], sites: tuple[Site, ...] = ()
) -> str:
    """``text`` with the addresses of load balancers and sites replaced by those that answer here."""
    for balancer in known:
        address = re.compile(rf"(?:(https?)://)?{re.escape(balancer.dns)}(?::(\d+))?")

        def local(match: re.Match[str], name: str = balancer.name) -> str:
            port = match[2] or ("443" if match[1] == "https" else "80")
            url = urls.get(f"{name}:{port}")
            if url is None:
                return match[0]
            return url if match[1] else url.partition("://")[2]

        text = address.sub(local, text)
    for site in sites:
        place = site.url.partition("://")[2]
        text = re.sub(rf"(?<![\w.-])wss://{site.host}(?![\w.-])", f"ws://{place}", text)
        text = re.sub(rf"(?<![\w.-])https?://{site.host}(?![\w.-])", site.url, text)
        text = re.sub(rf"(?<![\w.-]){site.host}(?![\w.-])", place, text)
    return text
