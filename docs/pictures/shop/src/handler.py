"""What every function of the shop runs: the picture shows what is around it."""


def handle(event: object, context: object) -> dict[str, int]:
    """Answer."""
    return {"statusCode": 200}
