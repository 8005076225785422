"""Prices from the AWS Pricing API, into a file of the user's cache folder.

Each price key that the API knows has its question in prices/keys.json: the service, the attributes to
filter by, and the usage type where they leave several products. Of a family of instances one size is
asked for. Needs boto3 and credentials with pricing:GetProducts; the API is answered in us-east-1.
"""

from __future__ import annotations

import datetime
import json
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from stratiform.cost.prices import FOLDER, HOME, cache_folder, keys, sheet_of, unit_of
from stratiform.errors import MachineFailed, MissingPart, NotWritable

_SOURCE = "AWS Pricing API"
_API_REGION = "us-east-1"
_REGION = re.compile(r"^(?:[A-Z]{3,4}\d|EU)-")


@dataclass(frozen=True)
class Refreshed:
    """What was fetched: ``prices`` many into ``file``. ``missing`` keys had no answer, or several."""

    file: Path
    prices: int
    missing: tuple[str, ...]


def refresh(region: str, folder: Path | None = None) -> Refreshed:
    """Fetch the prices of ``region``. Raises MissingPart, MachineFailed, NotWritable."""
    client = _client()
    values: dict[str, Any] = {}
    missing: list[str] = []
    for key, question in _questions(region):
        steps = _steps(_products(client, region, question), unit_of(key)[1])
        if steps is None:
            missing.append(key)
        else:
            values[key] = steps
    if not values:
        raise MachineFailed(
            f"The Pricing API has no price of {region}.", fix="Name a region like eu-west-1 with --region."
        )
    file = (folder or cache_folder()) / f"{region}.json"
    _write(file, region, values)
    return Refreshed(file, len(values), tuple(missing))


def _questions(region: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every key with its question; an instance family is asked for by the size that the file knows."""
    own = FOLDER / f"{region}.json"
    home = sheet_of(FOLDER / f"{HOME}.json")
    known = {**home.values, **(sheet_of(own).values if own.is_file() else {})}
    for key, about in keys().items():
        question = about.get("api")
        if question is None:
            continue
        if not key.endswith(".*"):
            yield key, question
            continue
        for name in known:
            if name.startswith(key[:-1]):
                type_ = name.removeprefix(key[:-1]).replace("*", "large")
                filters = {k: v.replace("{type}", type_) for k, v in question["filters"].items()}
                yield name, {**question, "filters": filters}


def _client() -> Any:
    try:
        import boto3
    except ModuleNotFoundError:
        raise MissingPart(
            "Fetching prices needs boto3, which is not installed.", fix="pip install 'stratiform[local]'"
        ) from None
    return boto3.client("pricing", region_name=_API_REGION)


def _products(client: Any, region: str, question: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    from botocore.exceptions import BotoCoreError, ClientError

    filters = {**question["filters"], "regionCode": region}
    found: list[Mapping[str, Any]] = []
    try:
        pages = client.get_paginator("get_products").paginate(
            ServiceCode=question["service"],
            Filters=[{"Type": "TERM_MATCH", "Field": name, "Value": filters[name]} for name in filters],
        )
        for page in pages:
            found += [json.loads(text, parse_float=Decimal) for text in page["PriceList"]]
    except (BotoCoreError, ClientError) as failure:
        raise MachineFailed(
            f"The Pricing API did not answer: {failure}",
            fix="Give credentials that allow pricing:GetProducts, and a connection to api.pricing.us-east-1.",
        ) from None
    wanted = question.get("usagetype")
    return [each for each in found if wanted is None or _usage_type(each) == wanted]


def _usage_type(product: Mapping[str, Any]) -> str:
    """The usage type without the region that stands before it: ``EUW2-NatGateway-Hours``, ``EU-...``."""
    told = str(product.get("product", {}).get("attributes", {}).get("usagetype", ""))
    return _REGION.sub("", told)


def _steps(products: list[Mapping[str, Any]], per: Decimal) -> list[list[Any]] | None:
    """The steps of the one price that the products agree on, in units of ``per``; None where they do not."""
    found = {repr(steps): steps for each in products if (steps := _on_demand(each, per))}
    return next(iter(found.values())) if len(found) == 1 else None


def _on_demand(product: Mapping[str, Any], per: Decimal) -> list[list[Any]]:
    terms = product.get("terms", {}).get("OnDemand", {})
    ranges = []
    for term in terms.values():
        for line in term.get("priceDimensions", {}).values():
            try:
                begin, price = Decimal(line["beginRange"]), Decimal(line["pricePerUnit"]["USD"])
                end = None if line["endRange"] == "Inf" else Decimal(line["endRange"])
            except (KeyError, InvalidOperation):
                continue
            ranges.append((begin, end, price))
    ranges.sort(key=lambda each: each[0])
    # A free first step is an account's free tier, which the estimate applies once by itself.
    if len(ranges) > 1 and not ranges[0][2]:
        ranges = ranges[1:]
    return [[None if end is None else end / per, price * per] for _, end, price in ranges]


def _write(file: Path, region: str, values: Mapping[str, Any]) -> None:
    services: dict[str, Any] = {}
    today = datetime.datetime.now(tz=datetime.UTC).date().isoformat()
    for key, steps in values.items():
        service, _, name = key.partition(".")
        about = services.setdefault(service, {"date": today, "source": _SOURCE, "prices": {}})
        about["prices"][name] = steps[0][1] if len(steps) == 1 else steps
    text = json.dumps({"region": region, "services": services}, indent=1, default=float)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        unfinished = file.with_suffix(f".{os.getpid()}.tmp")
        unfinished.write_text(text + "\n")
        unfinished.replace(file)
    except OSError as failure:
        raise NotWritable(
            f"The prices cannot be written: {failure.strerror}.",
            where=str(file),
            fix="Make the folder writable, or set XDG_CACHE_HOME to one that is.",
        ) from None
