"""A story and an address in, the desk served there until it is stopped."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

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
    config = uvicorn.Config(
        create_app(desk), host=host, port=port, log_level="warning", server_header=False, proxy_headers=False
    )
    try:
        socket = config.bind_socket()
    except SystemExit:
        raise IsnadError(f"{host}:{port} cannot be bound: another program may serve there; choose --port") from None
    name = f"[{host}]" if ":" in host else host
    told(f"http://{name}:{socket.getsockname()[1]}/" + (f"?token={desk.token}" if desk.token else ""))
    uvicorn.Server(config).run(sockets=[socket])
