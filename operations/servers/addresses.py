"""Taking server URLs apart and putting them together for another account."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote, urlencode, urlsplit, urlunsplit

from operations.failure import Failure
from operations.servers.accounts import VHOST

_MONGO = re.compile(
    r"^(?P<scheme>mongodb(?:\+srv)?)://(?:(?P<account>[^@/]*)@)?(?P<hosts>[^/?]+)"
    r"(?:/(?P<database>[^?]*))?(?:\?(?P<options>.*))?$"
)


def checked_amqp(url: str) -> str:
    """The URL when it is one of a broker. Raises `Failure`."""
    parts = urlsplit(url)
    if parts.scheme not in ("amqp", "amqps") or not parts.hostname:
        raise Failure(
            "KANAF_AMQP_URL is not the URL of a broker",
            "set it like amqp://user:password@host:5672/",
        )
    return url


def with_vhost(url: str) -> str:
    """The URL with its vhost named: without one, or with the default one, it is `kanaf`."""
    parts = urlsplit(url)
    vhost = unquote(parts.path[1:])
    return url if vhost not in ("", "/") else urlunsplit(parts._replace(path=f"/{VHOST}"))


def amqp_for(url: str, account: str, password: str, *, vhost: str | None = None) -> str:
    """The same broker (and vhost, unless another is given) for another account."""
    parts = urlsplit(url)
    where = parts.netloc.rpartition("@")[2]
    who = f"{quote(account, safe='')}:{quote(password, safe='')}"
    path = parts.path if vhost is None else f"/{quote(vhost, safe='')}"
    return urlunsplit(parts._replace(netloc=f"{who}@{where}", path=path))


def amqp_account(url: str) -> tuple[str, str]:
    """User and password of a broker URL (the broker's defaults when it names none)."""
    parts = urlsplit(url)
    return unquote(parts.username or "guest"), unquote(parts.password or "guest")


def amqp_vhost(url: str) -> str:
    """The vhost of a broker URL."""
    return unquote(urlsplit(url).path[1:]) or "/"


def management_of(url: str) -> str:
    """Where RabbitMQ's management API is by convention: the broker's host, port 15672."""
    parts = urlsplit(url)
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
    return f"http://{host}:15672"


def checked_mongo(url: str) -> str:
    """The URL when it is one of MongoDB. Raises `Failure`."""
    if not _MONGO.match(url):
        raise Failure(
            "KANAF_MONGO_URL is not the URL of a MongoDB server",
            "set it like mongodb://user:password@host:27017/?replicaSet=kanaf",
        )
    return url


def mongo_for(
    url: str, database: str, account: str | None = None, password: str | None = None
) -> str:
    """The same servers for another database, and for another account when one is given."""
    match = _MONGO.match(checked_mongo(url))
    assert match is not None  # noqa: S101  (just checked)
    options = dict(
        each.split("=", 1) for each in (match["options"] or "").split("&") if "=" in each
    )
    who = f"{match['account']}@" if match["account"] else ""
    if account is not None:
        who = f"{quote(account, safe='')}:{quote(password or '', safe='')}@"
        options["authSource"] = "admin"
        options.pop("authMechanism", None)
    elif who and "authSource" not in options:
        options["authSource"] = match["database"] or "admin"
    query = f"?{urlencode(options, safe='/:,%')}" if options else ""
    return f"{match['scheme']}://{who}{match['hosts']}/{database}{query}"


def mongo_account(url: str) -> tuple[str | None, str | None]:
    """User and password of a MongoDB URL, if it names them."""
    match = _MONGO.match(checked_mongo(url))
    if match is None or not match["account"]:
        return None, None
    user, _, password = match["account"].partition(":")
    return unquote(user), unquote(password)


def mongo_hosts(url: str) -> str:
    """The hosts of a MongoDB URL, as written."""
    match = _MONGO.match(checked_mongo(url))
    return match["hosts"] if match else ""


def without_password(url: str) -> str:
    """The URL fit for a screen or a log."""
    return re.sub(r"(://[^:@/]*):[^@/]*@", r"\1:…@", url)
