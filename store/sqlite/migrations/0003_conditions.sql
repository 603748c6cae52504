-- The articles that have revisions, so that lists can be asked for them. Kept by
-- the triggers below; revisions go before their article does.
CREATE TABLE edited (
	place INTEGER PRIMARY KEY
) STRICT;

INSERT INTO edited SELECT DISTINCT a.place FROM revisions r JOIN articles a ON a.id = r.article_id;

CREATE TRIGGER revision_added AFTER INSERT ON revisions BEGIN
	INSERT OR IGNORE INTO edited SELECT place FROM articles WHERE id = NEW.article_id;
END;

CREATE TRIGGER revision_removed AFTER DELETE ON revisions
	WHEN NOT EXISTS (SELECT 1 FROM revisions WHERE article_id = OLD.article_id) BEGIN
	DELETE FROM edited WHERE place = (SELECT place FROM articles WHERE id = OLD.article_id);
END;

CREATE TRIGGER edited_moved AFTER UPDATE OF place ON articles WHEN OLD.place <> NEW.place BEGIN
	UPDATE edited SET place = NEW.place WHERE place = OLD.place;
END;

-- The index gets words for tags, authors and hosts, and text is folded as
-- package words does it: all articles wait to be indexed anew, and are found by
-- their words until then.
INSERT OR IGNORE INTO waiting SELECT place FROM articles;
