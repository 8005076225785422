"""A misspelt word is told with the words there are, and passes for none of them."""

from typing import Literal

import pytest

from stratiform.constructs.choice import require_choice, require_made
from stratiform.errors import WrongUse
from stratiform.tiers import DEV
from systems import system

Size = Literal["small", "large"]


def test_a_word_of_the_choices_passes():
    require_choice("size", "small", Size)


def test_a_misspelt_word_has_its_neighbour():
    with pytest.raises(WrongUse, match="size is 'smal'") as raised:
        require_choice("size", "smal", Size, where="local/Shop")
    assert (raised.value.where, raised.value.fix) == ("local/Shop", "Did you mean small?")


def test_another_word_is_told_what_there_is():
    with pytest.raises(WrongUse) as raised:
        require_choice("size", 3, Size)
    assert '"small", "large"' in raised.value.fix


def test_what_is_made_passes_and_another_value_is_shown_with_its_type():
    require_made("port", 8080, int, fix="")
    with pytest.raises(WrongUse, match=r"port is '8080' \(str\), but int is asked for") as raised:
        require_made("port", "8080", int, fix="Write a number.")
    assert raised.value.fix == "Write a number."


def _mistakes():
    from stratiform.constructs import (
        Cache,
        Cluster,
        Container,
        Database,
        Deployment,
        LoadBalancer,
        Network,
        Service,
    )

    image = {"image": "public.ecr.aws/nginx/nginx:1.29"}

    def cluster(main):
        return Cluster(main, "Cluster", network=Network(main, "Network"))

    def service(main, **given):
        Service(main, "Web", cluster=cluster(main), **{"container": Container(**image, port=80), **given})

    return {
        "subnets is 'privat'": lambda main: Network(main, "Network", subnets=("public", "privat")),
        "subnets is 'publik'": lambda main: service(main, subnets="publik"),
        "architecture is 'arm'": lambda main: Cluster(
            main, "Cluster", network=Network(main, "Network"), architecture="arm"
        ),
        "engine is 'postgres'": lambda main: Database(
            main, "Orders", network=Network(main, "Network"), engine="postgres"
        ),
        "name is 'my-orders'": lambda main: Database(
            main, "Orders", network=Network(main, "Network"), name="my-orders"
        ),
        "user is '1st'": lambda main: Database(main, "Orders", network=Network(main, "Network"), user="1st"),
        "engine is 'memcached'": lambda main: Cache(
            main, "Cache", network=Network(main, "Network"), engine="memcached"
        ),
        "load_balancer is 'pubic'": lambda main: service(main, load_balancer="pubic"),
        "container is 'web'": lambda main: service(main, container="web"),
        "port is '80'": lambda main: Container(**image, port="80"),
        "protocol is 'https'": lambda main: Container(**image, port=80, protocol="https"),
        "strategy is 'bluegreen'": lambda main: Deployment(strategy="bluegreen"),
        "scheme is 'privat'": lambda main: LoadBalancer(scheme="privat"),
        "kind is 'alb'": lambda main: LoadBalancer(kind="alb"),
    }


@pytest.mark.synth
def test_no_construct_takes_another_word_for_a_known_one():
    told = {}

    def build(main):
        import aws_cdk as cdk

        for number, (words, make) in enumerate(_mistakes().items()):
            with pytest.raises(WrongUse) as raised:
                make(cdk.Stack(main, f"Stack{number}"))
            told[words] = raised.value.what

    system(build, DEV)
    assert {words: words in what for words, what in told.items()} == dict.fromkeys(_mistakes(), True)
