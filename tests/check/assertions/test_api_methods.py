from typing import Any

from check.asserting import answer, verdict

GIVEN = {"methods": ["GET", "POST"]}


def rest(*verbs: str, kind: str = "AWS_PROXY") -> dict[str, Any]:
    found: dict[str, Any] = {"Api": ("AWS::ApiGateway::RestApi", {})}
    for verb in verbs:
        method = {"RestApiId": {"Ref": "Api"}, "HttpMethod": verb, "Integration": {"Type": kind}}
        found[f"{verb.title()}Method"] = ("AWS::ApiGateway::Method", method)
    return found


def test_every_method_must_be_there_by_proxy() -> None:
    assert verdict("api_methods", GIVEN, rest("GET", "POST")) == "PASS"
    assert verdict("api_methods", GIVEN, rest("ANY")) == "PASS"
    row = answer("api_methods", GIVEN, rest("GET"))
    assert (row.verdict, row.says) == ("FAIL", "Api has GET and lacks POST.")
    assert "not integrated by proxy" in answer("api_methods", GIVEN, rest("GET", "POST", kind="AWS")).says


def test_the_answer_to_browsers_is_no_proxy() -> None:
    preflight = {"RestApiId": {"Ref": "Api"}, "HttpMethod": "OPTIONS", "Integration": {"Type": "MOCK"}}
    resources = {**rest("GET", "POST"), "Preflight": ("AWS::ApiGateway::Method", preflight)}
    assert verdict("api_methods", GIVEN, resources) == "PASS"


def test_routes_of_the_second_generation_count() -> None:
    integration = {"ApiId": {"Ref": "Api"}, "IntegrationType": "AWS_PROXY"}
    resources: dict[str, Any] = {
        "Api": ("AWS::ApiGatewayV2::Api", {"ProtocolType": "HTTP"}),
        "Integration": ("AWS::ApiGatewayV2::Integration", integration),
    }
    for verb in ("GET", "POST"):
        target = {"Fn::Join": ["/", ["integrations", {"Ref": "Integration"}]]}
        route = {"ApiId": {"Ref": "Api"}, "RouteKey": f"{verb} /items", "Target": target}
        resources[f"Route{verb}"] = ("AWS::ApiGatewayV2::Route", route)
    assert verdict("api_methods", GIVEN, resources) == "PASS"
    assert verdict("api_methods", {"methods": ["PUT"]}, resources) == "FAIL"


def test_an_api_from_a_document_is_not_judged() -> None:
    assert verdict("api_methods", GIVEN, {"Api": ("AWS::ApiGateway::RestApi", {"Body": {"paths": {}}})}) == (
        "NOT-APPLICABLE"
    )
