-- Without it SQLite looks through all marks of everybody for each article that is
-- deleted, because they refer to it.
CREATE INDEX marks_article ON marks (article_id);
