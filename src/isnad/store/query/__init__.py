"""Every question asked of a story file: plain functions on an open one, typed rows or the values stored out.

Open the file with `isnad.store.file.open_story(path)`; offsets in what comes back are code points of `Article.text`.
"""

from isnad.store.query.articles import ArticleRow, articles, articles_by_id, headlines, outlets
from isnad.store.query.find import Named, Place, find, place
from isnad.store.query.links import (
    claim,
    claims,
    claims_of_statement,
    datings,
    duplicates,
    entity_link,
    entity_links,
    links,
    storylines,
)
from isnad.store.query.pages import (
    Counts,
    Done,
    article_stamps,
    counts,
    done,
    failures,
    furniture,
    meta,
    page,
    pages,
    rejected,
    stale_pages,
    versions,
    visible_text,
)
from isnad.store.query.records import articles_of_page, linked_records, record, records, records_of_page
from isnad.store.query.search import Hit, search
from isnad.store.query.statements import Name, Statement, names_of, statements, statements_by_id

__all__ = [
    "ArticleRow",
    "Counts",
    "Done",
    "Hit",
    "Name",
    "Named",
    "Place",
    "Statement",
    "article_stamps",
    "articles",
    "articles_by_id",
    "articles_of_page",
    "claim",
    "claims",
    "claims_of_statement",
    "counts",
    "datings",
    "done",
    "duplicates",
    "entity_link",
    "entity_links",
    "failures",
    "find",
    "furniture",
    "headlines",
    "linked_records",
    "links",
    "meta",
    "names_of",
    "outlets",
    "page",
    "pages",
    "place",
    "record",
    "records",
    "records_of_page",
    "rejected",
    "search",
    "stale_pages",
    "statements",
    "statements_by_id",
    "storylines",
    "versions",
    "visible_text",
]
