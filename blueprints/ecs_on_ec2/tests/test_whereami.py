"""The app answers with what ECS tells the task, and works without ECS."""

import importlib.util
import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "whereami.py"
TASK = {"Cluster": "main", "TaskARN": "arn:task", "Revision": "3", "AvailabilityZone": "eu-west-1a"}


@pytest.fixture
def client(monkeypatch):
    from fastapi.testclient import TestClient

    monkeypatch.delenv("ECS_CONTAINER_METADATA_URI_V4", raising=False)
    spec = importlib.util.spec_from_file_location("whereami", SOURCE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return TestClient(module.app)


@pytest.fixture
def ecs(monkeypatch):
    """The endpoint of ECS that a task asks."""

    class Metadata(BaseHTTPRequestHandler):
        def do_GET(self):
            found = self.path == "/v4/7/task"
            self.send_response(200 if found else 404)
            self.end_headers()
            self.wfile.write(json.dumps(TASK if found else {}).encode())

        def log_message(self, *args):
            """Quiet."""

    with HTTPServer(("127.0.0.1", 0), Metadata) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/v4/7"
        server.shutdown()
        thread.join()


def test_it_is_well(client):
    assert client.get("/health").json() == {"status": "ok"}


def test_it_tells_the_task_that_answers(client, ecs, monkeypatch):
    monkeypatch.setenv("ECS_CONTAINER_METADATA_URI_V4", ecs)
    assert client.get("/").json() == {
        "cluster": "main",
        "task": "arn:task",
        "revision": "3",
        "zone": "eu-west-1a",
    }


def test_outside_ecs_there_is_no_task(client):
    assert client.get("/").json() == {"cluster": None, "task": None, "revision": None, "zone": None}
