package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"time"

	"reader/feed"
)

// A draft is an article on its way into the store.
type draft struct {
	feed.Article
	digest digest
	packed []byte // of the body; nil until it is needed or when there is none
}

// Save stores a batch in one transaction. What stands unchanged is not written;
// bodies are compressed before the transaction begins.
func (s *Store) Save(ctx context.Context, b feed.Batch) (feed.Saved, error) {
	if err := ctx.Err(); err != nil {
		return feed.Saved{}, s.fail("save articles", err)
	}
	drafts, err := s.drafts(ctx, b)
	if err != nil {
		return feed.Saved{}, s.fail("save articles", err)
	}
	sv := saver{s: s, guids: make(map[string]bool, len(b.Articles))}
	for i := range b.Articles {
		sv.guids[guidOf(&b.Articles[i])] = true
	}
	err = s.write.do(ctx, normal, func(t *tx) error {
		sv.begin(t)
		if err := sv.source(b.Source); err != nil {
			return err
		}
		for i := range drafts {
			if err := sv.save(&drafts[i]); err != nil {
				return err
			}
		}
		if err := sv.keep(b.Source.Keep); err != nil {
			return err
		}
		return putState(t, sv.sourceID, b.Source.URL, b.State.After(sv.saved))
	})
	if err != nil {
		return feed.Saved{}, s.fail("save articles", err)
	}
	return sv.saved, nil
}

func guidOf(a *feed.Article) string {
	if a.GUID != "" {
		return a.GUID
	}
	c := feed.Article{URL: a.URL, Title: a.Title, Published: a.Published}
	c.Identify()
	return c.GUID
}

// drafts returns the articles of a batch that are new or changed, ready to be
// written. Of two with the same GUID the first counts: publishers put the newest
// first, and it must be the same one each time.
func (s *Store) drafts(ctx context.Context, b feed.Batch) ([]draft, error) {
	guids := make([]string, len(b.Articles))
	for i := range b.Articles {
		guids[i] = guidOf(&b.Articles[i])
	}
	kept := make(map[string]digest, len(guids))
	err := s.view.rows(ctx, `SELECT a.guid, a.digest FROM json_each(?2) j
		CROSS JOIN articles a ON a.guid = j.value AND a.source_id = (SELECT id FROM sources WHERE url = ?1)`,
		[]any{b.Source.URL, array(guids)}, func(r *sql.Rows) error {
			var guid string
			var d digest
			err := r.Scan(&guid, (*[]byte)(&d))
			kept[guid] = d
			return err
		})
	if err != nil {
		return nil, err
	}
	needless, err := s.needless(ctx, b.Source, guids)
	if err != nil {
		return nil, err
	}
	var drafts []draft
	var body []byte
	seen := make(map[string]bool, len(guids))
	for i, a := range b.Articles {
		if seen[guids[i]] {
			continue
		}
		seen[guids[i]] = true
		a.GUID = guids[i]
		body = plainBody(body[:0], a.HTML, a.Text)
		d := draft{Article: a, digest: digestOf(&a, body)}
		if d.digest.equal(kept[a.GUID]) {
			continue
		}
		if d.hasBody() && !d.digest.sameBody(kept[a.GUID]) && (kept[a.GUID] != nil || !needless(&a)) {
			if d.packed, err = s.packer.pack(body); err != nil {
				return nil, err
			}
		}
		drafts = append(drafts, d)
	}
	return drafts, nil
}

func (d *draft) hasBody() bool { return d.HTML != "" || d.Text != "" }

// pack packs the body if that did not happen before the transaction, because it
// was kept then as it is or seemed not to be kept at all.
func (d *draft) pack(p *packer) (err error) {
	if d.packed == nil && d.hasBody() {
		d.packed, err = p.pack(plainBody(nil, d.HTML, d.Text))
	}
	return err
}

// A saver saves one batch.
type saver struct {
	s        *Store
	t        *tx
	guids    map[string]bool // of the whole batch
	now      time.Time
	sourceID int64
	isNew    bool  // the source has no articles yet
	lastID   int64 // the last ID given to an article, 0 until asked for
	claimed  map[int64]bool
	fresh    []*draft // what is to be inserted
	saved    feed.Saved
}

func (sv *saver) begin(t *tx) {
	sv.t = t
	sv.now = sv.s.now().UTC().Truncate(time.Millisecond)
	sv.claimed = make(map[int64]bool)
}

// source finds or makes the row of the source. How a subscribed source is
// configured is for Subscribe to say.
func (sv *saver) source(src feed.Source) error {
	var subscribed bool
	ok, err := sv.t.row(`SELECT id, subscribed, NOT EXISTS (SELECT 1 FROM source_totals t WHERE t.source_id = s.id)
		FROM sources s WHERE url = ?`, []any{src.URL}, &sv.sourceID, &subscribed, &sv.isNew)
	if err != nil || subscribed || ok && src.Name == "" {
		return err
	}
	sv.isNew = sv.isNew || !ok
	if err := putSource(sv.t, src, 0, false); err != nil {
		return err
	}
	_, err = sv.t.row(`SELECT id FROM sources WHERE url = ?`, []any{src.URL}, &sv.sourceID)
	return err
}

// A row is what is kept of an article and decides what a save does.
type row struct {
	id      int64
	place   int64
	seen    int64
	title   string
	updated sql.NullInt64
	digest  digest
	guid    string
	other   [5]string // what else is searched: url, via, authors, tags, summary
}

const rowColumns = `id, place, seen, title, updated, digest, guid, url, via, authors, tags, summary`

func (r *row) dest() []any {
	return []any{
		&r.id, &r.place, &r.seen, &r.title, &r.updated, (*[]byte)(&r.digest), &r.guid,
		&r.other[0], &r.other[1], &r.other[2], &r.other[3], &r.other[4],
	}
}

func (d *draft) other() [5]string {
	return [5]string{d.URL, d.Via, list(d.Authors), list(d.Tags), d.Summary}
}

func (sv *saver) save(d *draft) error {
	old, ok, err := sv.find(d)
	if err != nil {
		return err
	}
	if !ok {
		sv.fresh = append(sv.fresh, d)
		return nil
	}
	sv.claimed[old.id] = true
	if old.guid == d.GUID && old.digest.equal(d.digest) {
		return nil // another process saved it meanwhile
	}
	return sv.update(old, d)
}

// find looks for the article by its GUID, then for one of the same URL and title
// whose GUID the source no longer gives: publishers change GUIDs. One whose GUID
// is in the batch is another article, however alike.
func (sv *saver) find(d *draft) (r row, ok bool, err error) {
	if sv.isNew {
		return r, false, nil
	}
	ok, err = sv.t.row(`SELECT `+rowColumns+` FROM articles WHERE guid = ? AND source_id = ?`,
		[]any{d.GUID, sv.sourceID}, r.dest()...)
	if ok || err != nil || d.URL == "" {
		return r, ok, err
	}
	err = sv.t.rows(`SELECT `+rowColumns+` FROM articles WHERE url = ? AND url <> '' AND source_id = ? AND title = ? ORDER BY id`,
		[]any{d.URL, sv.sourceID, d.Title}, func(rows *sql.Rows) error {
			var c row
			if err := rows.Scan(c.dest()...); err != nil {
				return err
			}
			if !ok && !sv.guids[c.guid] && !sv.claimed[c.id] {
				r, ok = c, true
			}
			return nil
		})
	return r, ok, err
}

// keep inserts the fresh articles that are to be kept, and lets others go.
func (sv *saver) keep(keep feed.Keep) error {
	k := keeper{t: sv.t, now: sv.now, sourceID: sv.sourceID, keep: keep}
	admitted, err := k.admit(sv.fresh, sv.isNew)
	if err != nil {
		return err
	}
	// The last first: of one time the greater ID is the newer article.
	for _, n := range slices.Backward(admitted) {
		if err := sv.insert(n); err != nil {
			return err
		}
	}
	if sv.saved.Removed, err = k.prune(); err != nil {
		return err
	}
	return k.tidy()
}

func (sv *saver) insert(n newcomer) error {
	d := n.draft
	id, err := sv.nextID()
	if err != nil {
		return err
	}
	if n.known {
		if err := sv.t.exec(`DELETE FROM dropped WHERE source_id = ? AND key = ?`, sv.sourceID, n.key); err != nil {
			return err
		}
	}
	if err := d.pack(&sv.s.packer); err != nil {
		return err
	}
	place := placeOf(d.Published, n.seen, id)
	err = sv.t.exec(`INSERT INTO articles (id, source_id, place, seen, guid, url, via, title, authors, tags,
			published, updated, summary, language, image, attachments, digest)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		append([]any{id, sv.sourceID, place, n.seen.UnixMilli()}, d.values()...)...)
	if err == nil && d.packed != nil {
		err = sv.t.exec(`INSERT INTO bodies (article_id, packed) VALUES (?, ?)`, id, d.packed)
	}
	if err == nil {
		err = sv.t.exec(`INSERT INTO waiting (place) VALUES (?)`, place)
	}
	sv.saved.New++
	return err
}

// nextID returns an ID that no article has or had.
func (sv *saver) nextID() (int64, error) {
	if sv.lastID == 0 {
		if _, err := sv.t.row(`SELECT seq FROM sqlite_sequence WHERE name = 'articles'`, nil, &sv.lastID); err != nil {
			return 0, err
		}
	}
	sv.lastID++
	if sv.lastID > idMask {
		return 0, fmt.Errorf("the store has no ID left for a new article (%d were used)", idMask)
	}
	return sv.lastID, nil
}

// values are the columns of an article from guid on.
func (d *draft) values() []any {
	return []any{
		d.GUID, d.URL, d.Via, d.Title, list(d.Authors), list(d.Tags), millis(d.Published), millis(d.Updated),
		d.Summary, d.Language, d.Image, list(d.Attachments), []byte(d.digest),
	}
}

func (sv *saver) update(old row, d *draft) error {
	place := placeOf(d.Published, time.UnixMilli(old.seen), old.id)
	sameBody := old.digest.sameBody(d.digest)
	err := sv.t.exec(`UPDATE articles SET (place, guid, url, via, title, authors, tags, published, updated,
			summary, language, image, attachments, digest) = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		WHERE id = ?`, append(append([]any{place}, d.values()...), old.id)...)
	if err != nil || old.digest.equal(d.digest) {
		return err // only the GUID is new
	}
	if !sameBody {
		// The digest is that of what came, so that the same excerpt is not looked at again.
		if sameBody, err = sv.excerpt(old, d); err != nil {
			return err
		}
	}
	if old.title != d.Title || !sameBody || millis(d.Updated).Valid && old.updated != millis(d.Updated) {
		sv.saved.Updated++
	}
	same := old.title == d.Title
	if same && !sameBody {
		if same, err = sv.sameWords(old, d); err != nil {
			return err
		}
	}
	if !same {
		if err := sv.revise(old); err != nil {
			return err
		}
	}
	if !sameBody {
		if err := sv.putBody(old.id, d); err != nil {
			return err
		}
	}
	if err := sv.t.exec(`DELETE FROM markdown WHERE article_id = ?`, old.id); err != nil {
		return err
	}
	if old.title != d.Title || !sameBody || old.place != place || old.other != d.other() {
		return sv.reindex(old.place, place)
	}
	return nil
}

// shortest is the length in bytes from which a text can have an excerpt.
const shortest = 200

// excerpt tells whether what came says less of what is kept rather than
// something else: under half of its text, and not modified since. Sources move
// between a format with whole articles and one with excerpts (WordPress REST and
// its RSS), and what was there to read stays.
func (sv *saver) excerpt(old row, d *draft) (bool, error) {
	if u := millis(d.Updated); u.Valid && (!old.updated.Valid || u.Int64 > old.updated.Int64) {
		return false, nil
	}
	var packed []byte
	if ok, err := sv.t.row(`SELECT packed FROM bodies WHERE article_id = ?`, []any{old.id}, &packed); !ok || err != nil {
		return false, err
	}
	_, text, err := sv.s.packer.unpack(packed)
	return err == nil && len(text) >= shortest && 2*len(d.Text) < len(text), err
}

func (sv *saver) putBody(id int64, d *draft) error {
	if err := d.pack(&sv.s.packer); err != nil {
		return err
	}
	if d.packed == nil {
		return sv.t.exec(`DELETE FROM bodies WHERE article_id = ?`, id)
	}
	return sv.t.exec(`INSERT OR REPLACE INTO bodies (article_id, packed) VALUES (?, ?)`, id, d.packed)
}

// reindex lets the article wait for Index again. At its old place it must not be
// found any more; at the same place it may until then.
func (sv *saver) reindex(old, place int64) error {
	if old != place {
		if err := sv.t.exec(`DELETE FROM search WHERE rowid = ?`, old); err != nil {
			return err
		}
		if err := sv.t.exec(`DELETE FROM waiting WHERE place = ?`, old); err != nil {
			return err
		}
	}
	return sv.t.exec(`INSERT OR IGNORE INTO waiting (place) VALUES (?)`, place)
}
