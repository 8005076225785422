"""The page about the config agent: its variables as its source reads them, and what it answers."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from stratiform.agent import outputs, settings

MEANS = {
    "SERVICE_REGION": "the region; without one the agent does not start",
    "LOG_LEVEL": "trace, debug, info, warn, error, fatal or none",
    "LOG_PATH": "a file for the log; else stderr",
    "REQUEST_TIMEOUT": "how long AWS may take: `3000`, `3000ms`, `5s`",
    "MAX_CONNECTIONS": "connections to each service; 0 is no limit",
    "PROXY_URL": "an HTTP proxy for every call of AWS",
    "PROXY_HEADERS": "headers for the proxy: `Name: value, Other: value`, or `file:///path`",
    "CREDENTIALS_FILE": "credentials as the AWS CLI keeps them, read again every five minutes",
    "VALIDATE_CREDENTIALS": "whether STS must confirm the credentials before the agent starts",
    "BEFORE_READY": "`hold` a request that comes before everything is prefetched, or `refuse` it with 400",
    "EVENTS_TOPIC_ARN": "the SNS topic that tells of changes, to a queue of each task's own",
    "EVENTS_QUEUE_URL": "instead, a queue that tasks share; without either the agent polls only",
    "HTTP_HOST": "where configurations are served; other than localhost needs a token of 32 bytes",
    "HTTP_PORT": "the port of configurations",
    "ACCESS_TOKEN": "the bearer token that readers of configurations must show",
    "ROLE_ARN": "a role to read configurations as",
    "ROLE_SESSION_NAME": "the name of that role's session",
    "ROLE_EXTERNAL_ID": "the external id for that role",
    "POLL_INTERVAL": "how often AppConfig is asked: `45`, `45s`, `5m`, `1h`",
    "MANIFEST": "what to prefetch: `App:Env:Profile` (several with commas), JSON, or `file:/path.json`",
    "PREFETCH_LIST": "more to prefetch: `App:Env:Profile`, or the path form of the Lambda extension",
    "WAIT_ON_MANIFEST": "whether the agent is ready only after the prefetch",
    "BACKUP_DIRECTORY": "a folder for a copy of each configuration, for a start without AppConfig",
    "PRELOAD_BACKUPS": "whether backups are served at once, or only while AppConfig does not answer",
    "LOCAL_DEVELOPMENT_DIRECTORY": "files `App:Env:Profile.json` that stand for AppConfig",
    "SECRETS_HTTP_HOST": "where secrets are served",
    "SECRETS_HTTP_PORT": "the port of secrets and parameters",
    "SECRETS_TOKEN_VARIABLES": "variables that may hold the token that readers of secrets must show",
    "SECRETS_TTL": "after how many seconds a secret is checked; 0 is no cache",
    "SSM_PARAMETER_STORE_TTL": "the same for parameters",
    "MAX_STALE": "how old a secret may get while AWS does not answer",
    "SECRETS_CACHE_SIZE": "secrets kept; the one written longest ago goes first",
    "SECRETS_MAX_CONNECTIONS": "connections of readers; one more is answered 429",
    "SECRETS_MAX_ROLES": "roles that readers may name",
    "SECRETS_IGNORE_TRANSIENT_ERRORS": "whether an old value is served while AWS does not answer",
    "SECRETS_PATH_PREFIX": "the path before an id in a path",
    "SECRETS_BODY": "`agent` or `extension`: whose JSON is answered",
    "SECRETS_TOKEN_HEADERS": "headers that may carry the token",
    "SECRETS_PREFETCH": "ids of secrets to fetch first",
    "SECRETS_PREFETCH_TAGS": "tag keys; every secret that has one is fetched first",
    "FILES_DIRECTORY": "a folder for files that change together",
    "FILES": '`{"password": "secret:ID#key", "flags.json": "configuration:App:Env:Profile"}`',
    "FILES_MODE": "0400, 0440 or 0444: who may read the files",
    "FILES_ANYWHERE": "whether secrets may be written outside a tmpfs",
    "HOOK_URL": "a POST after the files changed",
    "HOOK_COMMAND": "a command after the files changed",
    "HOOK_SIGNAL": "`HUP:/run/app.pid` after the files changed",
    "CONFIG": "a file as AWS Secrets Manager Agent reads it; variables win over it",
    "SERVICE_NAME": "the service's name, for the name of its queues; else the one that ECS tells",
}
UNREAD = {"CONFIG": "", "SERVICE_NAME": ""}  # read as they are, not by Variables.read

PAGE = Path(__file__).with_suffix(".txt")


def page() -> str:
    """docs/reference/agent.md. Stops where a variable has no meaning here, or a meaning no variable."""
    found = dict(_variables())
    if set(found) != set(MEANS):
        raise SystemExit(f"docs/agent_reference.py: MEANS differs in {sorted(set(found) ^ set(MEANS))}")
    rows = [f"| {found[name][0]} | {found[name][1]} | {means} |" for name, means in MEANS.items()]
    return PAGE.read_text().replace("{rows}", "\n".join(rows))


def _variables() -> Iterator[tuple[str, tuple[str, str]]]:
    """The first name of each setting; all its names, and its default."""
    for module in (settings, outputs):
        for node in ast.walk(ast.parse(Path(module.__file__).read_text())):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                continue
            if node.func.attr not in ("read", "secret") or ast.unparse(node.func.value) != "given":
                continue
            if "given" in ast.unparse(node.args[0]):
                continue  # the names of the token's variables are a setting themselves
            names = eval(ast.unparse(node.args[0]), vars(module)).split()
            default = _default(node, module) if node.func.attr == "read" else ""
            yield names[0], (", ".join(f"`{name}`" for name in names), default)
    for name, default in UNREAD.items():
        yield name, (f"`{name}`", default)


def _default(node: ast.Call, module: object) -> str:
    source = ast.unparse(node.args[1])
    if source == "none":
        return ""
    value = eval(source, vars(module))
    if value in ("", (), {}, None):
        return ""
    if ast.unparse(node.args[2]) == "_mode":
        return f"{value:04o}"
    if isinstance(value, bool):
        return str(value).lower()
    return (
        f"{value:g}"
        if isinstance(value, float)
        else ", ".join(value)
        if isinstance(value, tuple)
        else str(value)
    )
