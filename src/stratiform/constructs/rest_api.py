"""A REST API whose routes are functions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import aws_cdk as cdk
from aws_cdk import aws_apigateway as apigateway
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_lambda as lambda_

from constructs import Construct
from stratiform.constructs.alarms import Alarms, alarms_for
from stratiform.constructs.environment import environment_of, name_of, tier_of
from stratiform.constructs.function import Function
from stratiform.constructs.logs import log_group
from stratiform.errors import WrongUse

METHODS = frozenset({"ANY", "DELETE", "GET", "HEAD", "PATCH", "POST", "PUT"})


@dataclass(frozen=True, kw_only=True)
class Cors:
    """Which web pages may call the API. Functions answer with the same origin in their own headers.

    Errors that API Gateway answers itself carry the origin where there is one; it cannot choose of several.
    """

    origins: tuple[str, ...] = ("*",)
    headers: tuple[str, ...] = ("Authorization", "Content-Type")
    credentials: bool = False


class RestApi(Construct):
    """A REST API with routes like ``{"GET /items/{id}": function}``, a stage and access logs.

    The tier decides throttling and tracing; the stage is called like the environment. API Gateway writes
    logs with one role for a whole account and region: ``account_log_role=True`` makes it, once an account.
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        routes: Mapping[str, Function | lambda_.IFunction],
        cors: Cors | None = None,
        account_log_role: bool = False,
        alarms: Alarms | None = None,
    ) -> None:
        super().__init__(scope, id)
        tier = tier_of(self).api
        self.api = apigateway.RestApi(
            self,
            "Resource",
            rest_api_name=name_of(self, "api", limit=255),
            cloud_watch_role=account_log_role,
            endpoint_types=[apigateway.EndpointType.REGIONAL],
            default_cors_preflight_options=_preflight(cors) if cors else None,
            deploy_options=apigateway.StageOptions(
                stage_name=environment_of(self).names.environment,
                throttling_rate_limit=tier.rate,
                throttling_burst_limit=tier.burst,
                tracing_enabled=tier.tracing,
                access_log_destination=apigateway.LogGroupLogDestination(log_group(self, "AccessLogs")),
                access_log_format=apigateway.AccessLogFormat.json_with_standard_fields(
                    caller=False,
                    http_method=True,
                    ip=True,
                    protocol=True,
                    request_time=True,
                    resource_path=True,
                    response_length=True,
                    status=True,
                    user=False,
                ),
            ),
        )
        for route, function in routes.items():
            self._add_route(route, function)
        if cors is not None and len(cors.origins) == 1:
            self._let_errors_be_read(cors)
        self.alarms = self._watch(alarms_for(self, alarms))

    @property
    def url(self) -> str:
        """The address of the stage, with a slash at the end."""
        return self.api.url

    def _add_route(self, route: str, function: Function | lambda_.IFunction) -> None:
        method, _, path = route.partition(" ")
        if method not in METHODS or not path.startswith("/"):
            raise WrongUse(
                f"{route!r} is no route.",
                where=self.node.path,
                fix=f'Write "GET /items/{{id}}", with one of {", ".join(sorted(METHODS))}.',
            )
        # A permission for the console's test button would let it call the function in any stage.
        target = function.function if isinstance(function, Function) else function
        integration = apigateway.LambdaIntegration(target, allow_test_invoke=False)
        self.api.root.resource_for_path(path).add_method(method, integration)

    def _let_errors_be_read(self, cors: Cors) -> None:
        """Let a page read the errors that API Gateway answers itself, before any function runs."""
        for kind in (apigateway.ResponseType.DEFAULT_4_XX, apigateway.ResponseType.DEFAULT_5_XX):
            self.api.add_gateway_response(
                kind.response_type,
                type=kind,
                response_headers={"Access-Control-Allow-Origin": f"'{cors.origins[0]}'"},
            )

    def _watch(self, alarms: Alarms) -> Mapping[str, cloudwatch.Alarm]:
        stage, period = self.api.deployment_stage, alarms.period
        return alarms.watch(
            self,
            {
                "Errors": (stage.metric_server_error(period=period), alarms.errors),
                "Latency": (stage.metric_latency(period=period, statistic="p95"), alarms.latency),
            },
        )


def _preflight(cors: Cors) -> apigateway.CorsOptions:
    return apigateway.CorsOptions(
        allow_origins=list(cors.origins),
        allow_headers=list(cors.headers),
        allow_credentials=cors.credentials,
        max_age=cdk.Duration.hours(1),
    )
