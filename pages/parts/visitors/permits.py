"""Who may what, as the secrets file says at this moment; and what is wrong with what it says."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from streamlit import config
from streamlit.auth_util import get_secrets_auth_section
from streamlit.errors import Error as StreamlitError

NEEDED = ("redirect_uri", "cookie_secret", "client_id", "client_secret", "server_metadata_url")
SHORTEST_SECRET, LEAST_DIFFERENT = 32, 10  # characters
KNOWN: Mapping[str, type | tuple[type, ...]] = {
    "curators": list,
    "approvers": list,
    "four_eyes": bool,
    "readers_must_log_in": bool,
    "readers": list,
    "hours": (int, float),
}


@dataclass(frozen=True)
class Permits:
    """Who may what. With `faults`, told in English to whoever runs the server, nobody may curate.

    `log_in` tells that people log in by OpenID Connect; without it only this machine curates. `readers` are the
    addresses, and the domains as @example.org, that may read, None for all who log in. `hours` is how long a log-in
    holds, None for as long as its token says.
    """

    log_in: bool = False
    curators: frozenset[str] = frozenset()
    approvers: frozenset[str] = frozenset()
    four_eyes: bool = False
    readers_must_log_in: bool = False
    readers: frozenset[str] | None = None
    hours: float | None = None
    faults: tuple[str, ...] = ()


def permits() -> Permits:
    """Read anew at every call, so that whoever is taken out of a list is out of it."""
    try:
        secrets = _secrets()
        # What the server began with stays: a file that vanishes does not turn people who log in into this machine.
        auth = secrets.get("auth", get_secrets_auth_section().to_dict() or None)
    except (OSError, ValueError, StreamlitError) as error:
        return Permits(log_in=True, readers_must_log_in=True, faults=(f"the secrets file cannot be read: {error}",))
    curation = secrets.get("curation", {})
    faults = [*_of_auth(auth), *_of_curation(curation, auth is not None)]
    if faults:
        closed = (
            not isinstance(curation, Mapping)
            or curation.get("readers_must_log_in", False) is not False
            or "readers" in curation
        )
        return Permits(log_in=True, readers_must_log_in=closed, faults=tuple(faults))
    return Permits(
        log_in=auth is not None,
        curators=_people(curation.get("curators", [])),
        approvers=_people(curation.get("approvers", [])),
        four_eyes=curation.get("four_eyes", False),
        readers_must_log_in=curation.get("readers_must_log_in", False),
        readers=_people(curation["readers"]) if "readers" in curation else None,
        hours=curation.get("hours"),
    )


def loopback(host: str | None) -> bool:
    """Whether a host name or address means this machine and nothing else."""
    try:
        return host == "localhost" or ip_address((host or "").strip("[]")).is_loopback
    except ValueError:
        return False


def _secrets() -> dict[str, Any]:
    """All secrets files together as Streamlit reads them: of a section named twice, the last."""
    found: dict[str, Any] = {}
    for path in config.get_option("secrets.files"):
        try:
            with open(path, "rb") as file:
                found |= tomllib.load(file)
        except FileNotFoundError:
            continue
    return found


def _people(emails: Iterable[str]) -> frozenset[str]:
    return frozenset(email.strip().casefold() for email in emails)


def _of_auth(auth: object) -> Iterable[str]:
    """What is wrong with the section that Streamlit logs people in by."""
    if auth is None:
        return
    if not isinstance(auth, Mapping):
        yield "[auth] is not a section"
        return
    if missing := [name for name in NEEDED if not isinstance(auth.get(name), str)]:
        yield f"[auth] lacks {', '.join(missing)}"
        return
    secret = auth["cookie_secret"]
    if len(secret) < SHORTEST_SECRET or len(set(secret)) < LEAST_DIFFERENT or " " in secret:
        yield "[auth] cookie_secret can be guessed; make one: openssl rand -hex 32"
    yield from _of_way_back(auth["redirect_uri"])
    if config.get_option("server.trustedUserHeaders"):
        yield "server.trustedUserHeaders would let a request say who sends it; take it out"


def _of_way_back(uri: str) -> Iterable[str]:
    """What is wrong with the address that a log-in comes back to."""
    try:
        address = urlsplit(uri)
    except ValueError:
        yield "[auth] redirect_uri is not an address"
        return
    if not address.path.endswith("/oauth2callback"):
        yield "[auth] redirect_uri does not end in /oauth2callback"
    if address.scheme != "https" and not loopback(address.hostname):
        yield "[auth] redirect_uri is not https"


def _of_curation(curation: object, log_in: bool) -> Iterable[str]:
    """What is wrong with the section that says who may."""
    if not isinstance(curation, Mapping):
        yield "[curation] is not a section"
        return
    for name, value in curation.items():
        if name not in KNOWN:
            yield f"[curation] {name} is not known; there are {', '.join(KNOWN)}"
        elif not _fits(name, value):
            yield f"[curation] {name} has the wrong form"
        elif isinstance(value, list) and not all(_is_address(one, name == "readers") for one in value):
            yield f"[curation] {name} is not a list of e-mail addresses"
        elif value and not log_in:
            yield f"[curation] {name} means nothing without [auth]: nobody logs in"
    if "readers" in curation and curation.get("readers_must_log_in") is not True:
        yield "[curation] readers means nothing unless readers_must_log_in = true"


def _is_address(text: object, domains: bool) -> bool:
    """Whether it is an e-mail address in ASCII; with `domains`, or the domain of one: @example.org."""
    return isinstance(text, str) and bool(re.fullmatch(rf"[!-?A-~]{'*' if domains else '+'}@[!-?A-~]+", text.strip()))


def _fits(name: str, value: object) -> bool:
    if name == "hours":
        return isinstance(value, int | float) and not isinstance(value, bool) and value > 0
    return isinstance(value, KNOWN[name])
