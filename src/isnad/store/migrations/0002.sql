-- Words are indexed by the form a search finds them by: spelling folded, article and proclitics off.

DROP TABLE article_search;
DROP TABLE article_folded;

CREATE TABLE article_folded (           -- for search only
  n       INTEGER PRIMARY KEY,
  article TEXT NOT NULL UNIQUE REFERENCES article ON DELETE CASCADE,
  title   TEXT NOT NULL,                -- the form of each word, in order
  text    TEXT NOT NULL,
  besides TEXT NOT NULL                 -- what words may be besides: «قال» of «وقال»
);
CREATE VIRTUAL TABLE article_search USING fts5 (
  title, text, besides, content = 'article_folded', content_rowid = 'n', tokenize = 'unicode61 remove_diacritics 0'
);
CREATE TRIGGER article_folded_in AFTER INSERT ON article_folded BEGIN
  INSERT INTO article_search (rowid, title, text, besides) VALUES (new.n, new.title, new.text, new.besides);
END;
CREATE TRIGGER article_folded_out AFTER DELETE ON article_folded BEGIN
  INSERT INTO article_search (article_search, rowid, title, text, besides)
  VALUES ('delete', old.n, old.title, old.text, old.besides);
END;

INSERT INTO article_folded (article, title, text, besides)
SELECT id, forms_of(title), forms_of(text), besides_of(title || ' ' || text) FROM (
  SELECT id, coalesce(title, '') AS title, text FROM article
);
