"""A story and an address in, the desk served there until it is stopped."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from socket import AF_INET, AF_INET6, IPPROTO_TCP, SO_REUSEADDR, SOCK_STREAM, SOL_SOCKET, socket

from isnad.model import IsnadError


def serve(story: Path, host: str, port: int, told: Callable[[str], None]) -> None:
    """Serve the desk; `told` hears its address. Raises `IsnadError` where story or address cannot be had."""
    try:
        import uvicorn

        from isnad.web.app import create_app
        from isnad.web.desk import desk_for
    except ImportError as error:
        raise IsnadError(
            f"the desk needs the extra [web] ({error.name} is missing): pip install 'isnad[web]'"
        ) from None
    desk = desk_for(story, host)
    config = uvicorn.Config(create_app(desk), log_level="warning", server_header=False, proxy_headers=False)
    listening = _listening(host, port)
    name = f"[{host}]" if ":" in host else host
    told(f"http://{name}:{listening.getsockname()[1]}/" + (f"?token={desk.token}" if desk.token else ""))
    uvicorn.Server(config).run(sockets=[listening])


def _listening(host: str, port: int) -> socket:
    """A socket that takes connections from now on: who asks as soon as the address is told is not turned away.

    It is made as TCP by name: on any other, asyncio leaves small answers waiting 40 ms for an acknowledgement.
    """
    out = socket(AF_INET6 if ":" in host else AF_INET, SOCK_STREAM, IPPROTO_TCP)
    out.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
    try:
        out.bind((host, port))
    except OSError as error:
        out.close()
        why = error.strerror or str(error)
        raise IsnadError(f"{host}:{port} cannot be bound ({why}): choose another --host or --port") from None
    out.listen()
    return out
