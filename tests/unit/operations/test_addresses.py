from __future__ import annotations

import pytest

from operations.failure import Failure
from operations.servers import addresses


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("amqp://u:p@broker:5672", "amqp://u:p@broker:5672/kanaf"),
        ("amqp://u:p@broker:5672/", "amqp://u:p@broker:5672/kanaf"),
        ("amqp://u:p@broker:5672/%2F", "amqp://u:p@broker:5672/kanaf"),
        ("amqp://u:p@broker:5672/own", "amqp://u:p@broker:5672/own"),
        ("amqps://broker", "amqps://broker/kanaf"),
    ],
)
def test_a_broker_url_without_vhost_means_ours(given: str, meant: str) -> None:
    assert addresses.with_vhost(addresses.checked_amqp(given)) == meant


@pytest.mark.parametrize("wrong", ["", "broker:5672", "http://broker", "amqp://"])
def test_what_is_no_broker_url_is_refused(wrong: str) -> None:
    with pytest.raises(Failure, match="KANAF_AMQP_URL"):
        addresses.checked_amqp(wrong)


def test_another_account_of_the_same_broker() -> None:
    url = addresses.amqp_for("amqp://admin:x@broker:5673/kanaf", "relay-registry", "p@ss/word")
    assert url == "amqp://relay-registry:p%40ss%2Fword@broker:5673/kanaf"
    assert addresses.amqp_account(url) == ("relay-registry", "p@ss/word")


def test_the_management_api_is_beside_the_broker() -> None:
    assert addresses.management_of("amqp://u:p@broker:5672/") == "http://broker:15672"
    assert addresses.management_of("amqp://u:p@[::1]:5672/") == "http://[::1]:15672"


def test_another_account_of_the_same_replica_set_keeps_hosts_and_options() -> None:
    url = addresses.mongo_for(
        "mongodb://admin:x@a:1,b:2/?replicaSet=kanaf&tls=true", "kanaf_registry", "registry", "p/w"
    )
    assert url == (
        "mongodb://registry:p%2Fw@a:1,b:2/kanaf_registry?replicaSet=kanaf&tls=true&authSource=admin"
    )
    assert addresses.mongo_account(url) == ("registry", "p/w")
    assert addresses.mongo_hosts(url) == "a:1,b:2"


def test_another_database_for_the_given_account_says_where_the_account_is_kept() -> None:
    url = addresses.mongo_for("mongodb://admin:x@a/", "kanaf_registry")
    assert url == "mongodb://admin:x@a/kanaf_registry?authSource=admin"
    assert addresses.mongo_for("mongodb://a", "d") == "mongodb://a/d"


def test_what_is_no_mongo_url_is_refused() -> None:
    with pytest.raises(Failure, match="KANAF_MONGO_URL"):
        addresses.checked_mongo("localhost:27017")


def test_passwords_are_not_shown() -> None:
    assert addresses.without_password("amqp://u:secret@h/v") == "amqp://u:…@h/v"
    assert addresses.without_password("amqp://h/v") == "amqp://h/v"
