"""An API has these methods, and hands each request to its backend whole."""

from __future__ import annotations

from collections.abc import Iterator

from stratiform.assembly.graph import Address, Graph, Resource
from stratiform.assembly.links import sources, targets
from stratiform.assembly.properties import value
from stratiform.assembly.sam_events import APIS, events
from stratiform.check.assertion import Assertion, Failure, Given, Kind, Outcome, Parameter

_REST = "AWS::ApiGateway::RestApi"
_HTTP = "AWS::ApiGatewayV2::Api"
_SAM = ("AWS::Serverless::Api", "AWS::Serverless::HttpApi")
_PROXY = ("AWS_PROXY", "HTTP_PROXY")


def _judge(graph: Graph, given: Given) -> Outcome:
    passed: list[Address] = []
    failed: list[Failure] = []
    wanted = [method.upper() for method in given["methods"]]
    for api in graph.of_type(_REST, _HTTP, *_SAM):
        if value(api, "Body") or value(api, "BodyS3Location") or value(api, "ProtocolType") == "WEBSOCKET":
            continue
        found = [(verb, proxy, by) for verb, proxy, by in _methods(graph, api) if verb != "OPTIONS"]
        has = {verb for verb, _, _ in found}
        missing = [] if "ANY" in has else [verb for verb in wanted if verb not in has]
        plain = [by for _, proxy, by in found if not proxy]
        name = api.address.logical_id
        if missing:
            says = f"{name} has {', '.join(sorted(has)) or 'no method'} and lacks {', '.join(missing)}."
            failed.append(Failure(says, (api.address, *(by for _, _, by in found))))
        elif plain:
            says = f"{plain[0].logical_id} of {name} is not integrated by proxy."
            failed.append(Failure(says, (api.address, *plain)))
        else:
            passed += [api.address, *(by for _, _, by in found)]
    return Outcome(tuple(dict.fromkeys(passed)), tuple(failed))


def _methods(graph: Graph, api: Resource) -> Iterator[tuple[str, bool, Address]]:
    """Verb, whether it is a proxy, and what declares it."""
    for method in sources(graph, api, "AWS::ApiGateway::Method", "RestApiId"):
        yield (
            str(value(method, "HttpMethod")).upper(),
            value(method, "Integration.Type") in _PROXY,
            method.address,
        )
    for route in sources(graph, api, "AWS::ApiGatewayV2::Route", "ApiId"):
        types = [value(one, "IntegrationType") for one in targets(graph, route, "Target")]
        verb = str(value(route, "RouteKey")).split(" ")[0].upper()
        yield verb, bool(types) and all(type_ in _PROXY for type_ in types), route.address
    for function in graph.of_type("AWS::Serverless::Function"):
        for event in events(function):
            named = targets(graph, function, f"{event.at}.{APIS.get(event.type, 'RestApiId')}")
            if api.address in [one.address for one in named]:
                # SAM makes nothing but proxy integrations of events.
                yield str(event.settings.get("Method", "any")).upper(), True, function.address


ASSERTION = Assertion(
    about="Every API has these methods, and each of its methods but OPTIONS is integrated by proxy.",
    parameters={"methods": Parameter(Kind.TEXTS, "the HTTP methods, e.g. GET")},
    judge=_judge,
)
