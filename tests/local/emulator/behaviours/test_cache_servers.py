"""A cache of a template answers at the endpoint that the template gives, with TLS and logins as asked."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
import valkey

from stratiform.local.emulator import process
from stratiform.local.engine import process as engine
from stratiform.local.state import State

from ...conftest import ACCOUNT, REGION, LocalCloud
from ..conftest import Stack, until
from .databases import created

pytestmark = pytest.mark.local

PRIMARY = {
    "Host": {"Fn::GetAtt": "Cache.PrimaryEndPoint.Address"},
    "Port": {"Fn::GetAtt": "Cache.PrimaryEndPoint.Port"},
    "ReaderPort": {"Fn::GetAtt": "Cache.ReaderEndPoint.Port"},
}
CONFIGURATION = {
    "Host": {"Fn::GetAtt": "Cache.ConfigurationEndPoint.Address"},
    "Port": {"Fn::GetAtt": "Cache.ConfigurationEndPoint.Port"},
}
Connect = Callable[..., Any]


def group(**properties: Any) -> dict[str, Any]:
    wanted = {
        "ReplicationGroupDescription": "of the test",
        "Engine": "valkey",
        "EngineVersion": "8.0",
        "CacheNodeType": "cache.t4g.micro",
        "NumCacheClusters": 2,
        **properties,
    }
    return {"Cache": {"Type": "AWS::ElastiCache::ReplicationGroup", "Properties": wanted}}


@pytest.fixture
def up(container_cloud: LocalCloud, stack: Stack) -> Any:
    return lambda resources, outputs=PRIMARY: stack.up(resources, outputs)


@pytest.fixture
def connect() -> Iterator[Connect]:
    """A client of the endpoint in a stack's outputs."""
    with ExitStack() as opened:

        def connect_(outputs: dict[str, str], kind: Any = valkey.Valkey, **options: Any) -> Any:
            client = kind(
                host=outputs["Host"],
                port=int(outputs["Port"]),
                decode_responses=True,
                socket_timeout=60,
                **options,
            )
            opened.callback(client.close)
            return client

        yield connect_


def test_a_replication_group_is_one_server_for_writers_and_readers(up: Any, connect: Connect) -> None:
    outputs = up(group())
    assert outputs["Port"] == outputs["ReaderPort"]
    client = connect(outputs)
    assert client.set("key", "value")
    assert connect(outputs).get("key") == "value"


def test_tls_and_the_token_are_required_where_they_are_asked_for(up: Any, connect: Connect) -> None:
    outputs = up(group(TransitEncryptionEnabled=True, AuthToken="a-token-of-16-chars"))
    secure = {"ssl": True, "ssl_cert_reqs": "none"}
    assert connect(outputs, password="a-token-of-16-chars", **secure).ping()
    with pytest.raises(valkey.AuthenticationError):
        connect(outputs, password="another-token-16", **secure).ping()
    with pytest.raises((valkey.ConnectionError, valkey.TimeoutError)):
        connect(outputs, password="a-token-of-16-chars").ping()


def test_cluster_mode_answers_a_cluster_client_at_its_endpoint(up: Any, connect: Connect) -> None:
    outputs = up(group(NumNodeGroups=2, ReplicasPerNodeGroup=1, NumCacheClusters=None), CONFIGURATION)
    client = connect(outputs, valkey.ValkeyCluster)
    assert client.set("{one}key", "1")
    assert client.set("{two}key", "2")
    assert (client.get("{one}key"), client.get("{two}key")) == ("1", "2")
    assert [str(node.port) for node in client.get_nodes()] == [outputs["Port"]]


def test_a_parameter_groups_values_are_the_servers_and_change_with_it(up: Any, connect: Connect) -> None:
    def resources(policy: str) -> dict[str, Any]:
        properties = {
            "CacheParameterGroupFamily": "valkey8",
            "Description": "of the test",
            "Properties": {"maxmemory-policy": policy},
        }
        return group(CacheParameterGroupName={"Ref": "Group"}) | {
            "Group": {"Type": "AWS::ElastiCache::ParameterGroup", "Properties": properties}
        }

    client = connect(up(resources("allkeys-lru")))
    assert client.config_get("maxmemory-policy") == {"maxmemory-policy": "allkeys-lru"}
    up(resources("noeviction"))
    assert client.config_get("maxmemory-policy") == {"maxmemory-policy": "noeviction"}


def test_users_of_a_group_may_do_what_their_access_string_says(up: Any, connect: Connect) -> None:
    def user(name: str, access: str, password: str) -> dict[str, Any]:
        properties = {
            "UserId": f"{name}-of-the-test",
            "UserName": name,
            "Engine": "valkey",
            "AccessString": access,
            "AuthenticationMode": {"Type": "password", "Passwords": [password]},
        }
        return {"Type": "AWS::ElastiCache::User", "Properties": properties}

    users = {
        "Default": user("default", "off -@all", "nobody-knows-this-1"),
        "Reader": user("reader", "on ~* -@all +@read +@connection", "reader-password-16"),
    }
    members = {
        "UserGroupId": "of-the-test",
        "Engine": "valkey",
        "UserIds": [{"Ref": name} for name in users],
    }
    resources = group(TransitEncryptionEnabled=True, UserGroupIds=[{"Ref": "Users"}])
    outputs = up(
        resources | users | {"Users": {"Type": "AWS::ElastiCache::UserGroup", "Properties": members}}
    )
    secure = {"ssl": True, "ssl_cert_reqs": "none"}
    reader = connect(outputs, username="reader", password="reader-password-16", **secure)
    assert reader.get("key") is None
    with pytest.raises(valkey.exceptions.NoPermissionError):
        reader.set("key", "value")
    with pytest.raises(valkey.AuthenticationError):
        connect(outputs, **secure).ping()


def test_a_cluster_of_its_own_has_a_redis_endpoint(up: Any, connect: Connect) -> None:
    properties = {"Engine": "redis", "CacheNodeType": "cache.t4g.micro", "NumCacheNodes": 1}
    outputs = up(
        {"Cache": {"Type": "AWS::ElastiCache::CacheCluster", "Properties": properties}},
        {
            "Host": {"Fn::GetAtt": "Cache.RedisEndpoint.Address"},
            "Port": {"Fn::GetAtt": "Cache.RedisEndpoint.Port"},
        },
    )
    assert connect(outputs).ping()


def test_a_serverless_cache_speaks_tls_and_is_a_cluster(up: Any, connect: Connect) -> None:
    resources = {
        "Cache": {
            "Type": "AWS::ElastiCache::ServerlessCache",
            "Properties": {"ServerlessCacheName": "serverless-of-the-test", "Engine": "valkey"},
        }
    }
    outputs = up(
        resources,
        {
            "Host": {"Fn::GetAtt": "Cache.Endpoint.Address"},
            "Port": {"Fn::GetAtt": "Cache.Endpoint.Port"},
        },
    )
    client = connect(outputs, valkey.ValkeyCluster, ssl=True, ssl_cert_reqs="none")
    assert client.set("key", "value")


def test_the_certificate_is_of_an_authority_in_the_bundle(
    up: Any, connect: Connect, container_cloud: LocalCloud
) -> None:
    outputs = up(group(TransitEncryptionEnabled=True))
    bundle = str(container_cloud.state.folder / "certificates.pem")
    assert connect(outputs, ssl=True, ssl_ca_certs=bundle).ping()
    assert ssl.create_default_context(cafile=bundle).cert_store_stats()["x509_ca"] > 50


def test_a_cache_is_at_the_same_port_after_a_restart(fresh_state: State, connect: Connect) -> None:
    engine.start(fresh_state)
    try:
        emulator = process.start(fresh_state, port=None, account=ACCOUNT, region=REGION).emulator
        outputs = created(emulator, group(), PRIMARY)
        assert connect(outputs).ping()
        process.stop(fresh_state)
        process.start(fresh_state, port=None, account=ACCOUNT, region=REGION)
        until(lambda: _answers(connect(outputs)), True)
    finally:
        process.stop(fresh_state)
        engine.stop(fresh_state)


def _answers(client: Any) -> bool:
    try:
        return bool(client.ping())
    except (valkey.ConnectionError, valkey.TimeoutError):
        return False
