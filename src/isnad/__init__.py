"""isnad (إسناد): a pile of Arabic news pages in, a sourced record out.

    import isnad

    record = isnad.read("قال وزير المالية سامر الحلبي أمس إن الموازنة تأجلت.", published="2024-06-17")
    story = isnad.build(["pages/"], "story.db")

Names are brought when they are first used, so that `import isnad` costs next to nothing.
"""

from __future__ import annotations

TYPE_CHECKING = False  # as a type checker reads it; importing typing would take longer than all the rest
if TYPE_CHECKING:
    from isnad.api import (
        ArticleView,
        ClaimView,
        Failure,
        IsnadError,
        RecordView,
        Rejected,
        Story,
        build,
        open,
        read,
        read_files,
    )

__version__ = "0.1.0"

__all__ = [
    "ArticleView", "ClaimView", "Failure", "IsnadError", "RecordView", "Rejected", "Story", "__version__", "build",
    "open", "read", "read_files",
]  # fmt: skip


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module 'isnad' has no attribute {name!r}")
    from importlib import import_module

    found: object = getattr(import_module("isnad.api"), name)
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
