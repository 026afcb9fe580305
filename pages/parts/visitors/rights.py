"""Who is at the other end, and whether they may: asked on the server, anew at every action, and written down."""

import getpass
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

import streamlit as st
from streamlit import config, runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

from etl.releasing import audit
from etl.releasing.releases import Publication
from pages.parts.visitors.permits import Permits, loopback, permits

NAME = "by"  # the parameter by which somebody at this machine gives a name of their own
LONGEST_NAME = 40
HERE = "local"  # where somebody is who is at this machine

# What a proxy says of whom it speaks for: with any of these a request is not from this machine, whatever it claims.
RELAYED = ("forwarded", "via", "x-real-ip", "x-client-ip", "x-cluster-client-ip", "true-client-ip", "cf-connecting-ip")

WhyRefused = Literal[
    "misconfigured",
    "elsewhere",
    "relayed",
    "widened",
    "stranger",
    "expired",
    "unverified",
    "unlisted",
    "no-reader",
    "curator",
    "unlogged",
]


@dataclass(frozen=True)
class Curator:
    """Somebody who may enter data; an approver may put it in force, too.

    `where` is the address the browser is at, "local" for this machine.
    """

    name: str
    approver: bool
    where: str


@dataclass(frozen=True)
class Refusal:
    """Why not, for a sentence `curation.who.{why}`; and who was refused, as far as that is known."""

    why: WhyRefused
    name: str = ""
    where: str = ""


@dataclass(frozen=True)
class Connection:
    """How a browser reached the server: the address of its end, and the headers it came with, in small letters."""

    peer: str
    headers: Iterable[tuple[str, str]]


@dataclass(frozen=True)
class Rights:
    """Whether somebody may curate, and why they may not even read; None where they may."""

    curates: Curator | Refusal
    barred: Refusal | None


def of_visitor() -> Rights:
    """What the visitor of this run may, by the configuration as it is now."""
    now, claims = permits(), st.user.to_dict()
    return Rights(judged(now, connection(), claims, _own_name()), may_not_read(now, claims))


def visitor() -> Curator | Refusal:
    """Whether the visitor of this run may curate, by the configuration as it is now."""
    return of_visitor().curates


def allowed(what: str, approval: bool = False, **details: object) -> Curator | Refusal:
    """Ask before every action. What was asked for, by whom, and a refusal are in the audit log when this returns.

    `approval` asks for somebody who may put data in force. Where the log cannot be written, nothing is allowed.
    """
    who = visitor()
    if isinstance(who, Curator) and approval and not who.approver:
        who = Refusal("curator", who.name, who.where)
    return who if _noted(who, what, details) else Refusal("unlogged", who.name, who.where)


def came_of(curator: Curator, what: str, made: object) -> None:
    """Write down the release that an action put in force, or that it did not."""
    if isinstance(made, Publication):
        _noted(curator, f"{what}: done", {"release": made.release, "sequence": made.sequence})
    else:
        _noted(curator, f"{what}: not done", {})


def turned_away(page: str, refusal: Refusal) -> None:
    """Write into the audit log that somebody asked for a page in vain: once a visit, or a reload would fill it."""
    seen = f"turned away: {page} {refusal.why}"
    if seen not in st.session_state:
        st.session_state[seen] = True
        _noted(refusal, f"open {page}", {})


def may_not_read(now: Permits, claims: Mapping[str, object]) -> Refusal | None:
    """Why somebody with these claims may not read, where readers must log in; None where they may."""
    if not now.readers_must_log_in:
        return None
    if now.faults:
        return Refusal("misconfigured")
    if why := unproven(now, claims, time.time()):
        return Refusal(why)
    if now.readers is None:
        return None
    email = _verified(claims)
    if email is None:
        return Refusal("unverified", _email(claims))
    known = now.readers | now.curators | now.approvers
    return None if {email, email[email.rfind("@") :]} & known else Refusal("no-reader", email)


def judged(now: Permits, link: Connection | None, claims: Mapping[str, object], own_name: str) -> Curator | Refusal:
    """Whether somebody may curate: by the claims of their log-in, or by being at this machine under their own name."""
    where = "" if link is None else HERE if loopback(link.peer) else link.peer
    if now.faults:
        return Refusal("misconfigured", where=where)
    if now.log_in:
        return _logged_in(now, claims, time.time(), where)
    why = _not_here(link)
    return Refusal(why, where=where) if why else Curator(f"{HERE}: {own_name}", True, where)


def unproven(now: Permits, claims: Mapping[str, object], at: float) -> WhyRefused | None:
    """Why a log-in does not hold at a time (seconds since 1970), by the claims of its token; None where it does."""
    if claims.get("is_logged_in") is not True:
        return "stranger"
    ends = _moment(claims, "exp") if now.hours is None else _moment(claims, "iat") + now.hours * 3600
    return None if at < ends else "expired"


def connection() -> Connection | None:
    """How the browser of this run reached the server; None where no browser did.

    Asked of the runtime: `st.context` tells an unknown address like that of this machine.
    """
    run = get_script_run_ctx()
    client = runtime.get_instance().get_client(run.session_id) if run and runtime.exists() else None
    context = client.client_context if client else None
    if context is None:
        return None
    return Connection(context.remote_ip or "", [(name.casefold(), value) for name, value in context.headers])


def _logged_in(now: Permits, claims: Mapping[str, object], at: float, where: str) -> Curator | Refusal:
    """Whether the address of a log-in is on a list."""
    email, known = _email(claims), _verified(claims)
    if why := unproven(now, claims, at):
        return Refusal(why, email, where)
    if known is None:
        return Refusal("unverified", email, where)
    if known not in now.curators | now.approvers:
        return Refusal("unlisted", email, where)
    return Curator(known, not now.approvers or known in now.approvers, where)


def _email(claims: Mapping[str, object]) -> str:
    return str(claims.get("email") or "")


def _verified(claims: Mapping[str, object]) -> str | None:
    """The e-mail address of a log-in as lists have it; None where it is not verified, or looks like another."""
    email = _email(claims)
    return email.casefold() if claims.get("email_verified") is True and email.isascii() else None


def _not_here(link: Connection | None) -> WhyRefused | None:
    """Why a visitor is not taken for somebody at this machine; None where they are."""
    if link is None or not loopback(link.peer) or not loopback(config.get_option("server.address")):
        return "elsewhere"
    names = {name for name, _ in link.headers}
    if any(name in RELAYED or name.startswith("x-forwarded") for name in names):
        return "relayed"
    hosts = config.get_option("server.allowedHosts")
    if not hosts or not all(loopback(host) for host in hosts) or config.get_option("server.corsAllowedOrigins"):
        return "widened"
    host = next((value for name, value in link.headers if name == "host"), "")
    origin = next((value for name, value in link.headers if name == "origin"), "")
    try:
        asked, came_from = urlsplit(f"//{host}").hostname, urlsplit(origin).netloc
    except ValueError:
        return "elsewhere"
    return None if loopback(asked) and came_from == host else "elsewhere"


def _noted(who: Curator | Refusal, what: str, details: Mapping[str, object]) -> bool:
    """Whether an action asked for, or its refusal, is in the audit log."""
    try:
        if isinstance(who, Curator):
            audit.append(audit.location(), who.name, who.where, what, **details)
        else:
            name = who.name or "unknown"
            audit.append(audit.location(), name, who.where, "refused", asked=what, why=who.why, **details)
    except audit.LogUnusable:
        return False
    return True


def _own_name() -> str:
    """The name given in the address, kept for the visit; else the name of whoever runs the server."""
    given = "".join(sign for sign in st.query_params.get(NAME, "") if sign.isprintable()).strip()[:LONGEST_NAME]
    if given:
        st.session_state[NAME] = given
    return str(st.session_state.get(NAME) or getpass.getuser())


def _moment(claims: Mapping[str, object], name: str) -> float:
    """A time that a token states, in seconds since 1970; long ago where it does not."""
    value = claims.get(name)
    return float(value) if isinstance(value, int | float) else float("-inf")
