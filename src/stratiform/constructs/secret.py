"""A secret in Secrets Manager. Its value is never in a template, and never in an assembly."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import cast

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_secretsmanager as secretsmanager

from constructs import Construct
from stratiform.constructs.binding import Access, Binding, SecretField
from stratiform.constructs.environment import component_of, environment_of
from stratiform.constructs.function import Function
from stratiform.constructs.key import key_for
from stratiform.constructs.retention import removal_of_data
from stratiform.errors import WrongUse


class Secret(Construct):
    """A secret, called ``/{environment}/{project}/{component}``.

    AWS generates it, with ``length`` letters and digits; with ``fields`` it is a JSON object of those and
    the generated one, called ``field``. ``generated=False`` makes an empty place for a secret that comes
    from elsewhere; put it there with ``aws secretsmanager put-secret-value``. What reads it earlier fails.
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        generated: bool = True,
        length: int = 32,
        fields: Mapping[str, str] | None = None,
        field: str = "value",
        component: str | None = None,
        encryption_key: kms.IKey | None = None,
    ) -> None:
        super().__init__(scope, id)
        if not generated and fields:
            raise WrongUse(
                f"{self.node.path} is not generated, so its fields would never be written.",
                where=self.node.path,
                fix="Leave out fields, or let it be generated.",
            )
        environment = environment_of(self)
        keep = removal_of_data(self)
        self.secret = secretsmanager.Secret(
            self,
            "Resource",
            secret_name=f"/{environment.names.copy}/{environment.project}/{component or component_of(self)}",
            encryption_key=key_for(self, encryption_key),
            generate_secret_string=secretsmanager.SecretStringGenerator(
                exclude_punctuation=True,  # it goes into URLs and headers as it is
                password_length=length,
                secret_string_template=json.dumps(dict(fields)) if fields else None,
                generate_string_key=field if fields else None,
            ),
            removal_policy=keep,
        )
        if not generated:
            cast(secretsmanager.CfnSecret, self.secret.node.default_child).generate_secret_string = None
        self.fields = (*fields, field) if fields else ()

    def rotate(self, function: Function, *, days: int = 30) -> None:
        """Have ``function`` change the secret every ``days`` days, by Secrets Manager's four steps."""
        self.secret.add_rotation_schedule(
            "Rotation",
            rotation_lambda=function.function,
            automatically_after=cdk.Duration.days(days),
        )
        if function.network is not None and function.connections is not None:
            function.network.open_path(function, function.connections, "secretsmanager")
        function.record(self, Access.READ_WRITE)

    def binding(self, access: Access) -> Binding:
        """The ARN to all; to a workload that reads, on a platform that reads secrets for it, the value.

        A secret with fields has a variable for each: ``LOGIN_USERNAME``. ``WRITE`` puts a new value.
        """

        def grant(to: iam.IGrantable) -> iam.Grant:
            if access is Access.READ:
                return self.secret.grant_read(to)
            write = self.secret.grant_write(to)
            return write if access is Access.WRITE else write.combine(self.secret.grant_read(to))

        names: Mapping[str, str | None] = {name.upper(): name for name in self.fields} or {"SECRET": None}
        return Binding(
            grant=grant,
            variables={"SECRET_ARN": self.secret.secret_arn},
            secrets={}
            if access is Access.WRITE
            else {key: SecretField(self.secret, name) for key, name in names.items()},
            service="secretsmanager",
        )
