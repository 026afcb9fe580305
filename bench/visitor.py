"""A reader without a browser: speaks to a page through its websocket as a browser does, and times the server."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.Selectbox_pb2 import Selectbox
from websockets.sync.client import ClientConnection, connect

from bench.serving import Server, cpu

THINK = 0.1  # seconds between an answer and the next question: Streamlit tidies up meanwhile
Option = tuple[str, int]  # of a select box: its key, and the place of the option in its list
Asked = str | Option  # what a reader does next: follows a link (its query) or picks an option


@dataclass
class Visitor:
    """A connection to one page of a server; `state` is what its browser would know, `heard` the last answer."""

    server: Server
    socket: ClientConnection
    state: ClientState
    heard: list[ForwardMsg]


@contextmanager
def visiting(server: Server, page: str = "", query: str = "") -> Iterator[Visitor]:
    """A visitor who has just opened a page; "" is the first one."""
    address = f"ws://127.0.0.1:{server.port}/_stcore/stream"
    with connect(address, subprotocols=["streamlit"], max_size=None, compression=None) as socket:
        state = ClientState(page_name=page, query_string=query)
        state.context_info.locale = "zh-CN"
        state.context_info.url = f"{server.url}/{page}"
        visitor = Visitor(server, socket, state, [])
        _run(visitor)
        yield visitor


def cost(visitor: Visitor, asked: Asked) -> float:
    """Seconds of processor time that the server takes to answer, and to tidy up within THINK after it."""
    if isinstance(asked, str):
        visitor.state.query_string = asked
    else:
        _pick(visitor, *asked)
    before = cpu(visitor.server)
    _run(visitor)
    time.sleep(THINK)
    return cpu(visitor.server) - before


def _pick(visitor: Visitor, key: str, option: int) -> None:
    box = _box(visitor, key)
    visitor.state.widget_states.ClearField("widgets")
    picked = visitor.state.widget_states.widgets.add(id=box.id)
    picked.string_value = box.options[option % len(box.options)]


def _box(visitor: Visitor, key: str) -> Selectbox:
    elements = (message.delta.new_element for message in visitor.heard if message.HasField("delta"))
    return next(one.selectbox for one in elements if one.selectbox.id.endswith(f"-{key}"))


def _run(visitor: Visitor) -> None:
    """Ask for a run of the script and hear all of it; RuntimeError where it fails."""
    visitor.socket.send(BackMsg(rerun_script=visitor.state).SerializeToString())
    visitor.heard = []
    while not visitor.heard or not visitor.heard[-1].HasField("script_finished"):
        data = visitor.socket.recv(timeout=60)
        visitor.heard.append(ForwardMsg.FromString(data))
    for message in visitor.heard:
        if message.delta.new_element.HasField("exception") or message.HasField("page_not_found"):
            raise RuntimeError(f"the page failed: {message}")
        if message.HasField("page_info_changed"):
            visitor.state.query_string = message.page_info_changed.query_string
        if message.HasField("navigation"):
            visitor.state.page_script_hash = message.navigation.page_script_hash
