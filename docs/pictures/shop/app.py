"""A shop of some two hundred resources, drawn in docs/pictures: an API, services, workers and a schedule."""

import aws_cdk as cdk

from stratiform.constructs import (
    LIBPQ,
    Access,
    App,
    Bucket,
    Cache,
    Cluster,
    Container,
    Database,
    Environment,
    Function,
    Network,
    Queue,
    RestApi,
    ScheduledJob,
    Service,
    Table,
    Topic,
    Worker,
)

IMAGE = "public.ecr.aws/docker/library/busybox:stable"
ROUTES = {
    "GET /products": "ListProducts",
    "GET /products/{id}": "GetProduct",
    "POST /orders": "PlaceOrder",
    "GET /orders/{id}": "GetOrder",
    "POST /returns": "ReturnOrder",
    "POST /reviews": "WriteReview",
}


class Shop(cdk.Stack):
    """Pages and an API for customers; each step after an order has a queue of its own."""

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment, "Shop")
        network = Network(self, "Network")
        self.cluster = Cluster(self, "Cluster", network=network)
        self.orders = Database(self, "Orders", network=network, name="orders")
        self.sessions = Cache(self, "Sessions", network=network)
        self.catalogue = Table(self, "Catalogue", key="id")
        self.reviews = Table(self, "Reviews", key="id")
        self.documents = Bucket(self, "Documents")
        self.placed = Topic(self, "OrderPlaced")
        self.serve_pages()
        self.serve_api()
        self.fulfil()

    def serve_pages(self) -> None:
        container = Container(image=IMAGE, port=8080)
        pages = Service(self, "Pages", cluster=self.cluster, container=container, load_balancer="public")
        pages.uses(self.orders, as_=LIBPQ)
        pages.uses(self.sessions)
        pages.uses(self.catalogue, Access.READ)

    def serve_api(self) -> None:
        functions = {name: Function(self, name, source="src") for name in ROUTES.values()}
        for name in ("ListProducts", "GetProduct"):
            functions[name].uses(self.catalogue, Access.READ)
        functions["WriteReview"].uses(self.reviews, Access.WRITE)
        for name in ("PlaceOrder", "ReturnOrder"):
            functions[name].uses(self.placed, Access.WRITE)
        functions["GetOrder"].uses(self.documents, Access.READ)
        RestApi(self, "Api", routes={route: functions[name] for route, name in ROUTES.items()})

    def fulfil(self) -> None:
        for name in ("Charge", "Notify", "Index"):
            queue = Queue(self, f"{name}Queue")
            self.placed.sends_to(queue)
            Function(self, name, source="src").consumes(queue)
        packing = Queue(self, "PackQueue")
        self.placed.sends_to(packing)
        container = Container(image=IMAGE)
        pack = Worker(self, "Pack", cluster=self.cluster, container=container, queue=packing)
        pack.uses(self.orders, as_=LIBPQ)
        pack.uses(self.documents, Access.WRITE)
        report = ScheduledJob(
            self, "Report", schedule="cron(0 3 * * ? *)", cluster=self.cluster, container=container
        )
        report.uses(self.orders, as_=LIBPQ)
        report.uses(self.documents, Access.WRITE)


app = App()
Shop(Environment(app))
app.synth()
