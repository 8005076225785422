"""Versions of a hosted configuration by number: a task that starts within a deployment knows its own by them.

The data plane tells no number with a configuration, so contents are compared. Flags are kept in another form
than they are served in. Those with variants are compared with nothing: how AppConfig writes them is not said.
https://docs.aws.amazon.com/appconfig/2019-10-09/APIReference/API_GetHostedConfigurationVersion.html
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from stratiform.agent.appconfig.profile import Profile
from stratiform.agent.appconfig.rollout import Rollout
from stratiform.agent.appconfig.version import Version
from stratiform.agent.aws import DEPLOYMENTS, Aws


async def fetched(aws: Aws, profile: Profile, number: str) -> Version:
    """Version ``number`` as it is kept. Raises ServiceError and Unreachable."""
    application, configuration = quote(profile.application, safe=""), quote(profile.configuration, safe="")
    path = f"/applications/{application}/configurationprofiles/{configuration}/hostedconfigurationversions"
    answer = await aws.rest(DEPLOYMENTS, "GET", f"{path}/{quote(number, safe='')}")
    type, label = answer.headers.get("Content-Type", "application/json"), answer.headers.get("VersionLabel")
    return Version(answer.body, type, label or None, number)


def told_apart(rollout: Rollout, served: Version, before: Version, after: Version) -> Rollout:
    """``rollout`` with ``served`` on its side: that of the one kept version that it is; else as it was.

    What is served as it is kept is known on both sides then.
    """
    is_before, is_after = is_kept(served, before), is_kept(served, after)
    if is_before == is_after:
        return rollout
    mine, other = (before, after) if is_before else (after, before)
    known = replace(served, number=mine.number)
    unknown = other if served.content == mine.content else None
    return (
        replace(rollout, before=known, after=unknown)
        if is_before
        else replace(rollout, before=unknown, after=known)
    )


def is_kept(served: Version, kept: Version) -> bool:
    """Whether ``served`` is the version ``kept``; False, too, where that cannot be told."""
    if served.content == kept.content:
        return True
    document, flags = _json(kept), _json(served)
    if "version" not in document or not isinstance(document.get("values"), dict):
        return False
    values = document["values"]
    if not all(isinstance(each, dict) for each in (*values.values(), *flags.values())):
        return False
    return not any("_variants" in each for each in values.values()) and _told(values) == _told(flags)


def _told(flags: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """What the data plane tells of flags: no attributes of those that are off, of none when it was made."""
    return {
        name: {key: value for key, value in said.items() if not key.startswith("_")}
        if said.get("enabled")
        else {"enabled": False}
        for name, said in flags.items()
    }


def _json(version: Version) -> dict[str, Any]:
    try:
        found = json.loads(version.content)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
