"""Makes containers live: start, stop, kill, remove, and what happens when a process ends by itself."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import time
from collections.abc import Coroutine
from functools import partial
from pathlib import Path

from stratiform.errors import ImageError
from stratiform.local.birth import living
from stratiform.local.engine import address, enter, health, memory, orphans, readiness
from stratiform.local.engine.answer import Refused
from stratiform.local.engine.backoff import Backoff
from stratiform.local.engine.child import Child
from stratiform.local.engine.container import Container
from stratiform.local.engine.events import Events
from stratiform.local.engine.images.launch import Launch
from stratiform.local.engine.logs import STDERR, STDOUT, Lines
from stratiform.local.engine.relay import relay
from stratiform.local.engine.request import request
from stratiform.local.engine.state import KILLED, Condition
from stratiform.local.engine.table import Table
from stratiform.local.engine.volumes import Volumes

_READY_SECONDS = 60.0
_log = logging.getLogger(__name__)


class Supervisor:
    """``engine`` marks the processes of this engine; ``ports`` is the folder of translated ports."""

    def __init__(self, *, engine: str, table: Table, events: Events, volumes: Volumes, ports: Path) -> None:
        self.engine = engine
        self.ports = ports
        self._table = table
        self._events = events
        self._volumes = volumes
        self._tasks: set[asyncio.Task[None]] = set()

    async def start(self, container: Container) -> None:
        """Start a container that does not run; answers when its process runs and, a server, serves.

        Raises Refused (304) when it runs, (409) for a port that is taken, (400) when the image cannot run.
        """
        async with container.busy:
            if container.running:
                raise Refused(304, "")
            await self._run(container)
        launch, child = container.launch, container.child
        if launch and child and launch.ready:
            ready = asyncio.ensure_future(
                readiness.wait(launch.ports.values, launch.ready, seconds=_READY_SECONDS)
            )
            ended = asyncio.ensure_future(container.ended.wait())
            await asyncio.wait((ready, ended), return_when=asyncio.FIRST_COMPLETED)
            for task in (ready, ended):
                task.cancel()

    async def stop(self, container: Container, timeout: float | None = None) -> None:
        """Send the stop signal, after ``timeout`` seconds SIGKILL. Raises Refused (304) when it has ended."""
        if container.state.status == "restarting":
            self._set_ended(container)
        if not container.running:
            raise Refused(304, "")
        number = container.spec.stop_signal or (
            container.launch.stop_signal if container.launch else signal.SIGTERM
        )
        container.state = container.state.stop()
        self._signal(container, number)
        with contextlib.suppress(TimeoutError):
            seconds = container.spec.stop_timeout if timeout is None else timeout
            await asyncio.wait_for(container.ended.wait(), None if seconds < 0 else seconds)
        if container.running:
            self._signal(container, signal.SIGKILL)
            await container.ended.wait()
        self._tell(container, "stop")

    async def kill(self, container: Container, number: int) -> None:
        """Send one signal. Raises Refused (409) when nothing runs."""
        if not container.running:
            raise Refused(409, f"Container {container.id} is not running")
        if number == signal.SIGKILL:
            container.state = container.state.stop()
        self._signal(container, number)
        self._tell(container, "kill", signal=str(number))
        if number == signal.SIGKILL:
            await container.ended.wait()

    async def remove(self, container: Container, *, force: bool) -> None:
        """Forget a container. Raises Refused (409) when it runs and ``force`` is not set."""
        if container.running and not force:
            raise Refused(409, f"cannot remove container {container.id}: container is running: stop it first")
        with contextlib.suppress(Refused):
            await self.stop(container, 0)
        self._table.remove(container)
        container.removed.set()
        self._tell(container, "destroy")

    async def next_exit(self, container: Container) -> None:
        """Wait for the next end of a container, whether it runs now or not."""
        async for _ in self._events.listen(filters={"container": [container.id], "event": ["die"]}):
            return

    async def resume(self) -> None:
        """After a start of the engine: what ran when the last one was killed ended with it.

        Containers that come back by themselves are started again; the others are reported as exited.
        """
        await asyncio.to_thread(orphans.kill, orphans.ENGINE, self.engine)
        for container in self._table:
            state = container.state
            if state.status not in ("running", "restarting"):
                continue
            if living(state.pid, state.birth):
                _log.error("container %s outlived the engine: process %d", container.id[:12], state.pid)
            self._finish(container, KILLED, error="the engine was killed, and its containers with it")
            if state.comes_back:
                self.attend(self._again(container, Backoff()))

    async def shut_down(self) -> None:
        """Stop everything, each within its own time."""
        running = [container for container in self._table if container.running]
        await asyncio.gather(*(self.stop(container) for container in running), return_exceptions=True)
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _run(self, container: Container) -> None:
        if container.image is None:
            raise Refused(404, f"No such image: {container.spec.image}")
        stack = contextlib.AsyncExitStack()
        try:
            asked = request(container, self._volumes, self.ports)
            self._require_free(container)
            launch = await asyncio.to_thread(container.image.prepare, asked)
            if launch.around:
                await stack.enter_async_context(launch.around())
            for port, places in container.spec.places.items():
                for place in places:
                    await stack.enter_async_context(relay(place, container.identity.ports[port]))
            for port, real in {**container.identity.ports, **launch.ports}.items():
                address.publish(self.ports, container.identity.address, port, real)
            child = self._spawn_child(container, launch)
        except (ImageError, OSError) as error:
            await stack.aclose()
            what = f"{error.what}. {error.fix}" if isinstance(error, ImageError) else str(error)
            container.state = container.state.end(exit_code=127, now=time.time(), error=what)
            self._save(container)
            raise Refused(400 if isinstance(error, ImageError) else 500, what) from error
        except BaseException:
            await stack.aclose()
            raise
        container.launch, container.child = launch, child
        container.state = container.state.run(
            pid=child.pid,
            birth=child.birth,
            now=time.time(),
            comes_back=launch.restart or container.spec.restart.name in ("always", "unless-stopped"),
            checked=container.spec.health is not None,
        )
        container.ended.clear()
        container.log.opened()
        self._save(container)
        self._tell(container, "start")
        self.attend(self._attend(container, child, stack))
        self.attend(memory.guard(container))
        self.attend(health.watch(container, self.markers(container), partial(self._judge, container)))

    def _judge(self, container: Container, condition: Condition) -> None:
        container.state = container.state.judge(condition)
        self._save(container)
        self._tell(container, f"health_status: {condition}")

    def _spawn_child(self, container: Container, launch: Launch) -> Child:
        return Child.start(
            enter.command(launch.argv, not_root=launch.not_root, root=launch.root, cwd=str(launch.cwd)),
            env={**launch.env, **self.markers(container)},
            cwd=container.folder if launch.root else launch.cwd,
            stdout=Lines(container.log, STDOUT),
            stderr=Lines(container.log, STDERR),
        )

    def markers(self, container: Container) -> dict[str, str]:
        """The variables by which every process of a container is found again."""
        return {orphans.ENGINE: self.engine, orphans.CONTAINER: container.id}

    async def _attend(self, container: Container, child: Child, stack: contextlib.AsyncExitStack) -> None:
        code = await child.wait()
        await asyncio.to_thread(orphans.kill, orphans.CONTAINER, container.id)
        await stack.aclose()
        ran = time.time() - container.state.started
        state = container.state
        self._finish(container, code)
        policy = container.spec.restart
        if state.stopped:
            pass
        elif (container.launch and container.launch.restart) or policy.applies(code, state.restarts):
            backoff = Backoff(failures=min(state.restarts, 20))
            await self._again(container, backoff.after(ran))
            return
        if container.spec.remove:
            await self.remove(container, force=True)

    async def _again(self, container: Container, backoff: Backoff) -> None:
        container.state = container.state.wait_to_restart()
        container.ended.clear()
        self._save(container)
        await asyncio.sleep(backoff.delay)
        if container.removed.is_set() or container.state.status != "restarting":
            return
        try:
            async with container.busy:
                await self._run(container)
        except Refused as error:
            _log.error("container %s cannot be started again: %s", container.identity.name, error.message)
            container.ended.set()

    def _finish(self, container: Container, code: int, *, error: str = "") -> None:
        out_of_memory = container.out_of_memory
        container.out_of_memory = False
        container.child = None
        container.state = container.state.end(
            exit_code=code, now=time.time(), out_of_memory=out_of_memory, error=error
        )
        if not any(c.running and c.identity.address == container.identity.address for c in self._table):
            address.forget(self.ports, container.identity.address)
        container.log.ended()
        self._save(container)
        container.ended.set()
        if out_of_memory:
            self._tell(container, "oom")
        self._tell(container, "die", exitCode=str(code))

    def _set_ended(self, container: Container) -> None:
        container.state = container.state.stop().end(exit_code=container.state.exit_code, now=time.time())
        container.ended.set()
        self._save(container)

    def _require_free(self, container: Container) -> None:
        for port, host in container.identity.ports.items():
            if port in container.spec.published and not address.is_free(host):
                raise Refused(
                    500,
                    f"Bind for 127.0.0.1:{host} failed: port is already allocated",
                )

    def _signal(self, container: Container, number: int) -> None:
        if container.child:
            group = container.launch is None or container.launch.signal_group or number == signal.SIGKILL
            container.child.signal(number, group=group)

    def _save(self, container: Container) -> None:
        if container.removed.is_set():
            return
        try:
            self._table.save(container)
        except OSError as error:
            _log.error("the state of container %s cannot be written: %s", container.identity.name, error)

    def _tell(self, container: Container, action: str, **more: str) -> None:
        self._events.publish("container", action, container.id, {**container.attributes, **more})

    def attend(self, work: Coroutine[None, None, None]) -> None:
        """Let ``work`` go on beside everything else."""
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
