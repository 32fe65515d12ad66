"""An address in, the bytes behind it out, asked for politely: robots.txt, one request at a time, limits on all."""

from __future__ import annotations

import ipaddress
import socket
import threading
import time
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit, urlunsplit
from urllib.robotparser import RobotFileParser

import urllib3
from urllib3.exceptions import HTTPError

from isnad.intake.page import LIMIT
from isnad.model import Rejected

AGENT = "isnad/0.1 (+https://github.com/isnad/isnad; reads news pages for source analysis)"
_CHUNK = 32 * 1024


@dataclass(frozen=True, slots=True)
class Manners:
    """How the fetcher behaves. Times are in seconds, sizes in bytes of content after unpacking."""

    agent: str = AGENT
    pause: float = 1.0
    """Between two requests to one host; a longer Crawl-delay in robots.txt is kept to, up to `patience`."""
    timeout: float = 20.0
    """For one request from first to last byte, however slowly they come."""
    patience: float = 60.0
    """Longest wait that a server may ask for with Retry-After; beyond it the page is rejected for now."""
    limit: int = LIMIT
    redirects: int = 5
    private: bool = False
    """Whether addresses inside the user's own network may be asked."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a server answered."""

    url: str
    """The address after redirects."""
    data: bytes
    """Content, unpacked; empty where nothing changed."""
    kind: str
    """Media type, lower case, without parameters."""
    charset: str | None
    at: str
    """When it was fetched (ISO 8601, UTC)."""
    etag: str | None = None
    modified: str | None = None
    unchanged: bool = False
    """304: the copy the caller has is still good."""


class Refusal(Exception):
    """Why an address gives nothing: reason and remedy of the `Rejected` to come."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(reason)
        self.reason, self.remedy = reason, remedy


@dataclass(slots=True)
class _Host:
    """What is remembered of one host."""

    turn: threading.Lock = field(default_factory=threading.Lock)
    free_at: float = 0.0
    robots: RobotFileParser | None = None


class Fetcher:
    """Fetches pages, one at a time a host; safe to share between threads."""

    def __init__(self, manners: Manners | None = None) -> None:
        self.manners = manners or Manners()
        self._hosts: dict[str, _Host] = {}
        self._guard = threading.Lock()

    def get(self, url: str, etag: str | None = None, modified: str | None = None) -> Fetched | Rejected:
        """Fetch one address; `etag` and `modified` of an earlier answer make the request conditional.

        Rejected: `not-http`, `private-address`, `robots`, `not-found`, `refused`, `server-error`, `too-many-redirects`,
        `too-slow`, `too-large`, `truncated`, `unreachable`, `try-later`.
        """
        conditions = {"If-None-Match": etag, "If-Modified-Since": modified}
        try:
            return self._follow(url, {name: value for name, value in conditions.items() if value})
        except Refusal as refusal:
            return Rejected(url, refusal.reason, refusal.remedy)

    def _follow(self, url: str, conditions: Mapping[str, str]) -> Fetched:
        here = url
        for _ in range(self.manners.redirects + 1):
            host = self._host(here)
            with host.turn:
                if not self._allowed(here, host):
                    raise Refusal("robots", "its robots.txt asks programs not to read it; save the page by hand")
                answer = self._ask_twice(here, host, conditions)
            if isinstance(answer, Fetched):
                return answer
            here = urljoin(here, answer)
        raise Refusal("too-many-redirects", f"it leads on more than {self.manners.redirects} times, last to {here}")

    def _host(self, url: str) -> _Host:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise Refusal("not-http", "only http and https addresses are read")
        with self._guard:
            return self._hosts.setdefault(f"{parts.scheme}://{parts.netloc}".lower(), _Host())

    def _allowed(self, url: str, host: _Host) -> bool:
        """Whether robots.txt lets this agent read the address; no such file allows all, a failing one forbids."""
        if host.robots is None:
            robots = RobotFileParser()
            try:
                answer = self._ask(urljoin(url, "/robots.txt"), host, {})
                text = answer.data.decode("utf-8", "replace") if isinstance(answer, Fetched) else ""
                robots.parse(text.splitlines())
            except Refusal as refusal:
                if refusal.reason in ("private-address", "unreachable", "too-slow"):
                    raise
                robots.parse(
                    ["User-agent: *", "Disallow: /"] if refusal.reason in ("server-error", "try-later") else []
                )
            host.robots = robots
        return host.robots.can_fetch(self.manners.agent, url)

    def _ask_twice(self, url: str, host: _Host, conditions: Mapping[str, str]) -> Fetched | str:
        """Ask, and once more after the wait a busy server asks for."""
        try:
            return self._ask(url, host, conditions)
        except _Busy as busy:
            wait = busy.seconds
            if wait > self.manners.patience:
                raise
            host.free_at = time.monotonic() + wait
        return self._ask(url, host, conditions)

    def _ask(self, url: str, host: _Host, conditions: Mapping[str, str]) -> Fetched | str:
        """One request: its answer, or the address a redirect names."""
        self._wait(host)
        deadline = time.monotonic() + self.manners.timeout
        try:
            with self._pool(url) as pool:
                response = pool.request(
                    "GET",
                    _path(url),
                    headers={**self._headers(url), **conditions},
                    redirect=False,
                    retries=False,
                    preload_content=False,
                    decode_content=False,
                )
                try:
                    return self._answer(url, response, deadline)
                finally:
                    response.close()
        except HTTPError as error:
            if time.monotonic() >= deadline or "timed out" in str(error).lower():
                raise _too_slow(self.manners.timeout) from None
            raise Refusal("unreachable", f"{error}; check the address and the network") from None
        finally:
            host.free_at = max(host.free_at, time.monotonic() + self._pause(host))

    def _pause(self, host: _Host) -> float:
        asked = host.robots.crawl_delay(self.manners.agent) if host.robots else None
        return max(self.manners.pause, min(float(asked or 0), self.manners.patience))

    def _wait(self, host: _Host) -> None:
        left = host.free_at - time.monotonic()
        if left > 0:
            time.sleep(left)

    def _headers(self, url: str) -> dict[str, str]:
        return {
            "Host": urlsplit(url).netloc.rpartition("@")[2],
            "User-Agent": self.manners.agent,
            "Accept": "text/html, application/xhtml+xml, application/rss+xml, application/xml;q=0.9, */*;q=0.5",
            "Accept-Encoding": "gzip",
        }

    def _pool(self, url: str) -> urllib3.HTTPConnectionPool:
        """A connection to the very address that was checked, so that a name cannot change its mind in between."""
        parts = urlsplit(url)
        name = str(parts.hostname)
        try:
            port = parts.port or (443 if parts.scheme == "https" else 80)
        except ValueError:
            raise Refusal("not-http", "the port in the address is no number") from None
        address = self._checked_address(name, port)
        timeout = urllib3.Timeout(connect=min(10.0, self.manners.timeout), read=self.manners.timeout)
        if parts.scheme == "https":
            return urllib3.HTTPSConnectionPool(
                address, port, timeout=timeout, retries=False, server_hostname=name, assert_hostname=name
            )
        return urllib3.HTTPConnectionPool(address, port, timeout=timeout, retries=False)

    def _checked_address(self, name: str, port: int) -> str:
        try:
            found = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise Refusal("unreachable", f"no such host ({error}); check the address") from None
        addresses = [str(entry[4][0]) for entry in found]
        if not self.manners.private and not all(ipaddress.ip_address(a.partition("%")[0]).is_global for a in addresses):
            raise Refusal("private-address", "it lies inside your own network; allow private addresses if you mean it")
        return addresses[0]

    def _answer(self, url: str, response: urllib3.BaseHTTPResponse, deadline: float) -> Fetched | str:
        status, headers = response.status, response.headers
        at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        kind, _, parameters = headers.get("Content-Type", "").partition(";")
        charset = parameters.partition("charset=")[2].strip(" \"'").partition(";")[0] or None
        etag, modified = headers.get("ETag"), headers.get("Last-Modified")
        if status == 304:
            return Fetched(url, b"", kind, charset, at, etag, modified, unchanged=True)
        if status in (301, 302, 303, 307, 308) and headers.get("Location"):
            return str(headers["Location"])
        _raise_for(status, headers)
        packed = "gzip" in headers.get("Content-Encoding", "").lower()
        data = _content(response, packed, self.manners.limit, deadline, self.manners.timeout)
        return Fetched(url, data, kind.strip().lower(), charset, at, etag, modified)


class _Busy(Refusal):
    """429 or 503: the server asks to come back."""

    def __init__(self, seconds: float) -> None:
        super().__init__("try-later", f"the server asks to come back in {seconds:.0f} seconds")
        self.seconds = seconds


def _raise_for(status: int, headers: Mapping[str, str]) -> None:
    if status in (429, 503):
        raise _Busy(_retry_after(headers.get("Retry-After")))
    if status in (404, 410):
        raise Refusal("not-found", f"the server has no such page ({status}); look for it in an archive")
    if 400 <= status < 500:
        raise Refusal("refused", f"the server refuses it ({status}); save the page by hand")
    if not 200 <= status < 300:
        raise Refusal("server-error", f"the server failed ({status}); try again later")


def _retry_after(value: str | None) -> float:
    """Seconds, from a number or an HTTP date; 5 where the server does not say."""
    if value is None:
        return 5.0
    if value.strip().isdigit():
        return float(value)
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - time.time())
    except ValueError:
        return 5.0


def _content(response: urllib3.BaseHTTPResponse, packed: bool, limit: int, deadline: float, timeout: float) -> bytes:
    """The body, read in pieces until its end, the size limit or the deadline, whichever comes first."""
    unpacker = zlib.decompressobj(32 + zlib.MAX_WBITS) if packed else None
    out = bytearray()
    while piece := response.read1(_CHUNK) if hasattr(response, "read1") else response.read(_CHUNK):
        if time.monotonic() > deadline:
            raise _too_slow(timeout)
        if unpacker is None:
            out += piece
        else:
            try:
                out += unpacker.decompress(piece, limit + 1 - len(out))
            except zlib.error as error:
                raise Refusal("truncated", f"its compression is damaged ({error}); try again later") from None
        if len(out) > limit:
            raise Refusal("too-large", f"it goes on beyond {limit / 1e6:.0f} MB; that is no news page")
    if unpacker is not None and not unpacker.eof:
        raise Refusal("truncated", "the answer ends too soon; try again later")
    return bytes(out)


def _too_slow(timeout: float) -> Refusal:
    return Refusal("too-slow", f"not finished after {timeout:.0f} seconds; try again later")


def _path(url: str) -> str:
    """What stands in the request line: path and query, with non-ASCII letters as percent escapes."""
    parts = urlsplit(url)
    raw = urlunsplit(("", "", parts.path or "/", parts.query, ""))
    return "".join(c if c.isascii() and c > " " else "".join(f"%{b:02X}" for b in c.encode()) for c in raw)
