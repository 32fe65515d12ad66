"""A story file and an address in, the desk's settings out: what may reach it, and how it opens the file."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import secrets
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from isnad.model import IsnadError
from isnad.store.file import Story, open_story
from isnad.store.readers import Readers


@dataclass(frozen=True, slots=True)
class Desk:
    """One story being read, and who may read it."""

    story: Path
    names: tuple[str, ...] = ("localhost", "127.0.0.1", "[::1]")
    """Host names a browser may use for it; any other is refused, so that no foreign name can be pointed here."""
    token: str | None = None
    """What a reader must show; None on the loopback address alone."""
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)
    """Key of the marks that forms carry; new with every start."""
    readers: Readers = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "readers", Readers(self.story))

    def reading(self) -> AbstractContextManager[Story]:
        """The story as it stood at one moment, whatever a build writes meanwhile."""
        return self.readers.lent()

    @contextmanager
    def writing(self) -> Iterator[Story]:
        """The story for a decision. Raises `IsnadError` where it is not there: a desk never makes one."""
        if not self.story.is_file():
            raise IsnadError(f"{self.story}: no such story file; `isnad build PATH -o {self.story}` makes one")
        with open_story(self.story, write=True) as db:
            yield db

    def form_mark(self, visitor: str) -> str:
        """What a form must carry to be from this visitor's own page."""
        return hmac.new(self.secret, visitor.encode(), hashlib.sha256).hexdigest()


def desk_for(story: Path, host: str, token: str | None = None) -> Desk:
    """Settings for an address: the loopback one is open to whoever sits here, any other asks for a token.

    Raises `IsnadError` where the story cannot be opened.
    """
    with open_story(story):
        pass
    names = {"localhost", "127.0.0.1", "[::1]", f"[{host}]" if ":" in host else host.lower()}
    if not is_loopback(host):
        token = token or secrets.token_urlsafe(24)
    return Desk(story, tuple(sorted(names)), token)


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach the address; a name that is none of this machine's own is not."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
