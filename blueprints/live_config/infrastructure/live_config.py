"""A service whose flags and database password change while it runs."""

import aws_cdk as cdk

from stratiform.constructs import (
    LIBPQ,
    Cluster,
    Config,
    ConfigEvents,
    Container,
    Database,
    Environment,
    LoadBalancer,
    Network,
    Service,
)


class LiveConfig(cdk.Stack):
    """A page that shows the flags, the version of the password and the database, as they are right now."""

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment, "LiveConfig")

        network = Network(self, "Network")
        database = Database(self, "Database", network=network, name="live")
        flags = Config(
            self,
            "Flags",
            flags={"banner": {"enabled": True, "text": "Hello"}, "beta": {"enabled": False}},
        )

        page = Service(
            self,
            "Page",
            cluster=Cluster(self, "Cluster", network=network),
            container=Container(source="src", port=8080),
            load_balancer=LoadBalancer.public(health="/health"),
        )
        page.uses(database, as_=LIBPQ)
        page.with_config(flags, database, events=ConfigEvents(self, "Events"))

        application, configured, profile = flags.identifiers
        outputs = {
            "Url": page.url,
            "ApplicationId": application,
            "EnvironmentId": configured,
            "ProfileId": profile,
            "SecretArn": database.secret.secret_arn,
        }
        for name, value in outputs.items():
            cdk.CfnOutput(self, name, value=value)
