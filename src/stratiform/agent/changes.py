"""What an event does to what the agent keeps."""

from __future__ import annotations

from dataclasses import dataclass

from stratiform.agent.appconfig.store import Configurations
from stratiform.agent.events.messages import Deployed, Event, ParameterChanged, SecretGone, SecretMoved
from stratiform.agent.parameters.store import Parameters
from stratiform.agent.secrets.store import Hint, Secrets


@dataclass(frozen=True)
class Changes:
    """Everything that is kept."""

    secrets: Secrets
    parameters: Parameters
    configurations: Configurations

    async def follow(self, event: Event) -> bool:
        """Act on ``event``; whether what is kept holds what it tells of."""
        match event:
            case SecretMoved(secret_id, time, label, version):
                return await self.secrets.hint(Hint(secret_id, time, label, version))
            case SecretGone(secret_id):
                self.secrets.forget(secret_id)
            case ParameterChanged(name, time, deleted):
                if not deleted:
                    return await self.parameters.follow(name, time)
                self.parameters.forget(name)
            case Deployed():
                return await self.configurations.follow(event)
        return True

    async def refresh(self) -> None:
        """Look everything up: events may have been lost."""
        await self.secrets.sweep(everything=True)
        await self.parameters.sweep(everything=True)
        await self.configurations.refresh()
