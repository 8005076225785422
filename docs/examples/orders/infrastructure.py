"""A web service that takes orders, a queue, and a worker that handles them."""

import aws_cdk as cdk

from stratiform.constructs import (
    LIBPQ,
    Access,
    Cluster,
    Container,
    Database,
    Environment,
    Network,
    Queue,
    Service,
    Worker,
)


class Orders(cdk.Stack):
    """Orders are kept in PostgreSQL; each is also a message."""

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment, "Orders")
        network = Network(self, "Network")
        cluster = Cluster(self, "Cluster", network=network)
        database = Database(self, "Database", network=network, name="orders")
        queue = Queue(self, "Placed")

        web = Service(
            self,
            "Web",
            cluster=cluster,
            container=Container(source="web", port=8080),
            load_balancer="public",
        )
        web.uses(database, as_=LIBPQ)  # PGHOST, PGPORT, PGDATABASE, PGUSER, PGPASSWORD
        web.uses(queue, Access.WRITE, as_="QUEUE_URL")

        worker = Worker(
            self, "Worker", cluster=cluster, queue=queue, container=Container(source="worker")
        )  # it may read its queue, whose address is in QUEUE_URL
        worker.uses(database, as_=LIBPQ)

        cdk.CfnOutput(self, "Url", value=web.url)
