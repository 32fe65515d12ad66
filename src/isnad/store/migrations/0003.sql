-- What the timeline and an outlet's list are read from in a large story.

CREATE INDEX IF NOT EXISTS event_first_day ON event (first_day, last_day);
CREATE INDEX IF NOT EXISTS article_outlet ON article (outlet, published);
