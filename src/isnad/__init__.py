"""isnad (إسناد): a pile of Arabic news pages in, a sourced record out."""

__version__ = "0.1.0"
