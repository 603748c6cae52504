-- The articles that retention dropped, or never took in, so that those whose
-- publisher still lists them are judged by when they were first seen and not as
-- if they were new.
CREATE TABLE dropped (
	source_id INTEGER NOT NULL REFERENCES sources (id),
	key       INTEGER NOT NULL, -- the first 64 bits of a hash of the GUID
	seen      INTEGER NOT NULL, -- as in articles
	met       INTEGER NOT NULL, -- when it was last listed
	PRIMARY KEY (source_id, key)
) STRICT, WITHOUT ROWID;
