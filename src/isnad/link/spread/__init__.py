"""Linking spread over an engine: records in, links out, by `Map` and `Group` alone, so that no memory holds a pile.

What decides (is this a copy, are these one name, do these tell one thing) is the code of `isnad.link`, called with one
group at a time; these files only bring together what it needs. The links are those of `isnad.link.all`.
"""
