"""How fast is a change in every task, and what does the agent cost? python bench/agent.py [CHANGES]

Three agents follow one topic of a local cloud. The peer is a poll: AWS AppConfig Agent asks every 45 s, AWS
Secrets Manager Agent every 300 s, so half of that on average.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import aiohttp
import boto3
import psutil

from stratiform.agent.events import feed, follow
from stratiform.local.emulator import process
from stratiform.local.state import State

TOKEN = "t" * 40
HEADERS = {"X-Aws-Parameters-Secrets-Token": TOKEN}
POLL = {"configurations": 45.0, "secrets": 300.0}  # seconds, the defaults of AWS's agents


def main(changes: int) -> int:
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        state = State.of(Path(folder))
        emulator = process.start(state, port=None, account="000000000000", region="us-east-1").emulator
        stack.callback(process.stop, state)

        def client(service: str) -> Any:
            keys = {"aws_access_key_id": emulator.account, "aws_secret_access_key": "test"}
            return boto3.client(service, endpoint_url=emulator.endpoint, region_name=emulator.region, **keys)

        topic = topic_of(client)
        agents = [stack.enter_context(agent(emulator.endpoint, topic, Path(folder))) for _ in range(3)]
        served = asyncio.run(latencies(client, [each["port"] for each in agents], changes))
        read = asyncio.run(reads(agents[0]))
        for number in range(999):
            client("secretsmanager").create_secret(Name=f"many/{number}", SecretString="x" * 1024)
        asyncio.run(fill(agents[0]["port"]))
        full = memory(agents[0])
    return report(served, read, agents, full)


def topic_of(client: Any) -> str:
    """A topic that Secrets Manager's events reach by a rule."""
    topic: str = client("sns").create_topic(Name="changes")["TopicArn"]
    events = client("events")
    events.put_rule(Name="secrets", EventPattern=json.dumps({"source": ["aws.secretsmanager"]}))
    events.put_targets(Rule="secrets", Targets=[{"Id": "topic", "Arn": topic}])
    client("secretsmanager").create_secret(Name="changing", SecretString="0")
    return topic


@contextmanager
def agent(endpoint: str, topic: str, folder: Path) -> Iterator[dict[str, Any]]:
    """A real agent: its port, its process, and how long it took to be ready."""
    log = folder / f"{time.monotonic_ns()}.log"
    variables = {
        "PATH": os.environ["PATH"],
        "AWS_ENDPOINT_URL": endpoint,
        "AWS_REGION": "us-east-1",
        "AWS_ACCESS_KEY_ID": "000000000000",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_TOKEN": TOKEN,
        "SECRETS_HTTP_PORT": "0",
        "HTTP_PORT": "0",
        "EVENTS_TOPIC_ARN": topic,
    }
    began = time.monotonic()
    with log.open("wb") as stream:
        started = subprocess.Popen([sys.executable, "-m", "stratiform.agent"], env=variables, stderr=stream)
    try:
        while not (found := re.search(r"serving secrets on localhost:(\d+)", log.read_text())):
            time.sleep(0.01)
        ready = time.monotonic() - began
        time.sleep(1)
        found_memory = psutil.Process(started.pid).memory_info().rss / 2**20
        yield {"port": int(found[1]), "pid": started.pid, "ready": ready, "idle": found_memory}
    finally:
        started.terminate()
        started.wait(20)


def memory(one: dict[str, Any]) -> float:
    """Resident memory in MiB."""
    found: float = psutil.Process(one["pid"]).memory_info().rss / 2**20
    return found


async def value(http: aiohttp.ClientSession, port: int, name: str = "changing") -> str:
    url = f"http://127.0.0.1:{port}/secretsmanager/get?secretId={name}"
    async with http.get(url, headers=HEADERS) as answer:
        found: str = json.loads(await answer.read())["SecretString"]
    return found


async def latencies(client: Any, ports: list[int], changes: int) -> list[float]:
    """Seconds from a change until the last of the agents serves it."""
    secrets, found = client("secretsmanager"), []
    async with aiohttp.ClientSession() as http:
        for port in ports:
            await value(http, port)
        await asyncio.sleep(2)  # every queue is subscribed
        for number in range(1, changes + 1):
            began = time.monotonic()
            await asyncio.to_thread(secrets.put_secret_value, SecretId="changing", SecretString=str(number))
            for port in ports:
                while await value(http, port) != str(number):
                    await asyncio.sleep(0.005)
            found.append(time.monotonic() - began)
    return found


async def reads(one: dict[str, Any]) -> tuple[float, float, float]:
    """Cached reads: a second of the clock, a second of the agent's own CPU, and the 99th percentile at 500
    a second in milliseconds. The clients share the machine with the agent, so the clock tells less."""
    connections = [await asyncio.open_connection("127.0.0.1", one["port"]) for _ in range(16)]
    head = f"GET /secretsmanager/get?secretId=changing HTTP/1.1\r\nHost: localhost:{one['port']}\r\n"
    request = f"{head}X-Aws-Parameters-Secrets-Token: {TOKEN}\r\n\r\n".encode()

    async def read(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(request)
        headers = await reader.readuntil(b"\r\n\r\n")
        assert headers.startswith(b"HTTP/1.1 200 "), headers
        length = re.search(rb"Content-Length: (\d+)", headers)
        assert length is not None
        await reader.readexactly(int(length[1]))

    async def many(pair: tuple[asyncio.StreamReader, asyncio.StreamWriter]) -> None:
        for _ in range(1000):
            await read(*pair)

    used, began = cpu(one), time.monotonic()
    await asyncio.gather(*map(many, connections))
    wall, busy = time.monotonic() - began, cpu(one) - used
    began, spent = time.monotonic(), []
    for number in range(1500):
        await asyncio.sleep(max(0.0, began + number / 500 - time.monotonic()))
        start = time.monotonic()
        await read(*connections[number % 16])
        spent.append((time.monotonic() - start) * 1000)
    for _, writer in connections:
        writer.close()
    return 16000 / wall, 16000 / busy, statistics.quantiles(spent, n=100)[98]


def cpu(one: dict[str, Any]) -> float:
    """Seconds of CPU that the agent has used."""
    found = psutil.Process(one["pid"]).cpu_times()
    return float(found.user + found.system)


async def fill(port: int) -> None:
    async with aiohttp.ClientSession() as http:
        for number in range(999):
            await value(http, port, f"many/{number}")


def idle_calls() -> None:
    """What a task asks AWS while nothing changes, by the defaults, and what that costs in 730 hours."""
    calls = {  # an hour, and dollars for a million; us-east-1, November 2026, without free amounts
        "ReceiveMessage": (3600 / feed.WAIT, 0.40),
        "TagQueue": (3600 / follow.HEARTBEAT, 0.40),
        "GetLatestConfiguration, each configuration": (3600 / POLL["configurations"], 0.20),
        "DescribeSecret, each secret": (3600 / POLL["secrets"], 5.00),
    }
    whole = 0.0
    for what, (hourly, price) in calls.items():
        monthly = hourly * 730 * price / 1e6
        whole += monthly
        print(f"idle: {what}: {hourly:.0f} calls an hour, ${monthly:.3f} a month")
    print(f"idle: a task with one configuration and one secret: ${whole:.2f} a month")


def report(
    served: list[float], read: tuple[float, float, float], agents: list[dict[str, Any]], full: float
) -> int:
    rate, alone, slow = read
    half, last = statistics.median(served), statistics.quantiles(served, n=100)[98]
    ready = statistics.median(each["ready"] for each in agents)
    idle = statistics.median(each["idle"] for each in agents)
    print(f"change -> served by all three: median {half:.3f} s, 99th {last:.3f} s, {len(served)} changes")
    for what, poll in POLL.items():
        print(f"peer, a poll for {what} every {poll:.0f} s: {poll / 2 / half:.0f} x as long on average")
    print(f"cached reads: {alone:.0f} a second of the agent's CPU, {rate:.0f} a second with the clients")
    print(f"99th percentile at 500 a second: {slow:.2f} ms")
    print(
        f"memory: {idle:.0f} MiB idle, {full:.0f} MiB with 1,000 secrets of 1 KB; ready after {ready:.2f} s"
    )
    idle_calls()
    limits = {
        "median below 0.3 s": half < 0.3,
        "99th below 1 s": last < 1.0,
        "5,000 reads a second from one core": alone >= 5000,
        "99th percentile of reads below 3 ms": slow < 3,
        "below 45 MiB idle": idle < 45,
        "below 60 MiB full": full < 60,
        "ready within 1 s": ready < 1,
    }
    for what, kept in limits.items():
        print(f"{'ok  ' if kept else 'MISS'} {what}")
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 60))
