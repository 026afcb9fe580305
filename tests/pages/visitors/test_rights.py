import json

import pytest
from streamlit import config

from etl.releasing.releases import Publication
from pages.parts.text import say
from pages.parts.visitors import rights
from pages.parts.visitors.permits import Permits
from pages.parts.visitors.rights import Connection, Curator, Refusal, judged, may_not_read
from tests.etl.made import tables
from tests.pages.visiting import at_this_machine, open_page, publish, texts

HERE = {"host": "127.0.0.1:8501", "origin": "http://127.0.0.1:8501"}
LISTS = Permits(True, frozenset({"li@example.org"}), frozenset({"mei@example.org"}))
NOW = 1_700_000_000
LI = {"is_logged_in": True, "email": "Li@Example.org", "email_verified": True, "iat": NOW - 60, "exp": NOW + 60}


@pytest.fixture
def clock(monkeypatch):
    monkeypatch.setattr("time.time", lambda: NOW)


def at_hand(peer="127.0.0.1", **headers):
    return Connection(peer, [*(HERE | headers).items()])


@pytest.mark.parametrize("peer", ["127.0.0.1", "127.3.2.1", "::1"])
@pytest.mark.parametrize("host", ["127.0.0.1:8501", "localhost:8501", "[::1]:8501", "localhost"])
def test_without_log_in_this_machine_curates(peer, host):
    assert judged(Permits(), at_hand(peer, host=host, origin=f"http://{host}"), {}, "李梅") == Curator(
        "local: 李梅", True, "local"
    )


@pytest.mark.parametrize(
    ("connection", "why"),
    [
        (None, "elsewhere"),
        (at_hand(""), "elsewhere"),
        (at_hand("10.0.0.7"), "elsewhere"),
        (at_hand("::ffff:10.0.0.7"), "elsewhere"),
        (at_hand(host="data.example.org", origin="http://data.example.org"), "elsewhere"),
        (at_hand(host="data.example.org"), "elsewhere"),
        (at_hand(host="127.0.0.1@data.example.org"), "elsewhere"),
        (at_hand(host="127.0.0.1:x]"), "elsewhere"),
        (at_hand(origin="http://127.0.0.1:9999"), "elsewhere"),
        (at_hand(origin="https://data.example.org"), "elsewhere"),
        (at_hand(origin="null"), "elsewhere"),
        (at_hand(origin="http://["), "elsewhere"),
        (at_hand(host="["), "elsewhere"),
        (Connection("127.0.0.1", [("host", "127.0.0.1:8501")]), "elsewhere"),
        *((at_hand(**{name: "127.0.0.1"}), "relayed") for name in rights.RELAYED),
        (at_hand(**{"x-forwarded-for": "127.0.0.1"}), "relayed"),
        (at_hand(**{"x-forwarded-proto": "https"}), "relayed"),
    ],
)
def test_without_log_in_nobody_else_does(connection, why):
    refusal = judged(Permits(), connection, {}, "李梅")
    assert isinstance(refusal, Refusal)
    assert refusal.why == why


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("server.address", "0.0.0.0", "elsewhere"),  # noqa: S104 (an address to refuse)
        ("server.address", None, "elsewhere"),
        ("server.allowedHosts", ["127.0.0.1", "data.example.org"], "widened"),
        ("server.allowedHosts", ["*"], "widened"),
        ("server.allowedHosts", [], "widened"),
        ("server.corsAllowedOrigins", ["https://data.example.org"], "widened"),
    ],
)
def test_a_server_that_others_reach_has_no_curators_without_log_in(name, value, why):
    before = config.get_option(name)
    config.set_option(name, value)
    try:
        assert judged(Permits(), at_hand(), {}, "李梅") == Refusal(why, where="local")
    finally:
        config.set_option(name, before)


@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        (LI, Curator("li@example.org", False, "10.0.0.7")),
        (LI | {"email": "mei@example.org"}, Curator("mei@example.org", True, "10.0.0.7")),
        ({}, Refusal("stranger", "", "10.0.0.7")),
        (LI | {"is_logged_in": False}, Refusal("stranger", "Li@Example.org", "10.0.0.7")),
        (LI | {"is_logged_in": "yes"}, Refusal("stranger", "Li@Example.org", "10.0.0.7")),
        (LI | {"exp": NOW}, Refusal("expired", "Li@Example.org", "10.0.0.7")),
        (LI | {"exp": "never"}, Refusal("expired", "Li@Example.org", "10.0.0.7")),
        ({name: LI[name] for name in LI if name != "exp"}, Refusal("expired", "Li@Example.org", "10.0.0.7")),
        (LI | {"email_verified": False}, Refusal("unverified", "Li@Example.org", "10.0.0.7")),
        (LI | {"email_verified": "true"}, Refusal("unverified", "Li@Example.org", "10.0.0.7")),
        (
            {name: LI[name] for name in LI if name != "email_verified"},
            Refusal("unverified", "Li@Example.org", "10.0.0.7"),
        ),
        (LI | {"email": "\u212ai@example.org"}, Refusal("unverified", "\u212ai@example.org", "10.0.0.7")),
        (LI | {"email": "li@example.org.evil.org"}, Refusal("unlisted", "li@example.org.evil.org", "10.0.0.7")),
        (LI | {"email": " li@example.org"}, Refusal("unlisted", " li@example.org", "10.0.0.7")),
        ({name: LI[name] for name in LI if name != "email"}, Refusal("unlisted", "", "10.0.0.7")),
    ],
)
def test_with_log_in_it_is_the_verified_address_on_the_list(claims, expected):
    assert judged(LISTS, at_hand("10.0.0.7", **{"x-forwarded-for": "10.0.0.7"}), claims, "") == expected


def test_with_log_in_this_machine_is_nobody():
    assert judged(LISTS, at_hand(), {}, "root") == Refusal("stranger", "", "local")


def test_a_fault_in_the_configuration_lets_nobody_in():
    broken = Permits(True, LISTS.curators, faults=("a fault",))
    assert judged(broken, at_hand(), LI, "") == Refusal("misconfigured", where="local")


@pytest.mark.usefixtures("clock")
def test_where_no_approvers_are_named_every_curator_is_one():
    assert judged(Permits(True, LISTS.curators), at_hand(), LI, "") == Curator("li@example.org", True, "local")


@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize(("hours", "why"), [(None, None), (0.1, None), (0.01, "expired")])
def test_a_log_in_holds_as_long_as_is_said(hours, why):
    assert rights.unproven(Permits(True, hours=hours), LI, NOW) == why


@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize(
    ("claims", "why"),
    [
        ({"email": "guest@partner.org"}, None),
        ({"email": "Anybody@Example.org"}, None),
        ({"email": "mei@mei.net"}, None),  # an approver
        ({"email": "other@partner.org"}, "no-reader"),
        ({"email": "guest@example.org.evil.org"}, "no-reader"),
        ({"email": "guest@sub.example.org"}, "no-reader"),
        ({"email": "@example.org@evil.org"}, "no-reader"),
        ({"email": ""}, "no-reader"),
        ({"email": "li@example.org", "email_verified": False}, "unverified"),
        ({"email": "li@example.org", "exp": NOW}, "expired"),
    ],
)
def test_where_readers_are_named_others_do_not_read(claims, why):
    readers, approvers = frozenset({"@example.org", "guest@partner.org"}), frozenset({"mei@mei.net"})
    now = Permits(True, approvers=approvers, readers_must_log_in=True, readers=readers)
    refusal = may_not_read(now, LI | claims)
    assert (refusal.why if refusal else None) == why


@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize(
    ("now", "claims", "why"),
    [
        (Permits(), {}, None),
        (LISTS, {}, None),
        (Permits(True, readers_must_log_in=True), {}, "stranger"),
        (Permits(True, readers_must_log_in=True), LI, None),
        (Permits(True, readers_must_log_in=True), LI | {"email": "anybody@example.org"}, None),
        (Permits(True, readers_must_log_in=True), LI | {"exp": NOW - 1}, "expired"),
        (Permits(True, readers_must_log_in=True, faults=("a fault",)), LI, "misconfigured"),
    ],
)
def test_reading_is_open_unless_readers_must_log_in(now, claims, why):
    refusal = may_not_read(now, claims)
    assert (refusal.why if refusal else None) == why


@pytest.fixture
def log(tmp_path, monkeypatch):
    """The lines of the audit log of this test: what was done or refused, by whom."""
    path = tmp_path / "audit.jsonl"
    monkeypatch.setenv("AUDIT_LOG", str(path))
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'none.db'}")

    def log():
        return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []

    return log


def told(line):
    return {name: line[name] for name in line if name not in ("n", "at", "before", "hash")}


def test_the_desk_opens_at_this_machine_before_the_first_release(log, monkeypatch):
    at_this_machine(monkeypatch)
    visit = open_page("refresh", lang="en", by="李梅")
    assert "Working as 李梅 (at this machine)." in texts(visit)
    assert log() == []  # looking is no action


def test_who_is_turned_away_is_noted_once_a_visit(log, monkeypatch):
    monkeypatch.setattr(rights, "connection", lambda: at_hand("10.0.0.7"))
    visit = open_page("refresh", lang="en")
    assert "Entering data is open only to visitors at the machine that this server runs on." in texts(visit)[-1]
    visit.run()
    assert [told(line) for line in log()] == [
        {"who": "unknown", "where": "10.0.0.7", "what": "refused", "asked": "open refresh", "why": "elsewhere"}
    ]


def test_an_action_and_a_refusal_are_noted(log, monkeypatch):
    monkeypatch.setattr(rights, "visitor", lambda: Curator("li@example.org", False, "10.0.0.7"))
    assert rights.allowed("keep", draft="d1") == Curator("li@example.org", False, "10.0.0.7")
    assert rights.allowed("publish", approval=True, draft="d1") == Refusal("curator", "li@example.org", "10.0.0.7")
    monkeypatch.setattr(rights, "visitor", lambda: Refusal("unlisted", "li@example.org", "10.0.0.7"))
    assert rights.allowed("keep", draft="d1") == Refusal("unlisted", "li@example.org", "10.0.0.7")
    by = {"who": "li@example.org", "where": "10.0.0.7"}
    assert [told(line) for line in log()] == [
        by | {"what": "keep", "draft": "d1"},
        by | {"what": "refused", "asked": "publish", "why": "curator", "draft": "d1"},
        by | {"what": "refused", "asked": "keep", "why": "unlisted", "draft": "d1"},
    ]


def test_what_came_of_an_action_is_noted(log):
    who = Curator("mei@example.org", True, "10.0.0.7")
    rights.came_of(
        who, "publish", Publication(7, "0123456789ab", "publish", "mei@example.org", "an issue", "2026-01-01")
    )
    rights.came_of(who, "rollback", ["a problem"])
    by = {"who": "mei@example.org", "where": "10.0.0.7"}
    assert [told(line) for line in log()] == [
        by | {"what": "publish: done", "release": "0123456789ab", "sequence": 7},
        by | {"what": "rollback: not done"},
    ]


def test_what_cannot_be_noted_is_not_done(tmp_path, monkeypatch):
    monkeypatch.setattr(rights, "visitor", lambda: Curator("li@example.org", True, "local"))
    monkeypatch.setenv("AUDIT_LOG", str(tmp_path))  # a folder
    assert rights.allowed("publish", approval=True) == Refusal("unlogged", "li@example.org", "local")
    (tmp_path / "torn.jsonl").write_text('{"n": 1')
    monkeypatch.setenv("AUDIT_LOG", str(tmp_path / "torn.jsonl"))
    assert rights.allowed("keep") == Refusal("unlogged", "li@example.org", "local")


def test_only_who_may_curate_is_led_to_the_desk(tmp_path, monkeypatch):
    publish(tables(figures=[{}]), tmp_path, monkeypatch)
    assert say("en", "curation.title") not in labels(open_page(lang="en"))
    at_this_machine(monkeypatch)
    assert say("en", "curation.title") in labels(open_page(lang="en"))


def labels(visit):
    return [link.proto.label for link in visit.get("page_link")]


def test_at_this_machine_a_name_is_given_once(log, monkeypatch):
    at_this_machine(monkeypatch)
    visit = open_page("refresh", lang="en")
    visit.text_input(key="own-name").set_value("李梅").run()
    assert "Working as 李梅 (at this machine)." in texts(visit)
    assert visit.query_params["by"] == "李梅"
    del visit.query_params["by"]
    assert "Working as 李梅 (at this machine)." in texts(visit.run())


def test_who_logs_in_has_a_name(log, monkeypatch):
    monkeypatch.setattr(rights, "visitor", lambda: Curator("li@example.org", False, "10.0.0.7"))
    assert "own-name" not in {field.key for field in open_page("refresh", lang="en").text_input}
