-- The story file. Plain tables with readable columns: it opens in Datasette or any SQLite browser as it is.
-- start and stop are half-open offsets, in Unicode code points of article.text unless the column says otherwise.

CREATE TABLE meta (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

-- What arrived -------------------------------------------------------------------------------------------------------

CREATE TABLE page (
  id        TEXT PRIMARY KEY,           -- digest of the bytes
  source    TEXT NOT NULL,              -- path or address; an archive's record is path#record
  kind      TEXT NOT NULL,              -- text | html
  encoding  TEXT NOT NULL,
  text      BLOB NOT NULL,              -- decoded characters as they arrived, UTF-8, zlib
  visible   BLOB NOT NULL,              -- the visible text that article.pieces and furniture count in, UTF-8, zlib
  hint_title TEXT, hint_outlet TEXT, hint_byline TEXT, hint_published TEXT, hint_url TEXT, hint_crawled TEXT,
  made_by   TEXT NOT NULL               -- digest of the rules and code that read it
) WITHOUT ROWID;
CREATE INDEX page_source ON page (source);

CREATE TABLE furniture (
  page  TEXT NOT NULL REFERENCES page ON DELETE CASCADE,
  n     INTEGER NOT NULL,
  start INTEGER NOT NULL,               -- offsets of the page's visible text
  stop  INTEGER NOT NULL,
  kind  TEXT NOT NULL,
  rule  TEXT NOT NULL,
  PRIMARY KEY (page, n)
) WITHOUT ROWID;

CREATE TABLE rejected (
  source TEXT PRIMARY KEY,
  page   TEXT,
  reason TEXT NOT NULL,
  remedy TEXT NOT NULL,
  made_by TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX rejected_page ON rejected (page);

CREATE TABLE failure (
  source TEXT PRIMARY KEY,
  page   TEXT,
  stage  TEXT NOT NULL,
  error  TEXT NOT NULL,
  made_by TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX failure_page ON failure (page);

-- What was published -------------------------------------------------------------------------------------------------

CREATE TABLE article (
  id        TEXT PRIMARY KEY,
  page      TEXT NOT NULL REFERENCES page ON DELETE CASCADE,
  number    INTEGER NOT NULL,           -- 0 for the page's main article, 1 and up for those glued below
  title     TEXT,
  text      TEXT NOT NULL,
  outlet    TEXT, byline TEXT, credit TEXT, dateline TEXT, section TEXT, url TEXT,
  published TEXT,                       -- NULL where the page does not say
  published_origin TEXT,                -- stated | metadata | url | feed | decided (by a person)
  crawled   TEXT,
  paragraphs TEXT NOT NULL,             -- JSON [[start, stop], …]
  pieces     TEXT NOT NULL,             -- JSON [[start, page_start, length], …]
  captions   TEXT NOT NULL              -- JSON ["…", …]
) WITHOUT ROWID;
CREATE INDEX article_page ON article (page);
CREATE INDEX article_published ON article (published);

CREATE TABLE date_candidate (           -- every piece of evidence for a publication date, the chosen one first
  article TEXT NOT NULL REFERENCES article ON DELETE CASCADE,
  n       INTEGER NOT NULL,
  chosen  INTEGER NOT NULL,
  value   TEXT NOT NULL,
  origin  TEXT NOT NULL,
  words   TEXT NOT NULL,
  rule    TEXT NOT NULL,
  verdict TEXT NOT NULL,
  PRIMARY KEY (article, n)
) WITHOUT ROWID;

CREATE TABLE article_folded (           -- for search only; migrations/0002.sql gives it its present shape
  n       INTEGER PRIMARY KEY,
  article TEXT NOT NULL UNIQUE REFERENCES article ON DELETE CASCADE,
  title   TEXT NOT NULL,
  text    TEXT NOT NULL
);
CREATE VIRTUAL TABLE article_search USING fts5 (
  title, text, content = 'article_folded', content_rowid = 'n', tokenize = 'unicode61 remove_diacritics 0'
);
CREATE TRIGGER article_folded_in AFTER INSERT ON article_folded BEGIN
  INSERT INTO article_search (rowid, title, text) VALUES (new.n, new.title, new.text);
END;
CREATE TRIGGER article_folded_out AFTER DELETE ON article_folded BEGIN
  INSERT INTO article_search (article_search, rowid, title, text) VALUES ('delete', old.n, old.title, old.text);
END;

-- What is found in an article ----------------------------------------------------------------------------------------

CREATE TABLE timex (
  id      TEXT PRIMARY KEY,
  article TEXT NOT NULL REFERENCES article ON DELETE CASCADE,
  n       INTEGER NOT NULL,
  start INTEGER NOT NULL, stop INTEGER NOT NULL,
  text    TEXT NOT NULL,
  type    TEXT NOT NULL,                -- DATE | TIME | DURATION | SET
  value   TEXT,                         -- TIMEX3; NULL where the words give no calendar value
  anchor  TEXT,
  first_day TEXT, last_day TEXT,
  rule    TEXT NOT NULL
) WITHOUT ROWID;
CREATE UNIQUE INDEX timex_article ON timex (article, n);

CREATE TABLE name (                     -- an entity as one article knows it, before linking
  article TEXT NOT NULL REFERENCES article ON DELETE CASCADE,
  id      TEXT NOT NULL,
  n       INTEGER NOT NULL,
  name    TEXT NOT NULL,
  kind    TEXT NOT NULL,                -- person | org | place | group
  name_en TEXT, iso TEXT, wikidata TEXT,
  known   INTEGER NOT NULL,
  forms   TEXT NOT NULL,                -- JSON ["…", …]
  PRIMARY KEY (article, id)
) WITHOUT ROWID;

CREATE TABLE mention (
  article TEXT NOT NULL REFERENCES article ON DELETE CASCADE,
  n       INTEGER NOT NULL,
  start INTEGER NOT NULL, stop INTEGER NOT NULL,
  text    TEXT NOT NULL,
  kind    TEXT NOT NULL,
  name    TEXT NOT NULL,                -- name.id within the article
  head_start INTEGER, head_stop INTEGER,
  rule    TEXT NOT NULL,
  PRIMARY KEY (article, n)
) WITHOUT ROWID;

CREATE TABLE attribution (
  id      TEXT PRIMARY KEY,
  article TEXT NOT NULL REFERENCES article ON DELETE CASCADE,
  n       INTEGER NOT NULL,
  stance  TEXT NOT NULL,                -- assert | deny | doubt | commit | urge | warn | evaluate
  form    TEXT NOT NULL,                -- direct | indirect | mixed
  speaker TEXT,                         -- name.id within the article; NULL where the text hides who speaks
  co_speakers TEXT NOT NULL,            -- JSON [name.id, …]
  via     TEXT NOT NULL,                -- JSON [name.id, …], from the one nearest the reader
  cue     TEXT NOT NULL,
  source  TEXT,
  content TEXT NOT NULL,
  cue_start INTEGER NOT NULL, cue_stop INTEGER NOT NULL,
  source_start INTEGER, source_stop INTEGER,
  content_spans TEXT NOT NULL,          -- JSON [[start, stop], …]
  parent  TEXT,
  confidence REAL NOT NULL,
  rules   TEXT NOT NULL                 -- JSON ["file#entry", …]
) WITHOUT ROWID;
CREATE UNIQUE INDEX attribution_article ON attribution (article, n);
CREATE INDEX attribution_confidence ON attribution (confidence);

CREATE TABLE event (
  id      TEXT PRIMARY KEY,
  article TEXT NOT NULL REFERENCES article ON DELETE CASCADE,
  n       INTEGER NOT NULL,
  type    TEXT NOT NULL,                -- PLOVER
  start INTEGER NOT NULL, stop INTEGER NOT NULL,
  trigger_start INTEGER NOT NULL, trigger_stop INTEGER NOT NULL,
  text    TEXT NOT NULL,
  actor TEXT, recipient TEXT, place TEXT,
  first_day TEXT, last_day TEXT, precision TEXT,
  attribution TEXT,
  rule    TEXT NOT NULL
) WITHOUT ROWID;
CREATE UNIQUE INDEX event_article ON event (article, n);

-- What is found across articles: written and removed as one ----------------------------------------------------------

CREATE TABLE duplicate_group (
  id    TEXT PRIMARY KEY,
  first TEXT NOT NULL                   -- article published first, else the one the others are contained in
) WITHOUT ROWID;
CREATE TABLE duplicate_article (
  duplicate_group TEXT NOT NULL REFERENCES duplicate_group ON DELETE CASCADE,
  n       INTEGER NOT NULL,
  article TEXT NOT NULL,
  PRIMARY KEY (duplicate_group, n)
) WITHOUT ROWID;
CREATE INDEX duplicate_article_article ON duplicate_article (article);
CREATE TABLE containment (
  duplicate_group TEXT NOT NULL REFERENCES duplicate_group ON DELETE CASCADE,
  n       INTEGER NOT NULL,
  article TEXT NOT NULL, other TEXT NOT NULL,
  share   REAL NOT NULL,                -- of the article's shingles that the other one holds
  PRIMARY KEY (duplicate_group, n)
) WITHOUT ROWID;
CREATE TABLE reuse (
  duplicate_group TEXT NOT NULL REFERENCES duplicate_group ON DELETE CASCADE,
  n       INTEGER NOT NULL,
  article TEXT NOT NULL, start INTEGER NOT NULL, stop INTEGER NOT NULL,
  other   TEXT NOT NULL, other_start INTEGER NOT NULL, other_stop INTEGER NOT NULL,
  PRIMARY KEY (duplicate_group, n)
) WITHOUT ROWID;

CREATE TABLE entity (
  id      TEXT PRIMARY KEY,
  name    TEXT NOT NULL,
  kind    TEXT NOT NULL,
  name_en TEXT, iso TEXT, wikidata TEXT,
  known   INTEGER NOT NULL,
  forms   TEXT NOT NULL                 -- JSON ["…", …]
) WITHOUT ROWID;
CREATE TABLE entity_member (
  entity  TEXT NOT NULL REFERENCES entity ON DELETE CASCADE,
  n       INTEGER NOT NULL,
  article TEXT NOT NULL,
  name    TEXT NOT NULL,                -- name.id within the article
  PRIMARY KEY (entity, n)
) WITHOUT ROWID;
CREATE UNIQUE INDEX entity_member_name ON entity_member (article, name);
CREATE TABLE unification (              -- two forms held to be one name, with the evidence
  entity  TEXT NOT NULL REFERENCES entity ON DELETE CASCADE,
  n       INTEGER NOT NULL,
  form TEXT NOT NULL, same_as TEXT NOT NULL, why TEXT NOT NULL, rule TEXT NOT NULL,
  PRIMARY KEY (entity, n)
) WITHOUT ROWID;

CREATE TABLE claim (
  id       TEXT PRIMARY KEY,
  n        INTEGER NOT NULL,
  text     TEXT NOT NULL,
  at_least INTEGER NOT NULL, at_most INTEGER NOT NULL,  -- independent origins, as a range
  vouching INTEGER NOT NULL, denying INTEGER NOT NULL, unverified INTEGER NOT NULL,  -- statements
  first_day TEXT, last_day TEXT
) WITHOUT ROWID;
CREATE TABLE claim_statement (
  claim TEXT NOT NULL REFERENCES claim ON DELETE CASCADE,
  role  TEXT NOT NULL,                  -- vouches | denies | unverified
  n     INTEGER NOT NULL,
  attribution TEXT NOT NULL,
  why   TEXT,                           -- why it was merged, in words
  PRIMARY KEY (claim, role, n)
) WITHOUT ROWID;
CREATE INDEX claim_statement_attribution ON claim_statement (attribution);
CREATE TABLE origin (
  claim  TEXT NOT NULL REFERENCES claim ON DELETE CASCADE,
  n      INTEGER NOT NULL,
  entity TEXT,
  name   TEXT NOT NULL,
  hidden INTEGER NOT NULL,
  articles TEXT NOT NULL,               -- JSON [article.id, …]
  PRIMARY KEY (claim, n)
) WITHOUT ROWID;
CREATE TABLE origin_evidence (
  claim  TEXT NOT NULL,
  origin INTEGER NOT NULL,
  n      INTEGER NOT NULL,
  article TEXT NOT NULL, start INTEGER NOT NULL, stop INTEGER NOT NULL, text TEXT NOT NULL, says TEXT NOT NULL,
  PRIMARY KEY (claim, origin, n),
  FOREIGN KEY (claim, origin) REFERENCES origin ON DELETE CASCADE
) WITHOUT ROWID;
CREATE TABLE drift (
  claim  TEXT NOT NULL REFERENCES claim ON DELETE CASCADE,
  n      INTEGER NOT NULL,
  kind   TEXT NOT NULL,
  before_article TEXT NOT NULL, before_start INTEGER NOT NULL, before_stop INTEGER NOT NULL,
  before_text TEXT NOT NULL, before_says TEXT NOT NULL,
  after_article TEXT NOT NULL, after_start INTEGER NOT NULL, after_stop INTEGER NOT NULL,
  after_text TEXT NOT NULL, after_says TEXT NOT NULL,
  PRIMARY KEY (claim, n)
) WITHOUT ROWID;

CREATE TABLE dating (                   -- an undated article placed by what it tells: always inferred
  article   TEXT PRIMARY KEY,
  first_day TEXT NOT NULL, last_day TEXT NOT NULL,
  weekdays  TEXT NOT NULL               -- JSON [["XXXX-WXX-4", "2023-09-14"], …]
) WITHOUT ROWID;
CREATE TABLE dating_evidence (
  dating TEXT NOT NULL REFERENCES dating ON DELETE CASCADE,
  n      INTEGER NOT NULL,
  contradicts INTEGER NOT NULL,
  article TEXT NOT NULL, start INTEGER NOT NULL, stop INTEGER NOT NULL, text TEXT NOT NULL, says TEXT NOT NULL,
  PRIMARY KEY (dating, n)
) WITHOUT ROWID;

CREATE TABLE storyline (
  id    TEXT PRIMARY KEY,
  n     INTEGER NOT NULL,
  title TEXT NOT NULL,
  first_day TEXT, last_day TEXT
) WITHOUT ROWID;
CREATE TABLE storyline_article (
  storyline TEXT NOT NULL REFERENCES storyline ON DELETE CASCADE,
  n         INTEGER NOT NULL,
  article   TEXT NOT NULL,
  PRIMARY KEY (storyline, n)
) WITHOUT ROWID;
CREATE INDEX storyline_article_article ON storyline_article (article);
CREATE TABLE storyline_claim (
  storyline TEXT NOT NULL REFERENCES storyline ON DELETE CASCADE,
  n         INTEGER NOT NULL,
  claim     TEXT NOT NULL,
  PRIMARY KEY (storyline, n)
) WITHOUT ROWID;
CREATE INDEX storyline_claim_claim ON storyline_claim (claim);

-- What a person decided: refers by id only, so that it outlives every re-run -----------------------------------------

CREATE TABLE decision (
  n      INTEGER PRIMARY KEY AUTOINCREMENT,
  id     TEXT NOT NULL UNIQUE,
  kind   TEXT NOT NULL,                 -- merge | split | reject | rename | fix | date | undo
  target TEXT NOT NULL,
  detail TEXT NOT NULL,                 -- JSON
  decided_by TEXT NOT NULL,
  decided_at TEXT NOT NULL,
  note   TEXT NOT NULL DEFAULT ''
);
CREATE INDEX decision_target ON decision (target);

-- For a reader of the bare file --------------------------------------------------------------------------------------

CREATE VIEW statement AS
SELECT a.id, r.title, r.outlet, r.published, coalesce(e.name, s.name) AS speaker, a.stance, a.cue, a.content,
       (SELECT group_concat(coalesce(ve.name, vn.name), ' ← ') FROM json_each(a.via) v
          LEFT JOIN name vn ON vn.article = a.article AND vn.id = v.value
          LEFT JOIN entity_member vm ON vm.article = a.article AND vm.name = v.value
          LEFT JOIN entity ve ON ve.id = vm.entity) AS via,
       a.confidence, a.article
FROM attribution a
JOIN article r ON r.id = a.article
LEFT JOIN name s ON s.article = a.article AND s.id = a.speaker
LEFT JOIN entity_member m ON m.article = a.article AND m.name = a.speaker
LEFT JOIN entity e ON e.id = m.entity;

CREATE VIEW claim_statements AS
SELECT c.text AS claim, cs.role, s.speaker, s.via, s.cue, s.content, s.outlet, s.published, s.title, cs.why,
       c.id AS claim_id, s.id AS attribution_id
FROM claim c
JOIN claim_statement cs ON cs.claim = c.id
JOIN statement s ON s.id = cs.attribution;
