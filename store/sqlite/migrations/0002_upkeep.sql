-- How many checks in a row were sent to moved_to by permanent redirects.
ALTER TABLE sources ADD COLUMN moves INTEGER NOT NULL DEFAULT 0;

-- What articles were before their publishers changed them.
CREATE TABLE revisions (
	id          INTEGER PRIMARY KEY,
	article_id  INTEGER NOT NULL REFERENCES articles (id),
	replaced_at INTEGER NOT NULL,
	title       TEXT    NOT NULL,
	updated     INTEGER,
	packed      BLOB -- as in bodies; NULL without a body
) STRICT;

CREATE INDEX revisions_article ON revisions (article_id, id);

-- The full texts of articles, from their own pages.
CREATE TABLE pages (
	article_id INTEGER PRIMARY KEY REFERENCES articles (id),
	fetched_at INTEGER NOT NULL,
	url        TEXT    NOT NULL,
	error      TEXT    NOT NULL, -- why there is none, '' when there is one
	packed     BLOB              -- as in bodies; NULL without a text
) STRICT;

-- Marks go before their article does: the counters need its source.
CREATE TRIGGER mark_removed AFTER DELETE ON marks BEGIN
	UPDATE source_marks SET read = read - OLD.read, starred = starred - OLD.starred
		WHERE user_id = OLD.user_id
			AND source_id = (SELECT source_id FROM articles WHERE id = OLD.article_id);
	UPDATE span_marks SET read = read - OLD.read
		WHERE user_id = OLD.user_id AND span = OLD.place >> 46;
END;

CREATE TRIGGER article_removed AFTER DELETE ON articles BEGIN
	UPDATE source_totals SET articles = articles - 1 WHERE source_id = OLD.source_id;
	UPDATE span_totals SET articles = articles - 1 WHERE span = OLD.place >> 46;
END;
