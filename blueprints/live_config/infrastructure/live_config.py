"""A service whose flags and database password change while it runs."""

import aws_cdk as cdk

from stratiform.constructs import (
    LIBPQ,
    Alarms,
    Cluster,
    Config,
    ConfigEvents,
    ConfigFiles,
    Container,
    Database,
    Environment,
    LoadBalancer,
    Network,
    Service,
    Topic,
    tier_of,
)


class LiveConfig(cdk.Stack):
    """A page that shows the flags, the version of the password and the database, as they are right now."""

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment, "LiveConfig")
        context = self.node.try_get_context

        topic = None
        if tier_of(self).alarms.email:
            topic = Topic(self, "Alerts", emails=[context("alarmEmail")]).topic
        alarms = Alarms(topic=topic)

        network = Network(self, "Network")
        database = Database(self, "Database", network=network, name="live", alarms=alarms)

        page = Service(
            self,
            "Page",
            cluster=Cluster(self, "Cluster", network=network),
            container=Container(source="src", port=8080),
            load_balancer=LoadBalancer.public(
                certificate=context("certificateArn"), domain=context("domain"), health="/health"
            ),
            alarms=alarms,
        )
        flags = Config(
            self,
            "Flags",
            flags={"banner": {"enabled": True, "text": "Hello"}, "beta": {"enabled": False}},
            alarm=page.alarms["Errors"],  # takes a version back while it spreads
        )
        page.uses(database, as_=LIBPQ)
        page.with_config(
            flags,
            database,
            events=ConfigEvents(self, "Events", alarms=alarms),
            files=ConfigFiles(files={"flags.json": flags}),
        )

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
