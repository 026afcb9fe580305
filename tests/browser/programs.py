"""A program that speaks to the server as a browser's page does."""

from collections.abc import Iterable, Mapping

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.util import calc_hash
from websockets.sync.client import connect
from websockets.typing import Subprotocol


def sent(frames: Iterable[bytes]) -> list[ForwardMsg]:
    """What a server sent to a page."""
    return [ForwardMsg.FromString(frame) for frame in frames]


def answered(
    url: str, page: str, pressed: Iterable[str] = (), origin: str = "", headers: Mapping[str, str] | None = None
) -> list[ForwardMsg]:
    """All that the server answers to one run of a page with some buttons, by their ids, pressed."""
    message = BackMsg()
    message.rerun_script.page_script_hash = calc_hash(page)
    message.rerun_script.query_string = "lang=en"
    for button in pressed:
        message.rerun_script.widget_states.widgets.add(id=button, trigger_value=True)
    address = f"{url.replace('http', 'ws')}/_stcore/stream"
    told: list[ForwardMsg] = []
    with connect(
        address,
        origin=origin or url,
        subprotocols=[Subprotocol("streamlit")],
        additional_headers=headers,
        max_size=None,
    ) as socket:
        socket.send(message.SerializeToString())
        while not (told and told[-1].WhichOneof("type") == "script_finished"):
            told += sent([socket.recv(timeout=30)])
    return told


def html(messages: Iterable[ForwardMsg]) -> str:
    """All HTML among the messages."""
    return "\n".join(message.delta.new_element.html.body for message in messages)
