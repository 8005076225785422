"""What the agent fetches before it is ready, so that the application's first read is quick."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Iterable
from functools import partial

from stratiform.agent.appconfig.profile import Profile
from stratiform.agent.appconfig.store import Configurations
from stratiform.agent.errors import ServiceError, Unreachable
from stratiform.agent.flights import together
from stratiform.agent.secrets import service
from stratiform.agent.secrets.secret import Wanted
from stratiform.agent.secrets.store import Secrets
from stratiform.agent.settings import SecretSettings

_log = logging.getLogger(__name__)


async def configurations(store: Configurations, profiles: Iterable[Profile]) -> None:
    """Fetch configurations side by side. What fails is left to the first read."""

    async def fetched(profile: Profile) -> None:
        began = time.monotonic()
        try:
            await store.get(profile)
        except (ServiceError, Unreachable) as error:
            _log.warning("configuration %s was not prefetched: %s", profile, error)
        else:
            spent = (time.monotonic() - began) * 1000
            _log.info("retrieved initial data for '%s' in %.1fms", profile, spent)

    await asyncio.gather(*(fetched(profile) for profile in profiles))


async def secrets(store: Secrets, settings: SecretSettings) -> None:
    """Fetch the secrets named, by id and by tag. What fails is left to the first read."""

    async def fetched(secret_id: str) -> None:
        try:
            await store.get(secret_id, Wanted())
        except (ServiceError, Unreachable) as error:
            _log.warning("secret %s was not prefetched: %s", secret_id, error)

    await together(partial(fetched, secret_id) for secret_id in settings.prefetch)
    if settings.prefetch_tags:
        try:
            async for secret in service.batch(store.aws, tags=settings.prefetch_tags):
                store.adopt(secret)
        except (ServiceError, Unreachable) as error:
            _log.warning("secrets by tag were not prefetched: %s", error)
