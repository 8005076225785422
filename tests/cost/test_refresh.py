"""Prices fetched from a server that answers like the AWS Pricing API."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, ClassVar

import pytest

from stratiform.cost.prices import FOLDER, Prices
from stratiform.cost.refresh import Refreshed, refresh
from stratiform.errors import MachineFailed, NotWritable

pytestmark = pytest.mark.local


def product(service: str, usage_type: str, *steps: tuple[str, str, str], **attributes: str) -> dict[str, Any]:
    """One entry of a PriceList, as GetProducts gives it: an offer with its on-demand and reserved terms."""
    sku = "".join(character for character in usage_type.upper() if character.isalnum())[:12]
    term = f"{sku}.JRTCKXETXF"
    dimensions = {
        f"{term}.{number}": {
            "unit": "Quantity",
            "beginRange": begin,
            "endRange": end,
            "description": f"${price} per unit",
            "appliesTo": [],
            "rateCode": f"{term}.{number}",
            "pricePerUnit": {"USD": price},
        }
        for number, (begin, end, price) in enumerate(steps)
    }
    return {
        "product": {
            "productFamily": attributes.get("productFamily", "Serverless"),
            "attributes": {"servicecode": service, "usagetype": usage_type, **attributes},
            "sku": sku,
        },
        "serviceCode": service,
        "terms": {
            "OnDemand": {term: {"priceDimensions": dimensions, "sku": sku, "termAttributes": {}}},
            "Reserved": {f"{sku}.4NA7Y494T4": {"priceDimensions": {"x": {"pricePerUnit": {"USD": "1"}}}}},
        },
        "version": "20261101000000",
        "publicationDate": "2026-11-01T00:00:00Z",
    }


EU = {"regionCode": "eu-west-3"}
PRODUCTS = [
    product("AWSLambda", "EUW3-Request", ("0", "Inf", "0.0000003"), group="AWS-Lambda-Requests", **EU),
    product(
        "AWSLambda",
        "EUW3-Lambda-GB-Second",
        ("0", "6000000000", "0.00002"),
        ("6000000000", "15000000000", "0.000019"),
        ("15000000000", "Inf", "0.000018"),
        group="AWS-Lambda-Duration",
        **EU,
    ),
    product(
        "AmazonEC2",
        "EUW3-NatGateway-Hours",
        ("0", "Inf", "0.0500000000"),
        productFamily="NAT Gateway",
        operation="NatGateway",
        **EU,
    ),
    product(
        "AmazonEC2",
        "EUW3-NatGateway-Bytes",
        ("0", "Inf", "0.0510000000"),
        productFamily="NAT Gateway",
        operation="NatGateway",
        **EU,
    ),
    product(
        "AmazonEC2",
        "EUW3-BoxUsage:m5.large",
        ("0", "Inf", "0.1120000000"),
        instanceType="m5.large",
        operatingSystem="Linux",
        tenancy="Shared",
        preInstalledSw="NA",
        capacitystatus="Used",
        marketoption="OnDemand",
        operation="RunInstances",
        **EU,
    ),
    # Two answers that disagree: nobody knows which is meant.
    product("AWSSecretsManager", "EUW3-AWSSecretsManager-Secrets", ("0", "Inf", "0.4"), **EU),
    product("AWSSecretsManager", "EUW3-AWSSecretsManager-Secrets", ("0", "Inf", "0.5"), **EU),
    product(
        "AWSQueueService",
        "EUW3-Requests",
        ("0", "1", "0"),
        ("1", "Inf", "0.0000004"),
        queueType="Standard",
        productFamily="API Request",
        **EU,
    ),
]


class Api(BaseHTTPRequestHandler):
    """GetProducts over PRODUCTS, two products a page."""

    status: ClassVar[int] = 200

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        assert self.headers["X-Amz-Target"] == "AWSPriceListService.GetProducts"
        assert all(each["Type"] == "TERM_MATCH" for each in asked["Filters"])
        wanted = {each["Field"]: each["Value"] for each in asked["Filters"]}
        found = [
            json.dumps(p) for p in PRODUCTS if p["serviceCode"] == asked["ServiceCode"] and _has(p, wanted)
        ]
        begin = int(asked.get("NextToken") or 0)
        answer: dict[str, Any] = {"FormatVersion": "aws_v1", "PriceList": found[begin : begin + 2]}
        if begin + 2 < len(found):
            answer["NextToken"] = str(begin + 2)
        if self.status != 200:
            answer = {"__type": "AccessDeniedException", "message": "not authorized: pricing:GetProducts"}
        body = json.dumps(answer).encode()
        self.send_response(self.status)
        self.send_header("Content-Type", "application/x-amz-json-1.1")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


def _has(offer: Mapping[str, Any], wanted: Mapping[str, str]) -> bool:
    attributes = offer["product"]["attributes"]
    return all(attributes.get(name) == value for name, value in wanted.items())


@pytest.fixture(scope="module")
def api() -> Iterator[type[Api]]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Api)
    thread = Thread(target=server.serve_forever)
    thread.start()
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("AWS_ENDPOINT_URL_PRICING", f"http://127.0.0.1:{server.server_port}")
        environment.setenv("AWS_ACCESS_KEY_ID", "a")
        environment.setenv("AWS_SECRET_ACCESS_KEY", "b")
        environment.setenv("AWS_MAX_ATTEMPTS", "1")
        yield Api
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="module")
def done(api: type[Api], tmp_path_factory: pytest.TempPathFactory) -> Refreshed:
    """The prices of eu-west-3, fetched once."""
    return refresh("eu-west-3", tmp_path_factory.mktemp("prices"))


def price(folder: Path, key: str) -> list[tuple[Decimal | None, Decimal]]:
    found = Prices((folder, FOLDER)).find(key, "eu-west-3")
    assert found.region == "eu-west-3"
    return [(step.to, step.price) for step in found.steps]


def test_what_the_api_says_goes_before_what_is_shipped(done: Refreshed) -> None:
    assert done.file.name == "eu-west-3.json"
    assert price(done.file.parent, "lambda.requests") == [(None, Decimal("0.3"))]
    assert price(done.file.parent, "lambda.duration.x86_64") == [
        (Decimal(6_000_000_000), Decimal("0.00002")),
        (Decimal(15_000_000_000), Decimal("0.000019")),
        (None, Decimal("0.000018")),
    ]
    assert price(done.file.parent, "nat.hour") == [(None, Decimal("0.05"))]
    assert price(done.file.parent, "nat.gb") == [(None, Decimal("0.051"))]


def test_one_size_prices_the_family(done: Refreshed) -> None:
    assert price(done.file.parent, "ec2.instance.m5.4xlarge") == [(None, Decimal("0.896"))]


def test_a_free_first_step_is_left_to_the_free_tier(done: Refreshed) -> None:
    assert price(done.file.parent, "sqs.standard") == [(None, Decimal("0.4"))]


def test_answers_that_disagree_are_missing(done: Refreshed) -> None:
    assert "secrets.secret" in done.missing
    assert done.prices == len(json.loads(done.file.read_text())["services"]["ec2"]["prices"]) + 5


def test_the_file_tells_its_date_and_source(done: Refreshed) -> None:
    services = json.loads(done.file.read_text())["services"]
    assert services["nat"]["source"] == "AWS Pricing API"
    assert len(services["nat"]["date"]) == len("2026-11-20")


def test_a_region_without_prices_writes_nothing(api: type[Api], tmp_path: Path) -> None:
    with pytest.raises(MachineFailed, match="no price of mars-1"):
        refresh("mars-1", tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_refusal_is_told(api: type[Api], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api, "status", 400)
    with pytest.raises(MachineFailed, match="not authorized") as raised:
        refresh("eu-west-3", tmp_path)
    assert "pricing:GetProducts" in raised.value.fix
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_a_file_is_told(api: type[Api], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(NotWritable):
        refresh("eu-west-3", tmp_path / "file" / "prices")
