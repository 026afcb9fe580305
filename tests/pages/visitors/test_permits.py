import pytest
from streamlit import config

from pages.parts.visitors.permits import Permits, loopback, permits

AUTH = """
[auth]
redirect_uri = "http://localhost:8501/oauth2callback"
cookie_secret = "0123456789abcdef0123456789abcdef"
client_id = "shiji"
client_secret = "s"
server_metadata_url = "https://id.example.org/.well-known/openid-configuration"
"""
CURATION = """
[curation]
curators = ["Li@Example.org", " mei@example.org "]
approvers = ["mei@example.org"]
four_eyes = true
readers_must_log_in = true
hours = 8
"""


@pytest.fixture
def said(tmp_path):
    """What the secrets file says, written anew as often as a test likes."""
    before = config.get_option("secrets.files")
    file = tmp_path / "secrets.toml"
    config.set_option("secrets.files", [str(file)])

    def said(text: str) -> Permits:
        file.write_text(text, encoding="utf-8")
        return permits()

    yield said
    config.set_option("secrets.files", before)


def test_without_a_file_this_machine_curates_and_everybody_reads(said, tmp_path):
    assert permits() == Permits()
    assert said("") == Permits()


def test_who_may_is_read_anew_at_every_call(said):
    both = frozenset({"li@example.org", "mei@example.org"})
    assert said(AUTH + CURATION) == Permits(True, both, frozenset({"mei@example.org"}), True, True, hours=8)
    without = CURATION.replace('"Li@Example.org", ', "")
    assert said(AUTH + without).curators == {"mei@example.org"}
    readers = '\nreaders = ["@Example.org", "guest@partner.org"]'
    assert said(AUTH + CURATION + readers).readers == {"@example.org", "guest@partner.org"}
    assert said(AUTH) == Permits(log_in=True)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (AUTH.replace("0123456789abcdef0123456789abcdef", "short"), "cookie_secret can be guessed"),
        (AUTH.replace("0123456789abcdef0123456789abcdef", "x" * 64), "cookie_secret can be guessed"),
        (AUTH.replace("0123456789abcdef0123456789abcdef", "replace this by thirty-two random bytes"), "can be guessed"),
        (AUTH.replace('client_secret = "s"\n', ""), "[auth] lacks client_secret"),
        ("[auth]\n", "[auth] lacks redirect_uri, cookie_secret, client_id, client_secret, server_metadata_url"),
        ("auth = 1\n", "[auth] is not a section"),
        (AUTH.replace("oauth2callback", "callback"), "does not end in /oauth2callback"),
        (AUTH.replace("localhost:8501", "data.example.org"), "redirect_uri is not https"),
        (AUTH.replace("localhost:8501", "[localhost"), "[auth] redirect_uri is not an address"),
        (AUTH + "[curation]\ncurator = []\n", "[curation] curator is not known; there are curators, approvers"),
        (AUTH + "[curation]\ncurators = 'li@example.org'\n", "[curation] curators has the wrong form"),
        (AUTH + "[curation]\ncurators = ['li']\n", "[curation] curators is not a list of e-mail addresses"),
        (AUTH + "[curation]\ncurators = ['li@exaмple.org']\n", "is not a list of e-mail addresses"),
        (AUTH + "[curation]\nfour_eyes = 'yes'\n", "[curation] four_eyes has the wrong form"),
        (AUTH + "[curation]\nhours = 0\n", "[curation] hours has the wrong form"),
        (AUTH + "[curation]\nhours = true\n", "[curation] hours has the wrong form"),
        ("curation = 1\n", "[curation] is not a section"),
        ("[curation]\nfour_eyes = true\n", "[curation] four_eyes means nothing without [auth]"),
        ("[curation]\ncurators = ['li@example.org']\n", "[curation] curators means nothing without [auth]"),
        ("[curation]\nreaders_must_log_in = true\n", "readers_must_log_in means nothing without [auth]"),
        (AUTH + "[curation]\nreaders = ['@example.org']\n", "readers means nothing unless readers_must_log_in = true"),
        (
            AUTH + "[curation]\nreaders_must_log_in = true\nreaders = ['example.org']\n",
            "is not a list of e-mail addresses",
        ),
        (AUTH + "[curation]\ncurators = ['@example.org']\n", "[curation] curators is not a list of e-mail addresses"),
        ("[auth\n", "the secrets file cannot be read"),
    ],
)
def test_what_cannot_be_relied_on_lets_nobody_curate(said, text, fault):
    now = said(text)
    assert fault in "\n".join(now.faults)
    assert (now.log_in, now.curators, now.approvers) == (True, frozenset(), frozenset())


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        ("[auth\n", True),
        ("curation = 1\n", True),
        ("[auth]\n[curation]\nreaders_must_log_in = true\n", True),
        ("[auth]\n[curation]\nreaders_must_log_in = 'yes'\n", True),
        ("[auth]\n[curation]\nreaders = []\n", True),
        ("[auth]\n[curation]\nreaders_must_log_in = false\n", False),
        ("[auth]\n", False),
    ],
)
def test_a_fault_opens_no_page_that_may_be_meant_to_be_closed(said, text, closed):
    now = said(text)
    assert (bool(now.faults), now.readers_must_log_in) == (True, closed)


def test_a_header_may_not_say_who_sends_it(said):
    config.set_option("server.trustedUserHeaders", {"X-User": "email"})
    try:
        assert "server.trustedUserHeaders" in said(AUTH).faults[0]
    finally:
        config.set_option("server.trustedUserHeaders", {})


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.8.8.8", "::1", "[::1]"])
def test_this_machine(host):
    assert loopback(host)


@pytest.mark.parametrize(
    "host",
    [
        None,
        "",
        "*",
        "0.0.0.0",  # noqa: S104 (an address to refuse)
        "::",
        "10.0.0.1",
        "localhost.example.org",
        "127.0.0.1.example.org",
        "127.1",
        "２127.0.0.1",
    ],
)
def test_not_this_machine(host):
    assert not loopback(host)
