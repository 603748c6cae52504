-- Times are integer milliseconds of UTC; NULL is the zero time.
-- A place is where an article stands in the order of lists: the second of its
-- sort time, shifted left by 29 bits, plus its id. A span is a place shifted
-- right by 46 bits: the articles of about 36 hours.

CREATE TABLE sources (
	id            INTEGER PRIMARY KEY,
	url           TEXT    NOT NULL UNIQUE,
	name          TEXT    NOT NULL, -- as configured
	label         TEXT    NOT NULL, -- as shown: name, else title, else host
	kind          TEXT    NOT NULL,
	tags          TEXT    NOT NULL, -- JSON array, '' when empty
	interval      INTEGER NOT NULL, -- milliseconds
	allow_private INTEGER NOT NULL,
	position      INTEGER NOT NULL,
	subscribed    INTEGER NOT NULL,

	-- what the checks left: feed.State
	state_kind    TEXT    NOT NULL DEFAULT '',
	endpoint      TEXT    NOT NULL DEFAULT '',
	etag          TEXT    NOT NULL DEFAULT '',
	last_modified TEXT    NOT NULL DEFAULT '',
	cursor        INTEGER,
	title         TEXT    NOT NULL DEFAULT '',
	home_page     TEXT    NOT NULL DEFAULT '',
	description   TEXT    NOT NULL DEFAULT '',
	language      TEXT    NOT NULL DEFAULT '',
	moved_to      TEXT    NOT NULL DEFAULT '',
	checked_at    INTEGER,
	changed_at    INTEGER,
	due_at        INTEGER,
	due_rule      TEXT    NOT NULL DEFAULT '',
	retry_at      INTEGER,
	fresh_until   INTEGER,
	fallback_at   INTEGER,
	status        INTEGER NOT NULL DEFAULT 0,
	failures      INTEGER NOT NULL DEFAULT 0,
	error         TEXT    NOT NULL DEFAULT ''
) STRICT;

-- Ids are never used again: AUTOINCREMENT.
CREATE TABLE articles (
	id          INTEGER PRIMARY KEY AUTOINCREMENT,
	source_id   INTEGER NOT NULL REFERENCES sources (id),
	place       INTEGER NOT NULL,
	guid        TEXT    NOT NULL,
	url         TEXT    NOT NULL,
	via         TEXT    NOT NULL,
	title       TEXT    NOT NULL,
	authors     TEXT    NOT NULL, -- JSON array, '' when empty
	tags        TEXT    NOT NULL, -- JSON array, '' when empty
	published   INTEGER,
	updated     INTEGER,
	seen        INTEGER NOT NULL, -- when it was first saved
	summary     TEXT    NOT NULL,
	language    TEXT    NOT NULL,
	image       TEXT    NOT NULL,
	attachments TEXT    NOT NULL, -- JSON array, '' when empty
	digest      BLOB    NOT NULL, -- 16 bytes over the columns above, 16 over the body
	UNIQUE (guid, source_id)
) STRICT;

CREATE UNIQUE INDEX articles_place ON articles (place, source_id);
CREATE INDEX articles_source ON articles (source_id, place);
CREATE INDEX articles_url ON articles (url) WHERE url <> '';
CREATE INDEX articles_via ON articles (via) WHERE via <> '';

-- Bodies and Markdown are packed: a version byte, then Zstandard.
CREATE TABLE bodies (
	article_id INTEGER PRIMARY KEY REFERENCES articles (id),
	packed     BLOB NOT NULL
) STRICT;

CREATE TABLE markdown (
	article_id INTEGER PRIMARY KEY REFERENCES articles (id),
	version    INTEGER NOT NULL,
	packed     BLOB    NOT NULL
) STRICT;

CREATE TABLE users (
	id   INTEGER PRIMARY KEY,
	name TEXT NOT NULL UNIQUE
) STRICT;

-- An article without a row is unread and not starred. place is the article's.
CREATE TABLE marks (
	user_id    INTEGER NOT NULL REFERENCES users (id),
	article_id INTEGER NOT NULL REFERENCES articles (id),
	place      INTEGER NOT NULL,
	read       INTEGER NOT NULL,
	starred    INTEGER NOT NULL,
	changed_at INTEGER NOT NULL,
	PRIMARY KEY (user_id, article_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX marks_starred ON marks (user_id, place) WHERE starred = 1;

-- Counters, kept by the triggers below: how many articles a source and a span
-- hold, and how many of them each user has read. They make counts cheap, and
-- they let the search for what is unread pass over spans that are all read.
CREATE TABLE source_totals (
	source_id INTEGER PRIMARY KEY,
	articles  INTEGER NOT NULL
) STRICT;

CREATE TABLE span_totals (
	span     INTEGER PRIMARY KEY,
	articles INTEGER NOT NULL
) STRICT;

CREATE TABLE source_marks (
	user_id   INTEGER NOT NULL,
	source_id INTEGER NOT NULL,
	read      INTEGER NOT NULL,
	starred   INTEGER NOT NULL,
	PRIMARY KEY (user_id, source_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE span_marks (
	user_id INTEGER NOT NULL,
	span    INTEGER NOT NULL,
	read    INTEGER NOT NULL,
	PRIMARY KEY (user_id, span)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER article_added AFTER INSERT ON articles BEGIN
	INSERT INTO source_totals VALUES (NEW.source_id, 1)
		ON CONFLICT (source_id) DO UPDATE SET articles = articles + 1;
	INSERT INTO span_totals VALUES (NEW.place >> 46, 1)
		ON CONFLICT (span) DO UPDATE SET articles = articles + 1;
END;

CREATE TRIGGER article_moved AFTER UPDATE OF place ON articles WHEN OLD.place <> NEW.place BEGIN
	UPDATE span_totals SET articles = articles - 1 WHERE span = OLD.place >> 46;
	INSERT INTO span_totals VALUES (NEW.place >> 46, 1)
		ON CONFLICT (span) DO UPDATE SET articles = articles + 1;
	UPDATE marks SET place = NEW.place
		WHERE user_id IN (SELECT id FROM users) AND article_id = NEW.id;
END;

CREATE TRIGGER mark_added AFTER INSERT ON marks BEGIN
	INSERT INTO source_marks
		SELECT NEW.user_id, source_id, NEW.read, NEW.starred FROM articles WHERE id = NEW.article_id
		ON CONFLICT (user_id, source_id) DO UPDATE
			SET read = read + excluded.read, starred = starred + excluded.starred;
	INSERT INTO span_marks VALUES (NEW.user_id, NEW.place >> 46, NEW.read)
		ON CONFLICT (user_id, span) DO UPDATE SET read = read + excluded.read;
END;

CREATE TRIGGER mark_changed AFTER UPDATE OF place, read, starred ON marks BEGIN
	UPDATE source_marks
		SET read = read + NEW.read - OLD.read, starred = starred + NEW.starred - OLD.starred
		WHERE user_id = NEW.user_id
			AND source_id = (SELECT source_id FROM articles WHERE id = NEW.article_id);
	UPDATE span_marks SET read = read - OLD.read
		WHERE user_id = NEW.user_id AND span = OLD.place >> 46;
	INSERT INTO span_marks VALUES (NEW.user_id, NEW.place >> 46, NEW.read)
		ON CONFLICT (user_id, span) DO UPDATE SET read = read + excluded.read;
END;

-- The articles that still wait to be made searchable.
CREATE TABLE waiting (
	place INTEGER PRIMARY KEY
) STRICT;

-- The rowid is the place, so that matches come out in the order of lists and
-- the first window of a common word costs as little as that of a rare one.
-- The column private holds what Go code puts there for itself (see search.go).
CREATE VIRTUAL TABLE search USING fts5 (
	title, body, private,
	content = '', contentless_delete = 1,
	tokenize = "unicode61 remove_diacritics 2"
);

-- Merging late makes indexing a quarter faster; more segments cost a search
-- some microseconds. A transaction of Index fits into one segment of 8 MB.
INSERT INTO search (search, rank) VALUES ('automerge', 16);
INSERT INTO search (search, rank) VALUES ('crisismerge', 32);
INSERT INTO search (search, rank) VALUES ('hashsize', 8000000);
