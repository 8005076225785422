"""The HTTP API."""

from fastapi import FastAPI

app = FastAPI(title="Links")


@app.get("/health")
def health() -> dict[str, str]:
    """Whether this process answers."""
    return {"status": "ok"}
