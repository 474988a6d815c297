"""The socket of the server sends what it has at once."""

from __future__ import annotations

import socket

from explorer.serve_command import _bound


def test_answers_do_not_wait_for_acknowledgements() -> None:
    with _bound("127.0.0.1", 0) as listening:
        assert listening.proto == socket.IPPROTO_TCP  # asyncio sets TCP_NODELAY for no other
