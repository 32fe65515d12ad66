"""Pages in, articles out: body, furniture, title, byline, credit and the day of publication."""

from isnad.extract.page import extract

__all__ = ["extract"]
