-- How far the jobs of users have come: up to which article they have printed.
-- The article itself may be gone.
CREATE TABLE bookmarks (
	user_id    INTEGER NOT NULL REFERENCES users (id),
	job        TEXT    NOT NULL,
	article_id INTEGER NOT NULL,
	changed_at INTEGER NOT NULL,
	PRIMARY KEY (user_id, job)
) STRICT, WITHOUT ROWID;
