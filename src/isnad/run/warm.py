"""Imported once by the process that workers are forked from: what every page needs is then loaded once, and shared."""

from __future__ import annotations

from isnad.pipeline import warm

warm()
