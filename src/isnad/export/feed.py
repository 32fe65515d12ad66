"""News of a story in, an Atom feed out: what `isnad watch` writes for a feed reader to follow."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from isnad.model import IsnadError

ATOM = "http://www.w3.org/2005/Atom"
KEPT = 200
"""Entries a feed holds; older ones fall off its end."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One piece of news."""

    id: str
    """Unique and lasting: a feed reader shows an id once."""
    title: str
    text: str
    at: str
    """When it was found (ISO 8601 with its zone)."""


def add_entries(path: Path, title: str, entries: Iterable[Entry]) -> None:
    """Put entries at the head of the feed at `path`, made where there is none; one whose id is in it is left out.

    Raises `IsnadError` where the file is no Atom feed or cannot be written.
    """
    ET.register_namespace("", ATOM)
    feed = _read(path) if path.exists() else _empty(title)
    there = {node.text for node in feed.iterfind(f"{{{ATOM}}}entry/{{{ATOM}}}id")}
    first = next((n for n, node in enumerate(feed) if node.tag == f"{{{ATOM}}}entry"), len(feed))
    for entry in entries:
        if entry.id not in there:
            feed.insert(first, _entry(entry))
            _only(feed, "updated").text = entry.at
    for old in feed.findall(f"{{{ATOM}}}entry")[KEPT:]:
        feed.remove(old)
    part = path.with_name(path.name + ".part")
    try:
        ET.ElementTree(feed).write(part, "utf-8", xml_declaration=True)
        part.replace(path)
    except OSError as error:
        raise IsnadError(f"{path}: the feed cannot be written ({error.strerror}); choose another place") from error


def _read(path: Path) -> ET.Element:
    try:
        feed = ET.parse(path).getroot()
    except (ET.ParseError, OSError) as error:
        raise IsnadError(f"{path} is no Atom feed ({error}); name another file") from error
    if feed.tag != f"{{{ATOM}}}feed":
        raise IsnadError(f"{path} is no Atom feed; name another file")
    return feed


def _empty(title: str) -> ET.Element:
    feed = ET.Element(f"{{{ATOM}}}feed")
    for tag, text in (("id", f"urn:isnad:{title}"), ("title", title), ("updated", "")):
        ET.SubElement(feed, f"{{{ATOM}}}{tag}").text = text
    return feed


def _entry(entry: Entry) -> ET.Element:
    node = ET.Element(f"{{{ATOM}}}entry")
    for tag, text in (("id", entry.id), ("title", entry.title), ("updated", entry.at), ("content", entry.text)):
        ET.SubElement(node, f"{{{ATOM}}}{tag}").text = "".join(c for c in text if c.isprintable() or c in "\n\t")
    return node


def _only(feed: ET.Element, tag: str) -> ET.Element:
    found = feed.find(f"{{{ATOM}}}{tag}")
    return ET.SubElement(feed, f"{{{ATOM}}}{tag}") if found is None else found
