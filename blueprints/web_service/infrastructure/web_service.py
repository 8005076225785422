"""A container service with a database and a cache, behind a load balancer, watched."""

import aws_cdk as cdk

from stratiform.constructs import (
    LIBPQ,
    Alarms,
    Cache,
    Cluster,
    Container,
    Dashboard,
    Database,
    Environment,
    LoadBalancer,
    Migrations,
    Network,
    Scaling,
    Service,
    Topic,
    tier_of,
)


class WebService(cdk.Stack):
    """Short links over HTTP. With a certificate, given as context, over HTTPS."""

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment, "WebService")
        context = self.node.try_get_context

        topic = None
        if tier_of(self).alarms.email:
            topic = Topic(self, "Alerts", emails=[context("alarmEmail")]).topic
        alarms = Alarms(topic=topic)

        network = Network(self, "Network")
        database = Database(self, "Database", network=network, name="links", alarms=alarms)
        cache = Cache(self, "Cache", network=network, alarms=alarms)
        cluster = Cluster(self, "Cluster", network=network)

        web = Service(
            self,
            "Web",
            cluster=cluster,
            container=Container(source="src", port=8080),
            load_balancer=LoadBalancer.public(
                certificate=context("certificateArn"), domain=context("domain"), health="/health"
            ),
            scaling=Scaling(cpu=70, memory=80, request_steps={1000: 1, 5000: 3}),
            alarms=Alarms(cpu=85, memory=90, errors=5, topic=topic),
        )
        web.uses(database, as_=LIBPQ)
        web.uses(cache)

        migrations = Migrations(self, "Migrations", cluster=cluster, database=database, folder="migrations")
        migrations.before(web)

        Dashboard(
            self,
            "Dashboard",
            watched=[web, database, cache],
            graphs={"Requests": [web.requests]},
        )

        cdk.CfnOutput(self, "Url", value=web.url)
