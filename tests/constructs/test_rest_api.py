"""A REST API: routes, CORS for answers and errors, access logs, and what its tier decides."""

import pytest

from stratiform.errors import WrongUse
from stratiform.tiers import DEV, PROD
from systems import part, source, stack, system

pytestmark = pytest.mark.synth


@pytest.fixture
def api(tmp_path):
    """The graph of an API with one function behind two routes."""

    def build(tier=DEV, cors=None, **options):
        from stratiform.constructs import Function, RestApi

        def fill(main):
            worker = Function(main, "Worker", source=source(tmp_path))
            routes = {"GET /orders/{id}": worker, "POST /orders": worker}
            RestApi(main, "Api", routes=routes, cors=cors, **options)

        return system(fill, tier)

    return build


def methods(graph):
    return {
        (method.properties["HttpMethod"], method.path.removeprefix("local/Main/Api/Resource/Default/"))
        for method in graph.of_type("AWS::ApiGateway::Method")
    }


def test_routes_become_methods(api):
    assert methods(api()) == {("GET", "orders/{id}/GET/Resource"), ("POST", "orders/POST/Resource")}


def test_the_stage_is_called_like_the_environment_and_throttled_by_the_tier(api):
    for tier in (DEV, PROD):
        (stage,) = api(tier).of_type("AWS::ApiGateway::Stage")
        assert stage.properties["StageName"] == "local"
        (settings,) = stage.properties["MethodSettings"]
        assert (settings["ThrottlingRateLimit"], settings["ThrottlingBurstLimit"]) == (
            tier.api.rate,
            tier.api.burst,
        )
        assert stage.properties["TracingEnabled"] is tier.api.tracing


def test_requests_are_logged(api):
    graph = api()
    (stage,) = graph.of_type("AWS::ApiGateway::Stage")
    group = part(graph, "Api/AccessLogs").address.logical_id
    assert stage.properties["AccessLogSetting"]["DestinationArn"] == {"Fn::GetAtt": [group, "Arn"]}


def test_the_role_of_the_account_is_made_only_when_asked_for(api):
    assert not list(api().of_type("AWS::ApiGateway::Account"))
    assert list(api(account_log_role=True).of_type("AWS::ApiGateway::Account"))


def test_only_the_api_may_call_the_function(api):
    graph = api()
    permissions = list(graph.of_type("AWS::Lambda::Permission"))
    assert len(permissions) == 2
    assert {permission.properties["Principal"] for permission in permissions} == {"apigateway.amazonaws.com"}
    assert not any("test-invoke-stage" in str(permission.properties) for permission in permissions)


def test_without_cors_there_is_no_preflight(api):
    assert not any(method == "OPTIONS" for method, _ in methods(api()))
    assert not list(api().of_type("AWS::ApiGateway::GatewayResponse"))


def test_with_cors_preflights_and_errors_can_be_read(api):
    from stratiform.constructs import Cors

    graph = api(cors=Cors(origins=("https://shop.example",)))
    preflights = [
        method
        for method in graph.of_type("AWS::ApiGateway::Method")
        if method.properties["HttpMethod"] == "OPTIONS"
    ]
    assert len(preflights) == 3
    for preflight in preflights:
        (answer,) = preflight.properties["Integration"]["IntegrationResponses"]
        origin = answer["ResponseParameters"]["method.response.header.Access-Control-Allow-Origin"]
        assert origin == "'https://shop.example'"
    errors = {
        response.properties["ResponseType"]: response.properties["ResponseParameters"]
        for response in graph.of_type("AWS::ApiGateway::GatewayResponse")
    }
    header = {"gatewayresponse.header.Access-Control-Allow-Origin": "'https://shop.example'"}
    assert errors == {"DEFAULT_4XX": header, "DEFAULT_5XX": header}


@pytest.mark.parametrize("route", ["GET", "/orders", "GET orders", "FETCH /orders", "get /orders"])
def test_a_route_that_is_none_is_refused(tmp_path, route):
    from stratiform.constructs import Function, RestApi

    main = stack()
    with pytest.raises(WrongUse, match="is no route") as raised:
        RestApi(main, "Api", routes={route: Function(main, "Worker", source=source(tmp_path))})
    assert raised.value.where == "local/Main/Api"


def test_a_route_may_be_any_lambda_function(tmp_path):
    from aws_cdk import aws_lambda as lambda_

    from stratiform.constructs import RestApi

    def build(main):
        plain = lambda_.Function(
            main,
            "Plain",
            code=lambda_.Code.from_inline("def handle(event, context): ..."),
            handler="index.handle",
            runtime=lambda_.Runtime.PYTHON_3_13,
        )
        RestApi(main, "Api", routes={"GET /": plain})

    assert [method for method, _ in methods(system(build))] == ["GET"]
