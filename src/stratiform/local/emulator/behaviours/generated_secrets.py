"""GenerateSecretString with every option, from the service's own GetRandomPassword."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable
from typing import Any

from stratiform.local.emulator import private
from stratiform.local.emulator.call import flag
from stratiform.local.emulator.resource_type import Properties

EXPLAIN = None
_FLAGS = (
    "ExcludeLowercase",
    "ExcludeNumbers",
    "ExcludePunctuation",
    "ExcludeUppercase",
    "IncludeSpace",
    "RequireEachIncludedType",
)


def generate(options: dict[str, Any]) -> str:
    """A password of GetRandomPassword, alone or inside SecretStringTemplate. Raises ValueError."""
    request: dict[str, Any] = {name: flag(options[name]) for name in _FLAGS if name in options}
    request["ExcludeCharacters"] = options.get("ExcludeCharacters", "")
    request["PasswordLength"] = int(options.get("PasswordLength", 32))
    status, _, body = private.get("services.secretsmanager", "_get_random_password")(request)
    answer = json.loads(body)
    if status >= 400:
        raise ValueError(answer.get("message") or answer.get("Message") or body.decode())
    password: str = answer["RandomPassword"]
    template = options.get("SecretStringTemplate")
    if template is None:
        return password
    if "GenerateStringKey" not in options:
        raise ValueError("GenerateStringKey is required with SecretStringTemplate")
    document = json.loads(template)
    return json.dumps({**document, options["GenerateStringKey"]: password})


def _secret_string(original: Callable[[Properties], str]) -> Callable[[Properties], str]:
    @functools.wraps(original)
    def secret_string(properties: Properties) -> str:
        if "SecretString" in properties:
            return original(properties)
        # A secret without either property gets no value on AWS; CDK's GenerateSecretString {} gets one.
        options = properties.get("GenerateSecretString")
        return "" if options is None else generate(options)

    return secret_string


def install() -> None:
    """Make the value of a secret as AWS does."""
    private.wrap("services.cloudformation.provisioners", "_sm_secret_string", _secret_string)
