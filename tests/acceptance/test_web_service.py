"""The container system: `strat up blueprints/web_service`, then real requests, failures and changes."""

from __future__ import annotations

import http.client
import json
import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import boto3
import psutil
import psycopg2
import pytest
from botocore.exceptions import ClientError

from acceptance.running import ROOT, STRAT, Running, copied, eventually, running
from acceptance.test_recovery import processes_of
from processes import words
from waiting import PATIENCE

pytestmark = [pytest.mark.synth, pytest.mark.local]
URL = "https://example.com/kept"


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    yield from running(copied(ROOT / "blueprints/web_service", tmp_path_factory.mktemp("up") / "web_service"))


class Quiet(urllib.request.HTTPRedirectHandler):
    """A redirect is an answer."""

    def redirect_request(self, *arguments: Any) -> None:
        return None


def ask(web: Running, path: str, body: object = None) -> tuple[int, Any, str | None]:
    """Status, JSON body and Location, whatever the status; status 0 where nobody answers."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(web.outputs["Url"] + path, data, {"Content-Type": "application/json"})
    try:
        with urllib.request.build_opener(Quiet).open(request, timeout=10) as answer:
            return answer.status, json.loads(answer.read() or b"null"), None
    except urllib.error.HTTPError as answer:
        with answer:
            return answer.status, None, answer.headers.get("Location")
    except OSError:
        return 0, None, None


def links(web: Running) -> set[str]:
    """The URLs that the service reads from its database."""
    status, found, _ = ask(web, "/links?count=100")
    return {link["url"] for link in found} if status == 200 else set()


@contextmanager
def database(web: Running) -> Iterator[Any]:
    """A cursor of the service's PostgreSQL, as its master user."""
    [cluster] = web.client("rds").describe_db_clusters()["DBClusters"]
    secrets = web.client("secretsmanager")
    values = [
        json.loads(secrets.get_secret_value(SecretId=each["ARN"])["SecretString"])
        for each in secrets.list_secrets()["SecretList"]
        if "Database" in each["Name"]
    ]
    connection = psycopg2.connect(
        host="localhost",
        port=cluster["Port"],
        dbname="links",
        user=cluster["MasterUsername"],
        password=values[0]["password"],
    )
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            yield cursor
    finally:
        connection.close()


def service(web: Running) -> dict[str, str]:
    ecs = web.client("ecs")
    [cluster] = ecs.list_clusters()["clusterArns"]
    [arn] = ecs.list_services(cluster=cluster)["serviceArns"]
    return {"cluster": cluster, "service": arn}


def targets(web: Running) -> int:
    """How many targets the load balancer finds healthy."""
    elb = web.client("elbv2")
    [group] = elb.describe_target_groups()["TargetGroups"]
    told = elb.describe_target_health(TargetGroupArn=group["TargetGroupArn"])["TargetHealthDescriptions"]
    return sum(one["TargetHealth"]["State"] == "healthy" for one in told)


def arns(web: Running) -> set[str]:
    where = service(web)
    name = where["service"].rpartition("/")[2]
    return set(web.client("ecs").list_tasks(cluster=where["cluster"], serviceName=name)["taskArns"])


def of(web: Running, *wanted: str) -> psutil.Process:
    """The process of this system whose command has all of ``wanted``."""
    for process in processes_of(web.app):
        if all(word in " ".join(words(process)) for word in wanted):
            return process
    raise AssertionError(f"no process with {wanted}")


def kill(web: Running, *wanted: str) -> None:
    process = of(web, *wanted)
    process.kill()
    process.wait(PATIENCE)  # on a busy machine a killed process runs on for a moment


@contextmanager
def load(web: Running, *, rate: int = 50) -> Iterator[Counter[Any]]:
    """``rate`` requests a second, each on a new connection; how often each status or error came."""
    answers: Counter[Any] = Counter()
    address, ended, workers = urlsplit(web.outputs["Url"]), threading.Event(), 10

    def work() -> None:
        while not ended.is_set():
            due = time.monotonic() + workers / rate
            connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=60)
            try:
                connection.request("GET", "/health")
                answer = connection.getresponse()
                answer.read()
                answers[answer.status] += 1
            except (OSError, http.client.HTTPException) as error:
                answers[type(error).__name__] += 1
            finally:
                connection.close()
            ended.wait(max(0.0, due - time.monotonic()))

    threads = [threading.Thread(target=work) for _ in range(workers)]
    for thread in threads:
        thread.start()
    try:
        yield answers
    finally:
        ended.set()
        for thread in threads:
            thread.join()


@contextmanager
def edited(file: Path, text: str) -> Iterator[None]:
    before = file.read_text() if file.exists() else None
    file.write_text(text)
    try:
        yield
    finally:
        if before is None:
            file.unlink()
        else:
            file.write_text(before)


def refused(web: Running) -> str:
    """What `strat up` says when it fails: one message."""
    done = web.app.strat("up", "--detach", check=None)
    assert done.returncode in (1, 2, 3), done.stdout + done.stderr
    assert done.stderr.count("\nerror: ") == 1
    return done.stderr


def test_everything_behind_the_url_answers(web: Running) -> None:
    assert ask(web, "/health")[:2] == (200, {"status": "ok"})
    assert eventually(lambda: ask(web, "/ready")[:2] == (200, {"database": True, "cache": True}))


def test_a_link_is_a_row_in_postgresql(web: Running) -> None:
    status, link, _ = ask(web, "/links", {"url": URL})
    assert status == 201
    with database(web) as cursor:
        cursor.execute("SELECT url FROM links WHERE code = %s", (link["code"],))
        assert cursor.fetchall() == [(URL,)]


def test_what_was_read_lately_is_in_the_cache(web: Running) -> None:
    _, link, _ = ask(web, "/links", {"url": "https://example.com/cached"})
    with database(web) as cursor:
        cursor.execute("DELETE FROM links WHERE code = %s", (link["code"],))
    assert ask(web, f"/{link['code']}") == (307, None, "https://example.com/cached")


def test_migrations_ran_once(web: Running) -> None:
    changes = web.app.json("up", "cdk.out", "--detach")["changes"]
    assert set(changes.values()) == {"unchanged"}
    told = [line["text"] for line in web.app.json("logs") if "migrations applied" in line["text"]]
    assert told == ["2 of 2 migrations applied"]


def test_a_right_that_the_task_role_lacks_is_denied(web: Running) -> None:
    variables = of(web, "-m links").environ()
    asked = urllib.request.Request(
        variables["AWS_CONTAINER_CREDENTIALS_FULL_URI"],
        headers={"Authorization": variables.get("AWS_CONTAINER_AUTHORIZATION_TOKEN", "")},
    )
    with urllib.request.urlopen(asked, timeout=60) as answer:
        keys = json.load(answer)
    task = boto3.session.Session(
        aws_access_key_id=keys["AccessKeyId"],
        aws_secret_access_key=keys["SecretAccessKey"],
        aws_session_token=keys["Token"],
        region_name="us-east-1",
    )
    here = web.document["endpoint"]
    secret = variables["DATABASE_SECRET_ARN"]
    assert task.client("secretsmanager", endpoint_url=here).get_secret_value(SecretId=secret)["SecretString"]
    with pytest.raises(ClientError, match="AccessDenied"):
        task.client("s3", endpoint_url=here).list_buckets()


def test_a_command_runs_in_a_task_as_its_program_does(web: Running) -> None:
    program = "cat; pwd; echo $PGHOST$DATABASE_HOST >&2; exit 7"
    done = subprocess.run(
        [STRAT, "exec", "Web", "sh", "-c", program],
        cwd=web.app.folder,
        input="typed\n",
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (done.returncode, done.stdout) == (7, "typed\n/app\n")
    assert "localhost" in done.stderr
    told = web.app.strat("exec", "--json", "Web", "python", "-m", "no_such_module", check=1)
    document = json.loads(told.stdout)
    assert (document["service"], document["exit_code"]) == ("local/WebService/Web", 1)
    assert "no_such_module" in document["stderr"]
    assert "Did you mean Web?" in web.app.strat("exec", "Wob", "ls", check=2).stderr
    assert web.app.strat("exec", "Web", "--", "echo", "here").stdout == "here\n"


def test_a_killed_task_is_replaced(web: Running) -> None:
    victim = of(web, "-m links")
    before = arns(web)
    victim.kill()
    assert before
    eventually(lambda: (now := arns(web)) and not before & now and ask(web, "/health")[0] == 200)


def test_a_service_scales_from_one_task_to_three(web: Running) -> None:
    scaling = web.client("application-autoscaling")
    [target] = scaling.describe_scalable_targets(ServiceNamespace="ecs")["ScalableTargets"]
    key = {name: target[name] for name in ("ServiceNamespace", "ResourceId", "ScalableDimension")}
    scaling.register_scalable_target(**key, MinCapacity=3)
    assert eventually(lambda: targets(web) == 3)
    scaling.register_scalable_target(**key, MinCapacity=1)
    web.client("ecs").update_service(**service(web), desiredCount=1)
    assert eventually(lambda: targets(web) == 1)


def test_a_rolling_update_fails_no_request(web: Running) -> None:
    before = arns(web)
    with load(web) as answers:
        eventually(lambda: answers[200] > 25)
        web.client("ecs").update_service(**service(web), forceNewDeployment=True)
        eventually(lambda: (now := arns(web)) and not before & now)
        seen = answers[200]
        eventually(lambda: answers[200] > seen + 50)
    assert set(answers) == {200}, answers


@pytest.mark.parametrize(
    ("file", "text", "says"),
    [
        ("src/links/__main__.py", "raise SystemExit('no licence')\n", "no licence"),
        (
            "src/links/__main__.py",
            "import uvicorn\nuvicorn.run('links.api:app', host='0.0.0.0', port=9999)\n",
            "9999",
        ),
        ("src/Dockerfile", "FROM python:3.13-slim\nRUNN pip install x\n", "RUNN"),
        ("migrations/0003_broken.sql", "ALTER TABLE nowhere ADD COLUMN x int;\n", "nowhere"),
    ],
    ids=["crashes at start", "listens on the wrong port", "does not parse", "fails to migrate"],
)
def test_what_is_broken_is_one_message_and_the_rest_goes_on(
    web: Running, file: str, text: str, says: str
) -> None:
    with edited(web.app.folder / file, text):
        assert says in refused(web)
    assert ask(web, "/health")[0] == 200
    assert URL in links(web)


@pytest.mark.parametrize(
    "wanted",
    [("bin/postgres", "-D"), ("stratiform.local.engine",), ("stratiform.local.gateway",)],
    ids=["PostgreSQL", "the engine", "the gateway"],
)
def test_what_is_killed_comes_back_by_itself_with_every_row(web: Running, wanted: tuple[str, ...]) -> None:
    kill(web, *wanted)
    assert eventually(lambda: URL in links(web))


def test_a_killed_emulator_is_told_and_comes_back_with_the_next_up(web: Running) -> None:
    kill(web, "stratiform.local.emulator")
    told = web.app.strat("status", check=1).stdout
    assert "The local cloud was killed; its tasks and databases still run." in told
    again = web.app.json("up", "--detach")
    assert again["outputs"]["Url"] == web.outputs["Url"]
    assert eventually(lambda: URL in links(web))


def test_rows_survive_down_and_up_and_nothing_else_does(web: Running) -> None:
    web.app.strat("down")
    assert eventually(lambda: not processes_of(web.app))
    # The assembly is there: what a synthesis takes is asked elsewhere.
    assert web.app.json("up", "cdk.out", "--detach")["outputs"]["Url"] == web.outputs["Url"]
    assert eventually(lambda: URL in links(web))


def test_a_killed_up_is_told_by_status_and_ended_by_down(web: Running) -> None:
    web.app.strat("down", "--wipe")
    with subprocess.Popen(
        [STRAT, "up", "cdk.out", "--detach"],
        cwd=web.app.folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as killed:

        def told() -> Any:
            status = web.app.strat("status", "--json", check=None).stdout
            return [stack["status"] for stack in json.loads(status)["stacks"]] if status else []

        eventually(lambda: told() == ["CREATE_IN_PROGRESS"])
        killed.kill()
    assert "create in progress; `strat up` goes on" in web.app.strat("status").stdout
    web.app.strat("down")
    assert eventually(lambda: not processes_of(web.app))
    assert "not running" in web.app.strat("status", check=1).stdout
