-- What lists show of the links: derived from them by listed.sql in the transaction that writes them, so that a list
-- costs the rows it shows. Nothing here is a finding.

CREATE TABLE IF NOT EXISTS listed_claim (
  claim      TEXT PRIMARY KEY,
  n          INTEGER NOT NULL,
  contested  INTEGER NOT NULL,          -- 1 where a statement denies it
  size       INTEGER NOT NULL,          -- statements
  unverified INTEGER NOT NULL,          -- statements that could not verify it
  hidden     INTEGER NOT NULL,          -- 1 where pages hide a source
  drift      INTEGER NOT NULL,          -- changes between tellings
  at_least   INTEGER NOT NULL, at_most INTEGER NOT NULL,
  pages      INTEGER NOT NULL,
  published  TEXT                       -- the first day
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS listed_claim_weight
  ON listed_claim (contested DESC, size DESC, n, unverified, hidden, drift);
CREATE INDEX IF NOT EXISTS listed_claim_origins
  ON listed_claim (at_least DESC, at_most DESC, n, contested, size, unverified, hidden, drift);
CREATE INDEX IF NOT EXISTS listed_claim_time ON listed_claim (n, contested, size, unverified, hidden, drift);

CREATE TABLE IF NOT EXISTS lead (       -- how its first word begins on the page, where a statement begins inside one
  attribution TEXT PRIMARY KEY,
  word        TEXT NOT NULL             -- «إن» of «إنها»
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS said (       -- statements of each entity, alone or with others, in order of time
  entity      TEXT NOT NULL,
  place       INTEGER NOT NULL,
  attribution TEXT NOT NULL,
  stance      TEXT NOT NULL,
  PRIMARY KEY (entity, place)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS about (      -- statements of others in whose content an entity is named, in order of time
  entity      TEXT NOT NULL,
  place       INTEGER NOT NULL,
  attribution TEXT NOT NULL,
  PRIMARY KEY (entity, place)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS speaker_claim (  -- claims in which an entity speaks
  entity TEXT NOT NULL,
  contested INTEGER NOT NULL, size INTEGER NOT NULL, n INTEGER NOT NULL,
  claim  TEXT NOT NULL,
  unverified INTEGER NOT NULL, hidden INTEGER NOT NULL, drift INTEGER NOT NULL,
  at_least INTEGER NOT NULL, at_most INTEGER NOT NULL,
  PRIMARY KEY (entity, contested DESC, size DESC, n, claim)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS listed_speaker ( -- who speaks or relays, the most heard first
  place   INTEGER PRIMARY KEY,
  entity  TEXT NOT NULL UNIQUE,
  name    TEXT NOT NULL, name_en TEXT, kind TEXT NOT NULL,
  said    INTEGER NOT NULL, denied INTEGER NOT NULL, relayed INTEGER NOT NULL,
  folded  TEXT NOT NULL                 -- both names in match form
);

CREATE TABLE IF NOT EXISTS relay (      -- who brought whose words to the reader, how often
  outlet  INTEGER NOT NULL,             -- 1 where `through` is an outlet's name, 0 where it is an entity
  times   INTEGER NOT NULL,
  through TEXT NOT NULL,
  speaker TEXT NOT NULL,
  PRIMARY KEY (outlet, times DESC, through, speaker)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS listed_storyline (  -- the widest first
  place     INTEGER PRIMARY KEY,
  storyline TEXT NOT NULL UNIQUE,
  articles  INTEGER NOT NULL,
  claims    INTEGER NOT NULL
);

CREATE TABLE IF NOT EXISTS listed_copy (       -- the widest first
  place           INTEGER PRIMARY KEY,
  duplicate_group TEXT NOT NULL UNIQUE,
  articles        INTEGER NOT NULL
);

CREATE TABLE IF NOT EXISTS tally (      -- how many of each there are
  name TEXT PRIMARY KEY,
  n    INTEGER NOT NULL
) WITHOUT ROWID;

-- What a line of a list shows of an article, beside its texts and not behind them.
CREATE INDEX IF NOT EXISTS article_line
  ON article (id, page, number, title, outlet, credit, url, published, published_origin);
-- Articles that hold a statement of a stance, for the search.
CREATE INDEX IF NOT EXISTS attribution_stance ON attribution (stance, article);
