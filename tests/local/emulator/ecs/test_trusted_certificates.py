"""A task verifies the certificate of its cache as it does on AWS: with what its system trusts."""

from __future__ import annotations

from typing import Any

import pytest

from waiting import until

pytestmark = pytest.mark.local

VERIFIES = """
import os, socket, ssl, time
host, port = os.environ["CACHE_HOST"], int(os.environ["CACHE_PORT"])
with socket.create_connection((host, port)) as plain:
    with ssl.create_default_context().wrap_socket(plain, server_hostname=host) as secure:
        print("verified", secure.version(), flush=True)
time.sleep(600)
"""


def test_a_task_trusts_the_caches_certificate(containers: Any) -> None:
    variables = [
        {"Name": f"CACHE_{name}", "Value": {"Fn::GetAtt": f"Cache.PrimaryEndPoint.{attribute}"}}
        for name, attribute in (("HOST", "Address"), ("PORT", "Port"))
    ]
    template = containers.template(
        "verifies", containers.image(VERIFIES), balanced=False, Environment=variables
    )
    template["Resources"]["Task"]["Properties"]["ContainerDefinitions"][0].pop("PortMappings")
    template["Resources"]["Cache"] = {
        "Type": "AWS::ElastiCache::ReplicationGroup",
        "Properties": {
            "ReplicationGroupDescription": "of the test",
            "Engine": "valkey",
            "CacheNodeType": "cache.t4g.micro",
            "NumCacheClusters": 1,
            "TransitEncryptionEnabled": True,
        },
    }
    assert containers.deploy("verifies", template) == "CREATE_COMPLETE", containers.reasons("verifies")
    until(lambda: "verified TLS" in containers.logs("/test/verifies"))
