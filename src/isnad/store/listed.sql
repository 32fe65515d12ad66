-- Derives what lists show from the links and the statements they rest on; statements end in a semicolon and a new line.
-- CROSS JOIN keeps the order of tables as written: from statements to the few names each one speaks of, not the other way.

DELETE FROM listed_claim;
DELETE FROM lead;
DELETE FROM said;
DELETE FROM about;
DELETE FROM speaker_claim;
DELETE FROM listed_speaker;
DELETE FROM relay;
DELETE FROM listed_storyline;
DELETE FROM listed_copy;
DELETE FROM tally;

INSERT INTO listed_claim
SELECT c.id, c.n, c.denying > 0, c.vouching + c.denying + c.unverified, c.unverified, c.at_least < c.at_most,
       (SELECT count(*) FROM drift d WHERE d.claim = c.id), c.at_least, c.at_most,
       count(DISTINCT a.page), substr(min(a.published), 1, 10)
FROM claim c
LEFT JOIN claim_statement cs ON cs.claim = c.id
LEFT JOIN attribution s ON s.id = cs.attribution
LEFT JOIN article a INDEXED BY article_line ON a.id = s.article
GROUP BY c.id;

INSERT INTO lead
SELECT id, word FROM (
  SELECT s.id, begun(t.text, json_extract(s.content_spans, '$[0][0]')) AS word
  FROM article t CROSS JOIN attribution s ON s.article = t.id
) WHERE word != '';

INSERT INTO said
SELECT v.entity, row_number() OVER (PARTITION BY v.entity ORDER BY a.published IS NULL, a.published, v.article, v.n),
       v.id, v.stance
FROM (
  SELECT m.entity, s.article, s.n, s.id, s.stance FROM attribution s
  JOIN entity_member m ON m.article = s.article AND m.name = s.speaker
  UNION
  SELECT m.entity, s.article, s.n, s.id, s.stance FROM attribution s, json_each(s.co_speakers) o
  CROSS JOIN entity_member m ON m.article = s.article AND m.name = o.value WHERE s.co_speakers != '[]'
) v JOIN article a INDEXED BY article_line ON a.id = v.article;

INSERT INTO about
WITH part AS MATERIALIZED (
  SELECT s.id, s.article, s.n, s.speaker, json_extract(c.value, '$[0]') AS start, json_extract(c.value, '$[1]') AS stop
  FROM attribution s, json_each(s.content_spans) c
)
SELECT v.entity, row_number() OVER (PARTITION BY v.entity ORDER BY a.published IS NULL, a.published, v.article, v.n), v.id
FROM (
  SELECT DISTINCT m.entity, p.article, p.n, p.id FROM part p
  CROSS JOIN mention w ON w.article = p.article AND w.start >= p.start AND w.stop <= p.stop AND w.name IS NOT p.speaker
  CROSS JOIN entity_member m ON m.article = w.article AND m.name = w.name
) v JOIN article a INDEXED BY article_line ON a.id = v.article;

INSERT OR IGNORE INTO speaker_claim
SELECT v.entity, l.contested, l.size, l.n, l.claim, l.unverified, l.hidden, l.drift, l.at_least, l.at_most
FROM said v
JOIN claim_statement cs ON cs.attribution = v.attribution
JOIN listed_claim l ON l.claim = cs.claim;

INSERT INTO listed_speaker
WITH spoken AS (
  SELECT m.entity, count(*) AS n, sum(s.stance = 'deny') AS denied FROM attribution s
  CROSS JOIN entity_member m ON m.article = s.article AND m.name = s.speaker GROUP BY m.entity
), relayed AS (
  SELECT m.entity, count(*) AS n FROM attribution s, json_each(s.via) v
  CROSS JOIN entity_member m ON m.article = s.article AND m.name = v.value WHERE s.via != '[]' GROUP BY m.entity
)
SELECT row_number() OVER (ORDER BY coalesce(spoken.n, 0) DESC, relayed.n DESC, e.name, e.id), e.id, e.name, e.name_en,
       e.kind, coalesce(spoken.n, 0), coalesce(spoken.denied, 0), coalesce(relayed.n, 0),
       fold(e.name || ' ' || coalesce(e.name_en, ''))
FROM entity e LEFT JOIN spoken ON spoken.entity = e.id LEFT JOIN relayed ON relayed.entity = e.id
WHERE spoken.n > 0 OR relayed.n > 0;

INSERT INTO relay
SELECT 0, count(*), r.entity, w.entity FROM attribution s, json_each(s.via) v
CROSS JOIN entity_member r ON r.article = s.article AND r.name = v.value
CROSS JOIN entity_member w ON w.article = s.article AND w.name = s.speaker
WHERE s.via != '[]' AND r.entity != w.entity GROUP BY r.entity, w.entity;

INSERT INTO relay
SELECT 1, count(*), a.outlet, m.entity FROM attribution s
JOIN article a INDEXED BY article_line ON a.id = s.article
JOIN entity_member m ON m.article = s.article AND m.name = coalesce(json_extract(s.via, '$[0]'), s.speaker)
WHERE a.outlet IS NOT NULL GROUP BY a.outlet, m.entity;

INSERT INTO listed_storyline
SELECT row_number() OVER (ORDER BY articles DESC, n), id, articles, claims FROM (
  SELECT s.id, s.n, (SELECT count(*) FROM storyline_article a WHERE a.storyline = s.id) AS articles,
         (SELECT count(*) FROM storyline_claim c WHERE c.storyline = s.id) AS claims FROM storyline s
);

INSERT INTO listed_copy
SELECT row_number() OVER (ORDER BY count(*) DESC, duplicate_group), duplicate_group, count(*)
FROM duplicate_article GROUP BY duplicate_group;

INSERT INTO tally
SELECT 'all', count(*) FROM listed_claim
UNION ALL SELECT 'told', count(*) FROM listed_claim WHERE size > 1
UNION ALL SELECT 'single', count(*) FROM listed_claim WHERE size = 1
UNION ALL SELECT 'contested', count(*) FROM listed_claim WHERE contested
UNION ALL SELECT 'unverified', count(*) FROM listed_claim WHERE unverified
UNION ALL SELECT 'hidden', count(*) FROM listed_claim WHERE hidden
UNION ALL SELECT 'drift', count(*) FROM listed_claim WHERE drift
UNION ALL SELECT 'storylines', count(*) FROM storyline
UNION ALL SELECT 'copies', count(*) FROM listed_copy
UNION ALL SELECT 'speakers', count(*) FROM listed_speaker;
