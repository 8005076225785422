"""Configuration that is deployed on its own, without the code: AWS AppConfig."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import aws_cdk as cdk
from aws_cdk import aws_appconfig as appconfig
from aws_cdk import aws_cloudwatch as cloudwatch

from constructs import Construct
from stratiform.constructs.environment import environment_of, name_of, tier_of
from stratiform.errors import WrongUse
from stratiform.settings.names import kebab

_EVENTS = "AWS.AppConfig.DeploymentNotificationsToEventBridge"


class Config(Construct):
    """One configuration: ``content`` (any JSON), ``flags`` (feature flags) or a ``file`` of JSON.

    ``flags`` are names with their attributes: ``{"new-cart": {"enabled": True, "size": 3}}``. ``schema`` is
    a JSON schema that every version must satisfy before it is deployed. The tier says how fast a version
    spreads; ``alarm`` takes it back. Deployments tell EventBridge, for those who follow them.
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        content: Mapping[str, Any] | None = None,
        flags: Mapping[str, Mapping[str, Any]] | None = None,
        file: str | Path | None = None,
        schema: Mapping[str, Any] | None = None,
        alarm: cloudwatch.IAlarm | None = None,
    ) -> None:
        super().__init__(scope, id)
        text = self._text(content, flags, file)
        tier = tier_of(self).config
        self.application = appconfig.Application(
            self, "Application", application_name=name_of(self, "configuration")
        )
        self.environment = self.application.add_environment(
            "Environment",
            environment_name=environment_of(self).names.copy,
            monitors=[appconfig.Monitor.from_cloud_watch_alarm(alarm)] if alarm else None,
        )
        self.configuration = appconfig.HostedConfiguration(
            self,
            "Resource",
            application=self.application,
            name=kebab(id),
            content=appconfig.ConfigurationContent.from_inline_json(text),
            type=appconfig.ConfigurationType.FREEFORM
            if flags is None
            else appconfig.ConfigurationType.FEATURE_FLAGS,
            validators=[appconfig.JsonSchemaValidator.from_inline(json.dumps(schema))] if schema else None,
            deployment_strategy=appconfig.DeploymentStrategy(
                self,
                "Strategy",
                deployment_strategy_name=name_of(self, "strategy"),
                rollout_strategy=appconfig.RolloutStrategy.linear(
                    growth_factor=tier.growth,
                    deployment_duration=cdk.Duration.minutes(tier.minutes),
                    final_bake_time=cdk.Duration.minutes(tier.bake_minutes),
                ),
            ),
            deploy_to=[self.environment],
        )
        events = appconfig.CfnExtensionAssociation(
            self,
            "Events",
            extension_identifier=_EVENTS,
            resource_identifier=self.application.application_arn,
        )
        for child in self.configuration.node.find_all():
            if isinstance(child, appconfig.CfnDeployment):
                child.node.add_dependency(events)

    @property
    def identifiers(self) -> tuple[str, str, str]:
        """Application, environment and profile, as the agent asks for them: by id."""
        return (
            self.application.application_id,
            self.environment.environment_id,
            self.configuration.configuration_profile_id,
        )

    @property
    def path(self) -> str:
        """Where the agent serves it, after ``http://localhost:2772``."""
        application, environment, profile = self.identifiers
        return f"/applications/{application}/environments/{environment}/configurations/{profile}"

    @property
    def arn(self) -> str:
        """What a task must be allowed to read."""
        application, environment, profile = self.identifiers
        return cdk.Stack.of(self).format_arn(
            service="appconfig",
            resource=f"application/{application}/environment/{environment}/configuration",
            resource_name=profile,
        )

    @property
    def version_arns(self) -> list[str]:
        """What a task must be allowed to read to have any version by its number: IAM looks at each."""
        application, _, profile = self.identifiers
        names = {
            "application": application,
            "configurationprofile": profile,
            "hostedconfigurationversion": "*",
        }
        parts = [f"{kind}/{name}" for kind, name in names.items()]
        wholes = ("/".join(parts[:length]) for length in range(1, len(parts) + 1))
        return [cdk.Stack.of(self).format_arn(service="appconfig", resource=whole) for whole in wholes]

    def _text(
        self,
        content: Mapping[str, Any] | None,
        flags: Mapping[str, Mapping[str, Any]] | None,
        file: str | Path | None,
    ) -> str:
        if sum(each is not None for each in (content, flags, file)) != 1:
            raise WrongUse(
                f"{self.node.path} has not exactly one of content, flags and file.",
                where=self.node.path,
                fix='Give Config(content={...}), Config(flags={...}) or Config(file="config.json").',
            )
        if flags is not None:
            return json.dumps(_flags(flags))
        if file is None:
            return json.dumps(content)
        try:
            return json.dumps(json.loads(Path(file).read_text()))
        except (OSError, ValueError) as error:
            raise WrongUse(
                f"{file} is no JSON that can be read: {error}.",
                where=self.node.path,
                fix="Correct the file; its path is relative to the folder that the app runs in.",
            ) from None


def _flags(flags: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """AppConfig's own form: what flags and attributes there are, and apart from that their values.

    https://docs.aws.amazon.com/appconfig/latest/userguide/appconfig-type-reference-feature-flags.html
    """
    known = {
        name: {
            "name": name,
            **(
                {"attributes": kinds}
                if (kinds := {key: _kind(v) for key, v in said.items() if key != "enabled"})
                else {}
            ),
        }
        for name, said in flags.items()
    }
    values = {name: {"enabled": False, **said} for name, said in flags.items()}
    return {"version": "1", "flags": known, "values": values}


def _kind(value: Any) -> dict[str, Any]:
    """The constraint that a value of this kind has."""
    if isinstance(value, bool):
        return {"constraints": {"type": "boolean"}}
    if isinstance(value, int | float):
        return {"constraints": {"type": "number"}}
    if isinstance(value, list):
        return {"constraints": {"type": "array", "elements": {"type": "string"}}}
    return {"constraints": {"type": "string"}}
