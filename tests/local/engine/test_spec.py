"""Create requests read into specs."""

from __future__ import annotations

import pytest

from stratiform.local.engine import spec
from stratiform.local.engine.answer import Refused
from stratiform.local.engine.images.launch import Config
from stratiform.local.engine.spec import Health, RestartPolicy


def read(image: Config | None = None, **body):
    return spec.read(body, image or Config())


def test_ports_are_those_of_the_image_and_of_the_request():
    found = read(
        Config(ports=(80,)),
        ExposedPorts={"9000/tcp": {}, "53/udp": {}},
        HostConfig={"PortBindings": {"8080/tcp": [{"HostPort": "18080"}], "8081/tcp": None}},
    )
    assert found.ports == {80: 0, 9000: 0, 8080: 18080, 8081: 0}
    assert found.published == {8080, 8081}


def test_only_addresses_that_are_named_are_opened_beside_loopback():
    places = [{"HostIp": place, "HostPort": "18080"} for place in ("", "0.0.0.0", "127.0.0.1", "10.88.0.1")]
    found = read(
        HostConfig={"PortBindings": {"8080/tcp": places, "8081/tcp": [{"HostIp": "", "HostPort": "1"}]}}
    )
    assert found.places == {8080: ("10.88.0.1",)}


def test_every_port_is_published_where_asked():
    assert read(Config(ports=(80, 81)), HostConfig={"PublishAllPorts": True}).published == {80, 81}


def test_commands_are_words_or_shell_text():
    assert read(Cmd=["a", "b c"], Entrypoint="x y").command == ("a", "b c")
    assert read(Entrypoint="x y").entrypoint == ("/bin/sh", "-c", "x y")
    assert (read().command, read(Cmd=[]).command) == (None, None)


def test_variables_may_hold_equals_signs_and_be_empty():
    assert read(Env=["A=b=c", "EMPTY=", "BARE"]).env == {"A": "b=c", "EMPTY": "", "BARE": ""}


def test_mounts_in_every_form():
    found = read(
        HostConfig={
            "Binds": ["/host:/in:ro", "named:/vol"],
            "Mounts": [{"Type": "volume", "Source": "other", "Target": "/o", "ReadOnly": True}],
            "Tmpfs": {"/scratch": "size=1m"},
        }
    )
    assert found.binds == (
        ("/host", "/in", True),
        ("named", "/vol", False),
        ("other", "/o", True),
        ("", "/scratch", False),
    )


def test_a_health_check_has_dockers_defaults():
    test = {"Test": ["CMD", "true"], "Interval": 2 * 10**9}
    assert read(Healthcheck=test).health == Health(test=("CMD", "true"), interval=2.0)
    assert read(Config(health=test)).health is not None
    assert read(Config(health=test), Healthcheck={"Test": ["NONE"]}).health is None


@pytest.mark.parametrize(
    ("policy", "code", "restarts", "again"),
    [
        (RestartPolicy(), 1, 0, False),
        (RestartPolicy("always"), 0, 99, True),
        (RestartPolicy("on-failure"), 0, 0, False),
        (RestartPolicy("on-failure", 2), 1, 1, True),
        (RestartPolicy("on-failure", 2), 1, 2, False),
    ],
)
def test_restart_policies(policy, code, restarts, again):
    assert policy.applies(code, restarts) is again


@pytest.mark.parametrize("name", ["TERM", "SIGTERM", "15", 15])
def test_signals_have_names_and_numbers(name):
    assert spec.number_of_signal(name) == 15


@pytest.mark.parametrize("name", ["NONE", "99", ""])
def test_what_is_no_signal_is_refused(name):
    with pytest.raises(Refused, match="invalid signal"):
        spec.number_of_signal(name)


def test_privileges_are_refused():
    with pytest.raises(Refused, match="privileged"):
        read(HostConfig={"Privileged": True})
