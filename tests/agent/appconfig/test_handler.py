"""AWS AppConfig Agent's contract over a real socket."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import aiohttp
import pytest
from yarl import URL

from agent.service import FakeAws, serving
from stratiform.agent import http
from stratiform.agent.appconfig import flags
from stratiform.agent.appconfig import store as module
from stratiform.agent.appconfig.backups import Backups
from stratiform.agent.appconfig.directory import Files
from stratiform.agent.appconfig.handler import Handler
from stratiform.agent.appconfig.rollout import part
from stratiform.agent.appconfig.session import Session
from stratiform.agent.appconfig.store import Configurations
from stratiform.agent.appconfig.version import Version
from stratiform.agent.events.messages import Deployed
from stratiform.agent.http import Address
from stratiform.agent.metrics import Metrics
from stratiform.agent.readiness import Readiness
from waiting import PATIENCE

PATH = "/applications/shop/environments/prod/configurations/flags"
FLAGS = {"new-cart": {"enabled": True, "size": 3}, "old": {"enabled": False}}
VARIED = (
    b"'cart'::[ [(eq $tier \"gold\"), '''{\"_variant\":\"gold\",\"enabled\":true}'''],"
    b" '''{\"_variant\":\"plain\",\"enabled\":false}''' ]\n'old'::'''{\"enabled\":true}'''"
)


@dataclass
class Agent:
    port: int
    client: aiohttp.ClientSession
    configurations: Configurations
    variables: dict[str, str]

    async def ask(self, path: str = PATH, method: str = "GET", **headers: str) -> tuple[int, str, Any]:
        return await self.asked(path, list(headers.items()), method)

    async def asked(
        self, path: str, headers: list[tuple[str, str]], method: str = "GET"
    ) -> tuple[int, str, Any]:
        url = URL(f"http://127.0.0.1:{self.port}{path}", encoded=True)
        async with self.client.request(method, url, headers=headers) as answer:
            return answer.status, await answer.text(), answer.headers


@asynccontextmanager
async def running(
    state: FakeAws,
    *,
    token: str | None = None,
    folder: Path | None = None,
    backups: Path | None = None,
    **named: Any,
) -> AsyncIterator[Agent]:
    async with serving(state) as aws:
        readiness, metrics = Readiness(), Metrics()
        readiness.reached()
        store = Configurations(
            (lambda profile: Files(folder, profile)) if folder else lambda profile: Session(aws, profile),
            backups=Backups(backups) if backups else None,
            **named,
        )
        address = Address("127.0.0.1", 0)
        listener = await http.listen(address, Handler(address, token, store, readiness, metrics))
        async with aiohttp.ClientSession() as client:
            yield Agent(listener.port, client, store, cast(dict[str, str], aws.variables))
        await listener.close()
        await store.close()


def deployed(
    content: bytes | object = FLAGS, type: str = "application/json", name: str = "shop:prod:flags"
) -> FakeAws:
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    return FakeAws(configurations={name: (body, type)})


def run(state: FakeAws, test: Callable[[Agent], Awaitable[None]], **named: Any) -> None:
    async def body() -> None:
        async with running(state, **named) as agent:
            await test(agent)

    asyncio.run(body())


def listed(number: int, state: str, share: float = 100.0, **more: str) -> dict[str, Any]:
    """An item of ListDeployments; the version is the number's tenfold."""
    return {
        "DeploymentNumber": number,
        "ConfigurationProfileId": "flags",
        "ConfigurationVersion": f"{number}0",
        "State": state,
        "PercentageComplete": share,
        "StartedAt": "2026-01-01T10:00:00.5Z",
        **more,
    }


COMPLETE = listed(1, "COMPLETE", CompletedAt="2026-01-01T11:00:00Z")


def ended(version: str, number: int = 2, stage: str = "complete") -> Deployed:
    return Deployed(
        stage, frozenset({"shop"}), frozenset({"prod"}), frozenset({"flags"}), 0.0, number, version
    )


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_AGAIN", (0.01, 0.01))
    monkeypatch.setattr(module, "_RETRY", 0.05)


def test_a_configuration_is_served_as_it_is_and_fetched_once() -> None:
    state = deployed(b"a: 1\n", "application/x-yaml")

    async def test(agent: Agent) -> None:
        answers = await asyncio.gather(*(agent.ask() for _ in range(20)))
        assert {(status, body, headers["Content-Type"]) for status, body, headers in answers} == {
            (200, "a: 1\n", "application/x-yaml")
        }

    run(state, test)
    assert state.calls == {"/configurationsessions": 1, "/configuration": 1}


def test_names_with_slashes_are_decoded_after_the_path_was_split() -> None:
    async def test(agent: Agent) -> None:
        path = "/applications/back%2Fend/environments/prod/configurations/flags"
        assert (await agent.ask(path))[0] == 200

    run(deployed(name="back/end:prod:flags"), test)


@pytest.mark.parametrize(
    ("query", "status", "body"),
    [
        ("?flag=new-cart", 200, FLAGS["new-cart"]),
        ("?flag=new-cart&flag=old", 200, FLAGS),
        ("?flag=missing", 404, None),
        ("", 200, FLAGS),
    ],
)
def test_one_flag_stands_alone_and_several_by_name(query: str, status: int, body: object) -> None:
    async def test(agent: Agent) -> None:
        found, text, _ = await agent.ask(PATH + query)
        assert found == status
        assert body is None or json.loads(text) == body

    run(deployed(), test)


def test_flags_of_what_has_none_are_a_bad_request() -> None:
    async def test(agent: Agent) -> None:
        status, text, _ = await agent.ask(f"{PATH}?flag=a")
        assert (status, text.partition(":")[0]) == (400, "BadRequestException")

    run(deployed(b"plain text", "text/plain"), test)


@pytest.mark.parametrize(
    "headers",
    [
        [("Context", "tier=gold")],
        [("Context", "a=b,tier=gold")],
        [("Context", "a=b"), ("Context", "tier=gold")],
    ],
)
def test_a_context_chooses_the_variant(headers: list[tuple[str, str]]) -> None:
    async def test(agent: Agent) -> None:
        _, text, answered = await agent.asked(f"{PATH}?flag=cart", headers)
        assert json.loads(text) == {"_variant": "gold", "enabled": True}
        assert answered["Content-Type"].startswith("application/json")
        _, text, _ = await agent.asked(PATH, [])
        assert json.loads(text) == {"cart": {"_variant": "plain", "enabled": False}, "old": {"enabled": True}}

    run(deployed(VARIED, "application/octet-stream"), test)


@pytest.mark.parametrize(
    ("path", "method", "headers", "status"),
    [
        ("/applications/shop", "GET", {}, 404),
        ("/applications/shop/environments/prod/configurations/missing", "GET", {}, 404),
        (PATH, "POST", {}, 405),
        (PATH, "HEAD", {}, 405),
        (PATH, "GET", {"Host": "attacker.example"}, 403),
        (PATH, "GET", {"Entity-Id": "x" * 2049}, 400),
        (PATH, "GET", {"Entity-Id": "x" * 2048}, 200),
        ("/ping", "GET", {}, 200),
        ("/ready", "GET", {}, 200),
        ("/metrics", "GET", {}, 200),
    ],
)
def test_each_request_has_its_status(path: str, method: str, headers: dict[str, str], status: int) -> None:
    async def test(agent: Agent) -> None:
        assert (await agent.ask(path, method, **headers))[0] == status

    run(deployed(), test)


@pytest.mark.parametrize(("given", "status"), [("Bearer right", 200), ("Bearer wrong", 401), ("", 401)])
def test_a_token_is_asked_for_where_one_is_set(given: str, status: int) -> None:
    async def test(agent: Agent) -> None:
        assert (await agent.ask(Authorization=given))[0] == status
        assert (await agent.ask("/ready"))[0] == 200

    run(deployed(), test, token="right")


def test_silence_and_errors_of_the_service_have_their_statuses() -> None:
    state = deployed()

    async def test(agent: Agent) -> None:
        state.silent = True
        assert (await agent.ask())[0] == 504
        state.silent, state.failing = False, (500, "InternalServerException")
        assert (await agent.ask())[0] == 500
        state.failing = (403, "AccessDeniedException")
        assert (await agent.ask())[0] == 400
        state.failing = None
        assert (await agent.ask())[0] == 200

    run(state, test)


def test_the_poll_brings_what_was_deployed() -> None:
    state = deployed(b"one", "text/plain")

    async def test(agent: Agent) -> None:
        assert (await agent.ask())[1] == "one"
        state.configurations["shop:prod:flags"] = (b"two", "text/plain")
        async with asyncio.timeout(PATIENCE):
            while (await agent.ask())[1] != "two":
                await asyncio.sleep(0.01)

    run(state, test, interval=0.05)


def test_a_finished_deployment_is_served_at_once_with_its_version() -> None:
    state = deployed(b"one", "text/plain")
    state.next_poll = 3600

    async def test(agent: Agent) -> None:
        await agent.ask()
        state.configurations["shop:prod:flags"] = (b"two", "text/plain")
        await agent.configurations.follow(ended("7"))
        _, body, headers = await agent.ask()
        assert (body, headers["Configuration-Version"]) == ("two", "7")
        state.configurations["shop:prod:flags"] = (b"one", "text/plain")
        await agent.configurations.follow(ended("6", 3, "rolled back"))
        assert (await agent.ask())[1] == "one"

    run(state, test)


def test_while_appconfig_is_away_the_old_version_is_served_and_says_so() -> None:
    state = deployed(b"one", "text/plain")
    began = time.monotonic()

    async def test(agent: Agent) -> None:
        assert "X-Config-Stale" not in (await agent.ask())[2]
        state.failing = (503, "ServiceUnavailable")
        state.configurations["shop:prod:flags"] = (b"two", "text/plain")
        async with asyncio.timeout(PATIENCE):
            while "X-Config-Stale" not in (await agent.ask())[2]:
                await asyncio.sleep(0.01)
        status, body, headers = await agent.ask()
        assert (status, body, headers["X-Config-Stale"]) == (200, "one", "1")
        assert 0 <= int(headers["Age"]) <= time.monotonic() - began
        state.failing = None
        async with asyncio.timeout(PATIENCE):
            while (await agent.ask())[1] != "two":
                await asyncio.sleep(0.01)
        assert "X-Config-Stale" not in (await agent.ask())[2]

    run(state, test, interval=0.05)


def test_after_a_rollback_the_number_is_the_one_that_its_content_had() -> None:
    state = deployed(b"one", "text/plain")

    async def test(agent: Agent) -> None:
        await agent.ask()
        for number, content in (("1", b"one"), ("2", b"two")):
            state.configurations["shop:prod:flags"] = (content, "text/plain")
            await agent.configurations.follow(ended(number, int(number)))
        state.configurations["shop:prod:flags"] = (b"one", "text/plain")
        await agent.configurations.follow(ended("2", 2, "rolled back"))
        await agent.configurations.follow(ended("2", 2))
        _, body, headers = await agent.ask()
        assert (body, headers["Configuration-Version"]) == ("one", "1")

    run(state, test)


@pytest.mark.parametrize(
    ("kept", "sessions"), [({"7": (b"one", "text/plain")}, 2), ({"7": (b"two", "text/plain")}, 4), (None, 4)]
)
def test_a_deployment_of_the_same_content_is_known_by_its_version_without_asking_again(
    kept: dict[str, tuple[bytes, str]] | None, sessions: int
) -> None:
    state = deployed(b"one", "text/plain")
    state.hosted = kept

    async def test(agent: Agent) -> None:
        await agent.ask()
        await agent.configurations.follow(ended("7"))
        _, body, headers = await agent.ask()
        assert (body, headers["Configuration-Version"]) == ("one", "7")

    run(state, test)
    assert state.calls["/configurationsessions"] == sessions
    assert sum(count for path, count in state.calls.items() if "/hosted" in path) == 1


def test_a_deployment_that_ends_during_the_first_read_is_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    state, read, goes_on, latest = (
        deployed(b"one", "text/plain"),
        asyncio.Event(),
        asyncio.Event(),
        Session.latest,
    )
    state.next_poll = 3600

    async def slow(session: Session) -> Version | None:
        found = await latest(session)
        read.set()
        await goes_on.wait()
        return found

    monkeypatch.setattr(Session, "latest", slow)

    async def test(agent: Agent) -> None:
        reading = asyncio.ensure_future(agent.ask())
        await read.wait()
        state.configurations["shop:prod:flags"] = (b"two", "text/plain")
        following = asyncio.ensure_future(agent.configurations.follow(ended("7")))
        await asyncio.sleep(0)
        goes_on.set()
        assert ((await reading)[1], await following) == ("one", True)
        assert (await agent.ask())[1] == "two"

    run(state, test, interval=3600)


def test_an_event_of_an_older_deployment_changes_nothing() -> None:
    state = deployed(b"one", "text/plain")

    async def test(agent: Agent) -> None:
        await agent.ask()
        await agent.configurations.follow(ended("7", 5))
        calls = dict(state.calls)
        await agent.configurations.follow(ended("6", 4))
        assert state.calls == calls
        assert (await agent.ask())[2]["Configuration-Version"] == "7"

    run(state, test)


def test_a_token_that_is_worn_out_and_a_poll_too_early_are_no_errors() -> None:
    state = deployed(b"one", "text/plain")

    async def test(agent: Agent) -> None:
        await agent.ask()
        state.sessions.clear()
        state.configurations["shop:prod:flags"] = (b"two", "text/plain")
        async with asyncio.timeout(PATIENCE):
            while (await agent.ask())[1] != "two":
                await asyncio.sleep(0.01)

    run(state, test, interval=0.05)


def test_a_backup_is_served_where_appconfig_does_not_answer(tmp_path: Path) -> None:
    state = deployed(b"one", "text/plain")

    async def first(agent: Agent) -> None:
        await agent.ask()

    async def second(agent: Agent) -> None:
        status, body, headers = await agent.ask()
        assert (status, body, headers["Content-Type"]) == (200, "one", "text/plain")

    run(state, first, backups=tmp_path)
    state.failing = (500, "InternalServerException")
    run(state, second, backups=tmp_path)
    run(state, second, backups=tmp_path, preload=False)
    assert all(path.stat().st_mode & 0o077 == 0 for path in tmp_path.iterdir())


@pytest.mark.parametrize(
    ("name", "type"),
    [
        ("shop:prod:flags", "application/json"),
        ("shop:prod:flags.json", "application/json"),
        ("shop:prod:flags.text%plain", "text/plain"),
    ],
)
def test_a_folder_stands_for_appconfig_while_developing(tmp_path: Path, name: str, type: str) -> None:
    (tmp_path / name).write_text("{}")

    async def test(agent: Agent) -> None:
        status, body, headers = await agent.ask()
        assert (status, body, headers["Content-Type"].partition(";")[0]) == (200, "{}", type)
        (tmp_path / name).write_text('{"new": {}}')
        async with asyncio.timeout(PATIENCE):
            while (await agent.ask())[1] == "{}":
                await asyncio.sleep(0.01)

    run(FakeAws(), test, folder=tmp_path, interval=0.05)


def test_while_a_deployment_goes_on_an_entity_keeps_its_version_and_the_header_tells_which() -> None:
    state = deployed(b"one", "text/plain")
    state.deployments = [COMPLETE]

    async def test(agent: Agent) -> None:
        await agent.ask(**{"Entity-Id": "anybody"})
        state.drawn = (b"two", "text/plain")
        running = listed(2, "DEPLOYING", 50.0, StartedAt="2126-01-01T10:00:00Z")
        state.deployments = [running, COMPLETE]
        entities = [f"customer-{number}" for number in range(40)]

        async def served() -> list[tuple[str, str]]:
            answers = [await agent.ask(**{"Entity-Id": entity}) for entity in entities]
            return [(body, headers["Configuration-Version"]) for _, body, headers in answers]

        async with asyncio.timeout(20):
            while set(await served()) != {("one", "10"), ("two", "20")}:
                pass
        settled = await served()
        for _ in range(3):
            assert await served() == settled
        assert (await agent.ask())[1] == "one"
        state.configurations["shop:prod:flags"] = state.drawn
        state.deployments[0] = listed(2, "COMPLETE", CompletedAt="2126-01-01T11:00:00Z")
        async with asyncio.timeout(20):
            while (await agent.ask())[1] != "two":
                await asyncio.sleep(0.01)
        assert {body for body, _ in await served()} == {"two"}

    run(state, test, interval=0.05)


@pytest.mark.parametrize("drawn", ["one", "two"])
def test_a_task_that_starts_in_the_middle_of_a_deployment_serves_entities_alike(drawn: str) -> None:
    kept = {"10": (b"one", "text/plain"), "20": (b"two", "text/plain")}
    state = deployed(drawn.encode(), "text/plain")
    state.deployments, state.hosted = [listed(2, "DEPLOYING", 50.0), COMPLETE], kept

    async def test(agent: Agent) -> None:
        for number in range(40):
            entity = f"customer-{number}"
            _, body, headers = await agent.ask(**{"Entity-Id": entity})
            found = (body, headers["Configuration-Version"], headers["Content-Type"])
            new = part(entity, 2, "20") < 50
            assert found == (("two", "20", "text/plain") if new else ("one", "10", "text/plain"))
        _, body, headers = await agent.ask()
        assert (body, headers["Configuration-Version"]) == (drawn, "10" if drawn == "one" else "20")

    run(state, test)
    assert state.calls["/configurationsessions"] == 1


@pytest.mark.parametrize("has", ["10", "20"])
def test_flags_that_another_session_drew_have_their_number(has: str) -> None:
    told = {"10": {"beta": {"enabled": False}}, "20": {"beta": {"enabled": True, "size": 1}}}
    kept = {number: json.dumps({"version": "1", "values": flags}) for number, flags in told.items()}
    state = deployed(told[has])
    state.deployments = [listed(2, "DEPLOYING", 50.0), COMPLETE]
    state.hosted = {number: (text.encode(), "application/json") for number, text in kept.items()}

    async def test(agent: Agent) -> None:
        await agent.ask()
        state.drawn = (json.dumps(told["20" if has == "10" else "10"]).encode(), "application/json")
        for number in range(40):
            entity = f"customer-{number}"
            _, text, headers = await agent.ask(**{"Entity-Id": entity})
            expected = "20" if part(entity, 2, "20") < 50 else "10"
            assert (json.loads(text), headers["Configuration-Version"]) == (told[expected], expected)

    run(state, test)


def test_versions_that_may_not_be_read_are_asked_for_once_and_entities_get_what_the_task_has() -> None:
    state = deployed(b"one", "text/plain")
    state.deployments = [listed(2, "DEPLOYING", 50.0), COMPLETE]

    async def test(agent: Agent) -> None:
        async with asyncio.timeout(PATIENCE):
            while state.calls["/configuration"] < 5:
                assert (await agent.ask(**{"Entity-Id": "customer"}))[:2] == (200, "one")

    run(state, test, interval=0.02)
    assert sum(count for path, count in state.calls.items() if "/hosted" in path) == 1


def test_versions_that_are_neither_of_the_two_are_compared_once() -> None:
    state = deployed(VARIED, "application/octet-stream")
    state.deployments = [listed(2, "DEPLOYING", 50.0), COMPLETE]
    state.hosted = {"10": (b"{}", "application/json"), "20": (b"[]", "application/json")}

    async def test(agent: Agent) -> None:
        async with asyncio.timeout(PATIENCE):
            while state.calls["/configuration"] < 5:
                assert (await agent.ask(**{"Entity-Id": "customer"}))[0] == 200

    run(state, test, interval=0.02)
    assert sum(count for path, count in state.calls.items() if "/hosted" in path) == 2


def test_the_number_is_told_without_an_event_and_an_event_of_another_deployment_does_not_stay() -> None:
    state = deployed(b"one", "text/plain")
    state.deployments = [COMPLETE]

    async def becomes(agent: Agent, body: str, number: str) -> None:
        async with asyncio.timeout(20):
            while True:
                _, found, headers = await agent.ask()
                if (found, headers.get("Configuration-Version")) == (body, number):
                    return
                await asyncio.sleep(0.01)

    async def test(agent: Agent) -> None:
        await becomes(agent, "one", "10")
        state.deployments = [listed(3, "COMPLETE", CompletedAt="2026-01-01T12:00:00Z"), COMPLETE]
        state.configurations["shop:prod:flags"] = (b"three", "text/plain")
        await agent.configurations.follow(ended("20", 2))  # the third's own event was lost
        await becomes(agent, "three", "30")

    run(state, test, interval=0.05)


def test_what_may_not_be_listed_is_asked_for_once_and_entities_are_served() -> None:
    state = deployed(b"one", "text/plain")

    async def test(agent: Agent) -> None:
        for _ in range(3):
            status, body, headers = await agent.ask(**{"Entity-Id": "customer"})
            assert (status, body, headers.get("Configuration-Version")) == (200, "one", None)
        while state.calls["/configuration"] < 5:
            await asyncio.sleep(0.01)

    run(state, test, interval=0.02)
    assert [count for path, count in state.calls.items() if path.endswith("/deployments")] == [1]


def test_a_session_that_is_throttled_is_no_new_one_which_would_draw_anew() -> None:
    state = deployed(b"one", "text/plain")

    async def test(agent: Agent) -> None:
        await agent.ask()
        state.failing = (429, "ThrottlingException")
        calls = state.calls["/configuration"]
        async with asyncio.timeout(20):
            while state.calls["/configuration"] < calls + 3:
                await asyncio.sleep(0.01)
        state.failing = None
        state.configurations["shop:prod:flags"] = (b"two", "text/plain")
        async with asyncio.timeout(20):
            while (await agent.ask())[1] != "two":
                await asyncio.sleep(0.01)

    run(state, test, interval=0.05)
    assert state.calls["/configurationsessions"] == 1


def test_an_answer_that_nobody_foresaw_is_not_the_last_poll(caplog: pytest.LogCaptureFixture) -> None:
    state = deployed(b"one", "text/plain")
    told: list[str] = []

    def changed(profile: object, version: Version) -> None:
        told.append(version.content.decode())
        if len(told) == 2:
            raise RuntimeError("a-hidden-value")

    async def test(agent: Agent) -> None:
        await agent.ask()
        for content in (b"two", b"three"):
            state.configurations["shop:prod:flags"] = (content, "text/plain")
            async with asyncio.timeout(20):
                while (await agent.ask())[1] != content.decode():
                    await asyncio.sleep(0.01)

    run(state, test, interval=0.05, on_change=changed)
    assert told == ["one", "two", "three"]
    assert "RuntimeError" in caplog.text
    assert "a-hidden-value" not in caplog.text


def test_an_entity_that_is_no_text_is_served() -> None:
    async def test(agent: Agent) -> None:
        assert (await agent.asked(PATH, [("Entity-Id", "caf\udce9")]))[0] == 200

    run(deployed(), test)


def test_flags_are_read_once_a_version(monkeypatch: pytest.MonkeyPatch) -> None:
    state, read = deployed(VARIED, "application/ion"), []
    parse = flags.values
    monkeypatch.setattr(flags, "values", lambda text: read.append(text) or parse(text))

    async def test(agent: Agent) -> None:
        for _ in range(3):
            assert (await agent.ask(f"{PATH}?flag=old"))[0] == 200
        state.configurations["shop:prod:flags"] = (VARIED + b" ", "application/ion")
        async with asyncio.timeout(20):
            while len(read) < 2:
                await agent.ask(f"{PATH}?flag=old")

    run(state, test, interval=0.05)
    assert len(read) == 2


def test_failures_are_waited_for_longer_each_time_and_never_beyond_the_interval() -> None:
    pauses = [[module._pause(failures, 45.0) for _ in range(50)] for failures in (1, 2, 5, 5000)]
    longest = [min(module._RETRY * 2**doubled, 45.0) for doubled in (0, 1, 4, 20)]
    for found, most in zip(pauses, longest, strict=True):
        assert all(most / 2 <= each <= most for each in found)
        assert len(set(found)) > 1


def test_nobody_who_listens_is_a_bad_gateway() -> None:
    async def test(agent: Agent) -> None:
        agent.variables["AWS_ENDPOINT_URL"] = "http://127.0.0.1:1"
        status, text, _ = await agent.ask()
        assert (status, text.partition(":")[0]) == (502, "BadGatewayException")

    run(deployed(), test)


def test_the_headers_tell_the_version_under_both_of_its_names_and_its_label() -> None:
    state = deployed(b"one", "text/plain")
    state.label = "spring"

    async def test(agent: Agent) -> None:
        await agent.ask()
        state.configurations["shop:prod:flags"] = (b"two", "text/plain")
        await agent.configurations.follow(ended("7"))
        _, _, headers = await agent.ask()
        assert (headers["Configuration-Version"], headers["ConfigurationVersion"]) == ("7", "7")
        assert headers["Version-Label"] == "spring"
        assert int(headers["Age"]) >= 0

    run(state, test)


@pytest.mark.parametrize("text", [b"'beta': on\n", b"'tis a text", b"''", b"'::"])
def test_a_text_that_begins_with_a_quote_is_served_as_it_is(text: bytes) -> None:
    async def test(agent: Agent) -> None:
        status, body, headers = await agent.ask()
        assert (status, body, headers["Content-Type"]) == (200, text.decode(), "application/x-yaml")

    run(deployed(text, "application/x-yaml"), test)


def test_a_context_may_hold_what_the_documentation_uses() -> None:
    rule = b"(ends_with $email \"@example.com\"), '''{\"enabled\":true}'''"
    state = deployed(b"'cart'::[ [" + rule + b"], '''{\"enabled\":false}''' ]", "application/ion")

    async def test(agent: Agent) -> None:
        _, text, _ = await agent.asked(PATH, [("Context", "userId=1, email=bob=1@example.com")])
        assert json.loads(text) == {"cart": {"enabled": True}}

    run(state, test)


def test_variants_are_developed_with_a_file_named_by_their_type(tmp_path: Path) -> None:
    (tmp_path / "shop:prod:flags.application%ion%type=AWS.AppConfig.FeatureFlags").write_bytes(VARIED)

    async def test(agent: Agent) -> None:
        _, text, headers = await agent.ask(f"{PATH}?flag=cart", Context="tier=gold")
        assert json.loads(text) == {"_variant": "gold", "enabled": True}
        assert headers["Content-Type"] == "application/json"

    run(FakeAws(), test, folder=tmp_path)
