"""A library's name in, the library out; where it is not installed, an error that names the extra that brings it."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from isnad.model import IsnadError


def needed(module: str, what: str, extra: str = "export") -> Any:
    """`needed("pyarrow", "Parquet")`. Raises `IsnadError` where it is not installed."""
    try:
        return import_module(module)
    except ImportError as error:
        package = module.partition(".")[0]
        raise IsnadError(f"{what} needs {package}, which is not installed: pip install 'isnad[{extra}]'") from error
