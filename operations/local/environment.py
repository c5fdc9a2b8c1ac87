"""The environment of every program, and of a shell that wants to look at the system."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from operations.local import ports as port_names
from operations.local.home import Home
from operations.local.programs import PROGRAMS, Program
from operations.local.secrets import Secrets, amqp_name, mongo_name
from operations.local.servers import Servers
from operations.servers import addresses
from operations.servers.accounts import database_of

MARK = "KANAF_SUPERVISED_BY"
"""Set in every supervised process to its copy's folder: whose it is can be seen from outside."""

_DECIDED_HERE = {
    "KANAF_HOME",
    "KANAF_AMQP_URL",
    "KANAF_AMQP_MANAGEMENT_URL",
    "KANAF_MONGO_URL",
    "KANAF_METRICS_PORT",
    "KANAF_CLOCK_FILE",
    "KANAF_MODE",
    "KANAF_MONGOD",
    "KANAF_MONGO_IMAGE",
    "KANAF_MONGO_CACHE_GB",
    "KANAF_RABBITMQ_SERVER",
    "KANAF_SECRETS",
    "KANAF_ISSUER_KEYS",
    "KANAF_LICENCE_KEYS",
    "KANAF_SINKS_FILE",
    "KANAF_UP_SECONDS",
    "KANAF_GATEWAY_URL",
    "KANAF_ISSUER_URL",
    "KANAF_MESSAGES_URL",
    "KANAF_PROVIDER_URL",
    "KANAF_PROVIDER_FILE",
    "KANAF_PROVIDER_KEY",
    "KANAF_PROVIDER_KEY_FILE",
    MARK,
}


def handed_on(variables: Mapping[str, str]) -> dict[str, str]:
    """The caller's own settings for the programs: every KANAF_* that is not decided here."""
    ports = {port_names.variable(name) for name in port_names.DEFAULTS}
    return {
        name: value
        for name, value in variables.items()
        if name.startswith("KANAF_") and name not in _DECIDED_HERE and name not in ports
    }


def without_kanaf(variables: Mapping[str, str], *, but: Collection[str] = ()) -> dict[str, str]:
    """An environment without any KANAF_*, except those named."""
    return {
        name: value
        for name, value in variables.items()
        if not name.startswith("KANAF_") or name in but
    }


def local(home: Home, ports: Mapping[str, int]) -> dict[str, str]:
    """What all programs of a local system share, with the addresses of the local helpers."""
    secrets = Secrets(home.secrets)
    return {
        "KANAF_MODE": "local",
        "KANAF_HOME": str(home.path),
        "KANAF_CLOCK_FILE": str(home.clock),
        "KANAF_GATEWAY_PORT": str(ports["gateway"]),
        "KANAF_OIDC_ISSUER": issuer_url(ports),
        "KANAF_ISSUER_PORT": str(ports["issuer"]),
        "KANAF_ISSUER_KEYS": str(home.secrets / "issuer.json"),
        "KANAF_LICENCE_KEYS": str(home.secrets / "licences.json"),
        "KANAF_PUBLIC_URL": gateway_url(ports),
        "KANAF_VISITOR_RATE_LIMIT": "3000/10",
        "KANAF_SMTP_PORT": str(ports["smtp"]),
        "KANAF_SMS_PORT": str(ports["sms"]),
        "KANAF_MESSAGES_PORT": str(ports["messages"]),
        "KANAF_SINKS_FILE": str(home.sinks),
        "KANAF_PROVIDER_PORT": str(ports["provider"]),
        "KANAF_PROVIDER_FILE": str(home.provider),
        "KANAF_PROVIDER_KEY_FILE": str(secrets.path("provider-key")),
        "KANAF_PAYMENT_PROVIDERS": str(home.providers),
        "KANAF_GATEWAY_URL": gateway_url(ports),
        "KANAF_SMTP_URL": f"smtp://127.0.0.1:{ports['smtp']}",
        "KANAF_SMS_URL": f"http://127.0.0.1:{ports['sms']}/messages",
        "KANAF_SMS_TOKEN": secrets.get("sms-token"),
        "KANAF_MAIL_FROM": "kanaf@localhost.localdomain",
        "PYTHONUNBUFFERED": "1",
    }


def of_program(
    program: Program,
    home: Home,
    ports: Mapping[str, int],
    servers: Servers,
    settings: Mapping[str, str],
) -> dict[str, str]:
    """Everything one program finds in its environment; the caller's settings win."""
    variables = {**local(home, ports), **settings, MARK: str(home.path)}
    if program.account is not None:
        variables["KANAF_AMQP_URL"] = _amqp_url(program.account, home, servers)
    if program.database is not None:
        variables["KANAF_MONGO_URL"] = _mongo_url(program.database, home, servers)
    if program.metrics_port is not None:
        variables["KANAF_METRICS_PORT"] = str(ports[program.metrics_port])
    return variables


def _amqp_url(account: str, home: Home, servers: Servers) -> str:
    if not servers.broker_accounts:
        return servers.amqp_url
    password = servers.amqp_secrets(home).get(amqp_name(account))
    return addresses.amqp_for(servers.amqp_url, account, password)


def _mongo_url(account: str, home: Home, servers: Servers) -> str:
    database = database_of(account)
    if not servers.database_accounts:
        return addresses.mongo_for(servers.mongo_url, database)
    password = servers.mongo_secrets(home).get(mongo_name(account))
    return addresses.mongo_for(servers.mongo_url, database, account, password)


def gateway_url(ports: Mapping[str, int]) -> str:
    return f"http://127.0.0.1:{ports['gateway']}"


def issuer_url(ports: Mapping[str, int]) -> str:
    return f"http://127.0.0.1:{ports['issuer']}"


def provider_url(ports: Mapping[str, int]) -> str:
    return f"http://127.0.0.1:{ports['provider']}"


def messages_url(ports: Mapping[str, int]) -> str:
    return f"http://127.0.0.1:{ports['messages']}/messages"


def of_shell(home: Home, ports: Mapping[str, int], servers: Servers) -> dict[str, str]:
    """For a person's shell, for tests and benches: administrators' URLs and every address."""
    shell = {
        "KANAF_GATEWAY_URL": gateway_url(ports),
        "KANAF_ISSUER_URL": issuer_url(ports),
        "KANAF_MESSAGES_URL": messages_url(ports),
        "KANAF_PROVIDER_URL": provider_url(ports),
        "KANAF_AMQP_URL": servers.amqp_url,
        "KANAF_AMQP_MANAGEMENT_URL": servers.management_url,
        "KANAF_MONGO_URL": servers.mongo_url,
        "KANAF_CLOCK_FILE": str(home.clock),
    }
    if not home.is_default:
        shell["KANAF_HOME"] = str(home.path)
    for program in PROGRAMS:
        if program.metrics_port is not None:
            name = port_names.variable(program.metrics_port)
            shell[name] = str(ports[program.metrics_port])
    return shell
