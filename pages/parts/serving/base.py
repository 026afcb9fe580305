"""The path that the server was told it is under (server.baseUrlPath), and what is asked for below it."""

from streamlit import config


def base() -> str:
    """The path that stands before every other: /shiji; "" for none."""
    return f"/{(config.get_option('server.baseUrlPath') or '').strip('/')}".rstrip("/")


def below(path: str) -> str | None:
    """What stands behind it, as everybody who judges or answers an address is to read it; None for another path."""
    return path.removeprefix(base()) if f"{path}/".startswith(f"{base()}/") else None
