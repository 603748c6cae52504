-- What users did to marks, step by step, so that it can be undone. The steps that
-- are undone are the last ones of their user.
CREATE TABLE steps (
	id      INTEGER PRIMARY KEY,
	user_id INTEGER NOT NULL REFERENCES users (id),
	at      INTEGER NOT NULL,
	undone  INTEGER NOT NULL,
	read    INTEGER,          -- what it made of read, NULL when nothing
	starred INTEGER,          -- and of starred
	size    INTEGER NOT NULL, -- how many marks it holds
	-- JSON array of [article, read, starred]: the marks before the step, or before
	-- it is done again. What is as the step makes it is none of the step's. The
	-- articles may be gone.
	marks   TEXT    NOT NULL
) STRICT;

CREATE INDEX steps_user ON steps (user_id, undone, id);

-- What users wrote about articles. place is the article's.
CREATE TABLE notes (
	id         INTEGER PRIMARY KEY,
	article_id INTEGER NOT NULL REFERENCES articles (id),
	user_id    INTEGER NOT NULL REFERENCES users (id),
	place      INTEGER NOT NULL,
	changed_at INTEGER NOT NULL,
	text       TEXT    NOT NULL,
	UNIQUE (article_id, user_id)
) STRICT;

CREATE INDEX notes_place ON notes (user_id, place);
CREATE INDEX notes_changed ON notes (user_id, changed_at);

-- How far users have read articles: the block at the top of the screen.
CREATE TABLE readings (
	article_id INTEGER NOT NULL REFERENCES articles (id),
	user_id    INTEGER NOT NULL REFERENCES users (id),
	block      INTEGER NOT NULL,
	blocks     INTEGER NOT NULL, -- how many there were
	changed_at INTEGER NOT NULL,
	PRIMARY KEY (article_id, user_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX readings_changed ON readings (user_id, changed_at);

CREATE TRIGGER notes_moved AFTER UPDATE OF place ON articles WHEN OLD.place <> NEW.place BEGIN
	UPDATE notes SET place = NEW.place WHERE article_id = NEW.id;
END;

CREATE TRIGGER article_left AFTER DELETE ON articles BEGIN
	DELETE FROM notes WHERE article_id = OLD.id;
	DELETE FROM readings WHERE article_id = OLD.id;
END;
