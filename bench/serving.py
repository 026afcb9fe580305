"""Servers to be measured: the dashboard as it is served, and the bare page as Streamlit ships."""

import json
import os
import platform
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).parent.parent
BARE = Path(__file__).parent / "bare.py"
DASHBOARD = ("pages.parts.serve",)
# Nothing else may differ from what `streamlit run` does by itself: no watcher here either, and nobody is told of it.
PLAIN = ("streamlit", "run", str(BARE), "--server.fileWatcherType", "none", "--server.headless", "true")
PLAIN += ("--server.address", "127.0.0.1", "--browser.gatherUsageStats", "false")


IDLE = 0.02  # of a second's processor time: a server that waits for readers


@dataclass(frozen=True)
class Server:
    """A running server: where it answers, and its process."""

    port: int
    pid: int

    @property
    def url(self) -> str:
        """Its root, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"


def cpu(server: Server) -> float:
    """Seconds of processor time that a server's process has taken so far, to the microsecond; Linux only."""
    return time.clock_gettime((~server.pid << 3) | 2)


@contextmanager
def dashboard(folder: Path) -> Iterator[Server]:
    """The real data published into a database in `folder`, and served."""
    environment = os.environ | {"DATABASE_URL": database(folder), "AUDIT_LOG": str(folder / "audit.jsonl")}
    publish = [sys.executable, "-m", "etl", "publish", "--by", "bench", "--reason", "to be measured"]
    subprocess.run(publish, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
    with _serving(DASHBOARD, ROOT, environment) as server:
        yield server


@contextmanager
def bare(folder: Path) -> Iterator[Server]:
    """The bare page, served from `folder`, where no settings of ours are."""
    with _serving(PLAIN, folder, dict(os.environ)) as server:
        yield server


def database(folder: Path) -> str:
    """The address of the database that `dashboard` publishes into."""
    return f"sqlite:///{folder / 'shiji.db'}"


@contextmanager
def _serving(module: tuple[str, ...], folder: Path, environment: dict[str, str]) -> Iterator[Server]:
    port = _free_port()
    command = [sys.executable, "-m", *module, "--server.port", str(port)]
    process = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL)
    try:
        _wait(process, port)
        yield Server(port, process.pid)
    finally:
        process.terminate()
        process.wait(timeout=20)


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _wait(process: subprocess.Popen[bytes], port: int, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not _answers(f"http://127.0.0.1:{port}/_stcore/health"):
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"no answer on port {port} from {process.args!r}")
        time.sleep(0.1)


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as response:  # noqa: S310 (a loopback address made here)
            return bytes(response.read()) == b"ok"
    except OSError:
        return False


def at_rest(server: Server, seconds: float = 60) -> None:
    """Wait until a server does nothing any more ahead of its readers; RuntimeError where it goes on for so long."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        before = cpu(server)
        time.sleep(1)
        if cpu(server) - before < IDLE:
            return
    raise RuntimeError(f"the server on port {server.port} does not come to rest")


def machine() -> dict[str, object]:
    """What a measurement depends on besides the code."""
    packages = {name: version(name) for name in ("streamlit", "plotly", "pandas")}
    return {
        "loadavg": os.getloadavg(),
        "cpus": os.cpu_count(),
        "versions": {"python": platform.python_version()} | packages,
    }


def tell(result: Mapping[str, object], file: Path | None) -> None:
    """Print what was measured as JSON, and write it to a file where one is named."""
    text = json.dumps(result, indent=2)
    print(text)
    if file:
        file.write_text(text + "\n", encoding="utf-8")
