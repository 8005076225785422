"""What the agent fetches before it is ready, so that the application's first read is quick."""

from __future__ import annotations

import logging

from stratiform.agent.errors import ServiceError, Unreachable
from stratiform.agent.secrets import service
from stratiform.agent.secrets.secret import Wanted
from stratiform.agent.secrets.store import Secrets
from stratiform.agent.settings import SecretSettings

_log = logging.getLogger(__name__)


async def secrets(store: Secrets, settings: SecretSettings) -> None:
    """Fetch the secrets named, by id and by tag. What fails is left to the first read."""
    for secret_id in settings.prefetch:
        try:
            await store.get(secret_id, Wanted())
        except (ServiceError, Unreachable) as error:
            _log.warning("secret %s was not prefetched: %s", secret_id, error)
    if settings.prefetch_tags:
        try:
            async for secret in service.batch(store.aws, tags=settings.prefetch_tags):
                store.adopt(secret)
        except (ServiceError, Unreachable) as error:
            _log.warning("secrets by tag were not prefetched: %s", error)
