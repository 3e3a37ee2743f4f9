/* Every statement on the database. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "store/sql.h"

/* The last value that the history holds for each thing, beside what its row says now. */
#define LAST(entity_word)                                                                          \
	"last AS (SELECT review_id, key, after FROM ("                                             \
	"  SELECT review_id, key, after, row_number() OVER"                                        \
	"    (PARTITION BY review_id, key ORDER BY seq DESC) AS age"                               \
	"  FROM history WHERE entity = '" entity_word "') WHERE age = 1)"
#define COMPARE(entity_word, rows)                                                                 \
	"WITH " LAST(entity_word) ", now(review_id, key, value) AS (" rows ")"                     \
	"SELECT review_id, key FROM ("                                                             \
	"  SELECT review_id, key, after AS value FROM last WHERE after IS NOT NULL"                \
	"  UNION ALL SELECT review_id, key, value FROM now WHERE value IS NOT NULL)"               \
	" GROUP BY review_id, key HAVING count(*) <> 2 OR min(value) <> max(value)"                \
	" ORDER BY review_id, key"

/* An incident as the history writes it: its columns with US (31) between. */
#define INCIDENT_VALUE                                                                             \
	"class || char(31) || category || char(31) || start_ms || char(31)"                        \
	" || coalesce(end_ms, '') || char(31) || said || char(31) || problem || char(31)"          \
	" || diagnosis || char(31) || severity || char(31) || confirmed_by || char(31)"            \
	" || follow_up"

#define REVIEW_COLUMNS                                                                             \
	"SELECT r.id, r.call_id, r.card_row, c.card_id, c.version, r.state,"                       \
	" CASE r.state WHEN 'final' THEN r.final_score_centi ELSE r.score_centi END,"              \
	" r.final_ms, (SELECT count(*) FROM mark m WHERE m.review_id = r.id"                       \
	"   AND (m.na = 1 OR (m.level_key IS NOT NULL AND m.level_key <> 'raised!')"               \
	"     OR (m.level_key IS NULL AND EXISTS(SELECT 1 FROM occurrence o"                       \
	"       WHERE o.review_id = m.review_id AND o.item_key = m.item_key)))),"                  \
	" p.playhead_ms, p.item_key, p.zoom"                                                       \
	" FROM review r JOIN card_version c ON c.id = r.card_row"                                  \
	" LEFT JOIN place p ON p.review_id = r.id "

const char *const sql_texts[N_SQL] = {
	DB_STATEMENTS,
	[SQL_GET_ORIGIN] = "SELECT v FROM meta WHERE k = 'origin'",
	[SQL_PUT_PERSON] = "INSERT INTO person(id, display) VALUES(?1, ?2)"
		" ON CONFLICT(id) DO UPDATE SET display = excluded.display"
		" WHERE display <> excluded.display",

	/* The second leg, if there is one, is ?5 to ?7; ?4 is how many there are. */
	[SQL_FIND_SEEN] = "SELECT m.call_id FROM media_seen s"
		" JOIN media m ON m.call_id = s.call_id AND m.n = s.n"
		" WHERE s.path = ?1 AND s.n_bytes = ?2 AND s.mtime_ns = ?3"
		" AND (SELECT count(*) FROM media WHERE call_id = m.call_id) = ?4"
		" AND (?5 IS NULL OR EXISTS(SELECT 1 FROM media_seen o WHERE o.path = ?5"
		"   AND o.call_id = s.call_id AND o.n <> s.n AND o.n_bytes = ?6 AND o.mtime_ns = ?7))"
		" ORDER BY EXISTS(SELECT 1 FROM review r WHERE r.call_id = m.call_id) DESC,"
		" s.seen_ms DESC LIMIT 1",
	[SQL_FIND_PATHS] = "SELECT m.call_id FROM media_seen s"
		" JOIN media m ON m.call_id = s.call_id AND m.n = s.n"
		" WHERE s.path = ?1"
		" AND (SELECT count(*) FROM media WHERE call_id = m.call_id) = ?2"
		" AND NOT EXISTS(SELECT 1 FROM media"
		"   WHERE call_id = m.call_id AND hash IS NOT NULL)"
		" AND (?3 IS NULL OR EXISTS(SELECT 1 FROM media_seen o WHERE o.path = ?3"
		"   AND o.call_id = s.call_id AND o.n <> s.n))"
		" ORDER BY s.seen_ms DESC LIMIT 1",
	/* Not the call ?4 itself; one that was reviewed first. */
	[SQL_FIND_CONTENT] = "SELECT m.call_id FROM media m JOIN call c ON c.id = m.call_id"
		" WHERE m.hash = ?1 AND m.n = 0 AND m.call_id IS NOT ?4"
		" AND (SELECT count(*) FROM media WHERE call_id = m.call_id) = ?2"
		" AND (?3 IS NULL OR EXISTS(SELECT 1 FROM media o"
		"   WHERE o.call_id = m.call_id AND o.n = 1 AND o.hash = ?3))"
		" ORDER BY EXISTS(SELECT 1 FROM review r WHERE r.call_id = m.call_id) DESC,"
		" c.added_ms, c.id LIMIT 1",
	[SQL_ADD_CALL] = "INSERT INTO call(id, name, added_ms) VALUES(?1, ?2, ?3)",
	[SQL_ADD_MEDIA] = "INSERT INTO media(call_id, n, role) VALUES(?1, ?2, ?3)",
	[SQL_GET_LEG_OF_PATH] = "SELECT n FROM media_seen WHERE path = ?1 AND call_id = ?2"
		" ORDER BY seen_ms DESC LIMIT 1",
	[SQL_PUT_SEEN] = "INSERT INTO media_seen(path, call_id, n, n_bytes, mtime_ns, seen_ms)"
		" VALUES(?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT(path, call_id, n) DO UPDATE"
		" SET n_bytes = excluded.n_bytes, mtime_ns = excluded.mtime_ns,"
		" seen_ms = excluded.seen_ms",
	[SQL_PUT_HASH] = "UPDATE media SET hash = ?3 WHERE call_id = ?1 AND n = ?2 AND hash IS NULL",
	[SQL_GET_HASH] = "SELECT hash FROM media WHERE call_id = ?1 AND n = ?2",
	[SQL_IS_REVIEWED] = "SELECT 1 FROM review WHERE call_id = ?1",
	[SQL_FORGET_CONTACT] = "DELETE FROM contact WHERE call_id = ?1",
	[SQL_FORGET_SEEN] = "DELETE FROM media_seen WHERE call_id = ?1",
	[SQL_FORGET_MEDIA] = "DELETE FROM media WHERE call_id = ?1",
	[SQL_FORGET_CALL] = "DELETE FROM call WHERE id = ?1",

	[SQL_GET_CONTACT] = "SELECT fact, value FROM contact WHERE call_id = ?1",
	[SQL_PUT_CONTACT] = "INSERT INTO contact(call_id, fact, value, set_ms) VALUES(?1, ?2, ?3, ?4)"
		" ON CONFLICT(call_id, fact) DO UPDATE"
		" SET value = excluded.value, set_ms = excluded.set_ms WHERE value <> excluded.value",
	/* Where each file was seen last; the second is NULL of calls in one file. */
	[SQL_LIST_CALLS] = "SELECT c.id, c.name,"
		" (SELECT path FROM media_seen WHERE call_id = c.id AND n = 0"
		"   ORDER BY seen_ms DESC, path LIMIT 1),"
		" (SELECT path FROM media_seen WHERE call_id = c.id AND n = 1"
		"   ORDER BY seen_ms DESC, path LIMIT 1)"
		" FROM call c LEFT JOIN contact d ON d.call_id = c.id AND d.fact = 'date'"
		" ORDER BY d.value IS NULL, d.value, c.added_ms, c.name, c.id",
	[SQL_FIND_CARD] = "SELECT id, text FROM card_version WHERE card_id = ?1 AND version = ?2",
	[SQL_NEXT_CARD] = "SELECT coalesce(max(id), 0) + 1 FROM card_version",
	[SQL_ADD_CARD] = "INSERT INTO card_version(id, card_id, version, text, added_ms)"
		" VALUES(?1, ?2, ?3, ?4, ?5)",
	[SQL_ADD_ITEM] = "INSERT INTO card_item(card_row, item_key, n) VALUES(?1, ?2, ?3)",
	[SQL_ADD_LEVEL] = "INSERT INTO card_level(card_row, item_key, level_key, number)"
		" VALUES(?1, ?2, ?3, ?4)",
	[SQL_GET_CARD] = "SELECT text FROM card_version WHERE id = ?1",

	[SQL_FIND_REVIEW] = REVIEW_COLUMNS "WHERE r.call_id = ?1 AND r.person_id = ?2"
		" ORDER BY r.state = 'draft' DESC, r.final_ms DESC LIMIT 1",
	[SQL_GET_REVIEW] = REVIEW_COLUMNS "WHERE r.id = ?1",
	[SQL_REVIEWS_OF_CARD] = "SELECT r.id, r.card_row, r.state FROM review r"
		" JOIN card_version c ON c.id = r.card_row WHERE c.card_id = ?1 AND c.version = ?2"
		" ORDER BY r.started_ms, r.id",
	[SQL_ADD_REVIEW] = "INSERT INTO review(id, call_id, card_row, person_id, state, started_ms)"
		" VALUES(?1, ?2, ?3, ?4, 'draft', ?5)",
	[SQL_IS_ENTERED] = "SELECT 1 WHERE EXISTS(SELECT 1 FROM mark WHERE review_id = ?1)"
		" OR EXISTS(SELECT 1 FROM contact_field WHERE review_id = ?1)"
		" OR EXISTS(SELECT 1 FROM note WHERE review_id = ?1)"
		" OR EXISTS(SELECT 1 FROM incident WHERE review_id = ?1)",
	[SQL_PUT_CARD] = "UPDATE review SET card_row = ?2, score_centi = NULL WHERE id = ?1",
	[SQL_GET_MARKS] = "SELECT m.item_key, m.na, l.number, m.comment, m.saved_ms, m.rev FROM mark m"
		" LEFT JOIN card_level l ON l.card_row = m.card_row AND l.item_key = m.item_key"
		"   AND l.level_key = m.level_key"
		" JOIN card_item i ON i.card_row = m.card_row AND i.item_key = m.item_key"
		" WHERE m.review_id = ?1 ORDER BY i.n",
	[SQL_GET_EVIDENCES] = "SELECT item_key, n, start_ms, end_ms FROM evidence"
		" WHERE review_id = ?1 ORDER BY item_key, n",
	[SQL_GET_OCCURRENCES] = "SELECT item_key, n, at_ms, NULL FROM occurrence"
		" WHERE review_id = ?1 ORDER BY item_key, n",
	[SQL_GET_REASONS] = "SELECT item_key, code FROM mark_reason"
		" WHERE review_id = ?1 ORDER BY item_key, code",
	[SQL_GET_FIELDS] = "SELECT field_key, value FROM contact_field"
		" WHERE review_id = ?1 ORDER BY field_key",
	[SQL_GET_NOTES] = "SELECT n, at_ms, text FROM note WHERE review_id = ?1 ORDER BY at_ms, n",
	[SQL_GET_INCIDENTS] = "SELECT n, class, category, start_ms, end_ms, said, problem, diagnosis,"
		" severity, confirmed_by, follow_up FROM incident WHERE review_id = ?1 ORDER BY n",
	/* The latest 500 are enough to know what is used. */
	[SQL_GET_COMMENTS] = "SELECT comment FROM (SELECT m.comment, m.saved_ms FROM mark m"
		" JOIN review r ON r.id = m.review_id JOIN card_version c ON c.id = m.card_row"
		" LEFT JOIN card_level l ON l.card_row = m.card_row AND l.item_key = m.item_key"
		"   AND l.level_key = m.level_key"
		" WHERE m.item_key = ?3 AND m.comment IS NOT NULL AND r.person_id = ?1"
		" AND c.card_id = ?2 AND iif(m.na = 1, -1, coalesce(l.number, 0)) = ?4"
		" ORDER BY m.saved_ms DESC LIMIT 500)"
		" GROUP BY comment ORDER BY count(*) DESC, max(saved_ms) DESC, comment LIMIT ?5",
	[SQL_GET_HEARD] = "SELECT ranges FROM heard WHERE review_id = ?1",
	[SQL_PUT_HEARD] = "INSERT INTO heard(review_id, ranges, played_ms, skipped_ms)"
		" VALUES(?1, ?2, ?3, ?4) ON CONFLICT(review_id) DO UPDATE"
		" SET ranges = excluded.ranges, played_ms = excluded.played_ms,"
		" skipped_ms = excluded.skipped_ms",
	[SQL_GET_SETTING] = "SELECT value FROM person_setting WHERE person_id = ?1 AND name = ?2",
	[SQL_PUT_SETTING] = "INSERT INTO person_setting(person_id, name, value) VALUES(?1, ?2, ?3)"
		" ON CONFLICT(person_id, name) DO UPDATE SET value = excluded.value",
	[SQL_DELETE_SETTING] = "DELETE FROM person_setting WHERE person_id = ?1 AND name = ?2",
	[SQL_PUT_SCORE] = "UPDATE review SET score_centi = nullif(?2, -1)"
		" WHERE id = ?1 AND state = 'draft' AND score_centi IS NOT nullif(?2, -1)",
	[SQL_PUT_PLACE] = "INSERT INTO place(review_id, playhead_ms, item_key, zoom)"
		" VALUES(?1, ?2, ?3, ?4) ON CONFLICT(review_id) DO UPDATE"
		" SET playhead_ms = excluded.playhead_ms, item_key = excluded.item_key,"
		" zoom = excluded.zoom",
	[SQL_PUT_LAST] = "UPDATE review SET last_seq = ?2 WHERE id = ?1",
	[SQL_PUT_LAST_SCORED] = "UPDATE review SET last_seq = ?2, score_centi = nullif(?3, -1)"
		" WHERE id = ?1",
	[SQL_SET_STATE] = "UPDATE review SET last_seq = ?2, score_centi = nullif(?3, -1),"
		" final_score_centi = iif(?5 = 0, NULL, nullif(?3, -1)), state = ?4,"
		" final_ms = nullif(?5, 0) WHERE id = ?1",

	/* All that a change needs to know of its review and of the end of the chain, in one. */
	[SQL_GET_STATE] = "SELECT state, card_row, person_id, coalesce(final_score_centi, -1), final_ms,"
		" last_seq, coalesce((SELECT command FROM history WHERE seq = last_seq), 0),"
		" coalesce((SELECT max(seq) FROM history), 0),"
		" (SELECT hash FROM history ORDER BY seq DESC LIMIT 1) FROM review WHERE id = ?1",
	[SQL_GET_LAST] = "SELECT last_seq FROM review WHERE id = ?1",
	[SQL_GET_LEVEL] = "SELECT level_key FROM card_level WHERE card_row = ?1 AND item_key = ?2"
		" AND number = ?3",
	[SQL_GET_MARK] = "SELECT CASE na WHEN 1 THEN 'n/a' ELSE level_key END, comment FROM mark"
		" WHERE review_id = ?1 AND item_key = ?2",
	[SQL_ADD_MARK] = "INSERT INTO mark(review_id, item_key, card_row, na, rev, saved_ms)"
		" VALUES(?1, ?2, ?3, 0, 1, ?4)",
	[SQL_TOUCH_MARK] = "UPDATE mark SET rev = rev + 1, saved_ms = ?3"
		" WHERE review_id = ?1 AND item_key = ?2",
	[SQL_PUT_ANSWER] = "UPDATE mark SET level_key = nullif(?3, 'n/a'), na = ?3 IS 'n/a'"
		" , rev = rev + 1, saved_ms = ?4 WHERE review_id = ?1 AND item_key = ?2",
	[SQL_PUT_COMMENT] = "UPDATE mark SET comment = ?3, rev = rev + 1, saved_ms = ?4"
		" WHERE review_id = ?1 AND item_key = ?2",
	[SQL_GET_EVIDENCE] = "SELECT start_ms || coalesce('-' || end_ms, '') FROM evidence"
		" WHERE review_id = ?1 AND item_key = ?2 AND n = ?3",
	[SQL_ADD_EVIDENCE] = "INSERT INTO evidence(review_id, item_key, n, start_ms, end_ms)"
		" VALUES(?1, ?2, ?3, ?4, nullif(?5, -1))",
	[SQL_PUT_EVIDENCE] = "UPDATE evidence SET start_ms = ?4, end_ms = nullif(?5, -1)"
		" WHERE review_id = ?1 AND item_key = ?2 AND n = ?3",
	[SQL_DELETE_EVIDENCE] = "DELETE FROM evidence WHERE review_id = ?1 AND item_key = ?2"
		" AND n = ?3",
	/* What is there: the first, the last; 0: none. */
	[SQL_NUMBER_EVIDENCE] = "SELECT coalesce(min(n), 0), coalesce(max(n), 0) FROM evidence"
		" WHERE review_id = ?1 AND item_key = ?2",

	/* Parts of the history's shape (parts.c): ?2 and ?3 are the key before and after its slash, ?4
	 * is the value. */
	[SQL_GET_REASON] = "SELECT 'yes' FROM mark_reason WHERE review_id = ?1 AND item_key = ?2"
		" AND code = ?3",
	[SQL_PUT_REASON] = "INSERT INTO mark_reason(review_id, item_key, code)"
		" SELECT ?1, ?2, ?3 WHERE ?4 IS NOT NULL",
	[SQL_DELETE_REASON] = "DELETE FROM mark_reason WHERE review_id = ?1 AND item_key = ?2"
		" AND code = ?3",
	[SQL_GET_OCCURRENCE] = "SELECT at_ms || '' FROM occurrence WHERE review_id = ?1"
		" AND item_key = ?2 AND n = CAST(?3 AS INTEGER)",
	[SQL_PUT_OCCURRENCE] = "INSERT INTO occurrence(review_id, item_key, n, at_ms)"
		" VALUES(?1, ?2, CAST(?3 AS INTEGER), CAST(?4 AS INTEGER))",
	[SQL_DELETE_OCCURRENCE] = "DELETE FROM occurrence WHERE review_id = ?1 AND item_key = ?2"
		" AND n = CAST(?3 AS INTEGER)",
	[SQL_NUMBER_OCCURRENCE] = "SELECT coalesce(min(n), 0), coalesce(max(n), 0) FROM occurrence"
		" WHERE review_id = ?1 AND item_key = ?2",
	[SQL_GET_FIELD] = "SELECT value FROM contact_field WHERE review_id = ?1 AND field_key = ?2"
		" AND ?3 = ''",
	[SQL_PUT_FIELD] = "INSERT INTO contact_field(review_id, field_key, value)"
		" SELECT ?1, ?2, ?4 WHERE ?3 = ''",
	[SQL_DELETE_FIELD] = "DELETE FROM contact_field WHERE review_id = ?1 AND field_key = ?2"
		" AND ?3 = ''",
	[SQL_GET_NOTE] = "SELECT at_ms || ' ' || text FROM note WHERE review_id = ?1"
		" AND n = CAST(?2 AS INTEGER) AND ?3 = ''",
	[SQL_PUT_NOTE] = "INSERT INTO note(review_id, n, at_ms, text) SELECT ?1, CAST(?2 AS INTEGER),"
		" CAST(?4 AS INTEGER), substr(?4, instr(?4, ' ') + 1) WHERE ?3 = ''",
	[SQL_DELETE_NOTE] = "DELETE FROM note WHERE review_id = ?1 AND n = CAST(?2 AS INTEGER)"
		" AND ?3 = ''",
	[SQL_NUMBER_NOTE] = "SELECT coalesce(min(n), 0), coalesce(max(n), 0) FROM note"
		" WHERE review_id = ?1",

	[SQL_GET_INCIDENT] = "SELECT " INCIDENT_VALUE " FROM incident WHERE review_id = ?1 AND n = ?2",
	[SQL_PUT_INCIDENT] = "INSERT INTO incident(review_id, n, class, category, start_ms, end_ms,"
		" said, problem, diagnosis, severity, confirmed_by, follow_up)"
		" VALUES(?1, ?2, ?3, ?4, ?5, nullif(?6, -1), ?7, ?8, ?9, ?10, ?11, ?12)",
	[SQL_DELETE_INCIDENT] = "DELETE FROM incident WHERE review_id = ?1 AND n = ?2",
	[SQL_NUMBER_INCIDENT] = "SELECT coalesce(min(n), 0), coalesce(max(n), 0) FROM incident"
		" WHERE review_id = ?1",

	[SQL_GET_GAPS] = "SELECT start_ms, end_ms, kind FROM gap_change WHERE review_id = ?1"
		" ORDER BY start_ms, end_ms",
	[SQL_GET_GAP] = "SELECT kind FROM gap_change"
		" WHERE review_id = ?1 AND start_ms = ?2 AND end_ms = ?3",
	[SQL_ADD_GAP] = "INSERT INTO gap_change(review_id, start_ms, end_ms, kind)"
		" VALUES(?1, ?2, ?3, ?4)",
	[SQL_PUT_GAP] = "UPDATE gap_change SET kind = ?4"
		" WHERE review_id = ?1 AND start_ms = ?2 AND end_ms = ?3",
	[SQL_DELETE_GAP] = "DELETE FROM gap_change"
		" WHERE review_id = ?1 AND start_ms = ?2 AND end_ms = ?3",

	[SQL_GET_ENTRY] = "SELECT prior, command, kind, target, entity, key, before, after"
		" FROM history WHERE seq = ?1",
	[SQL_ADD_HISTORY] = "INSERT INTO history(origin, seq, prior, at_ms, person_id, review_id,"
		" command, kind, target, entity, key, before, after, salt, body_hash, hash)"
		" VALUES(?1, ?2, nullif(?3, 0), ?4, ?5, ?6, ?7, ?8, nullif(?9, 0), ?10, ?11, ?12, ?13,"
		" ?14, ?15, ?16)",
	[SQL_IS_WRITTEN] = "SELECT at_ms FROM history WHERE seq = ?1 AND hash = ?2",

	[SQL_ALL_HISTORY] = "SELECT origin, seq, prior, at_ms, person_id, review_id, command, kind,"
		" target, entity, key, before, after, salt, body_hash, hash FROM history ORDER BY seq",
	[SQL_CHECK_BEFORE] = "SELECT review_id, key, seq FROM (SELECT review_id, key, seq, before,"
		" lag(after) OVER (PARTITION BY review_id, entity, key ORDER BY seq) AS was"
		" FROM history) WHERE before IS NOT was ORDER BY seq",
	[SQL_CHECK_PRIOR] = "SELECT review_id, key FROM (SELECT review_id, key, seq, prior,"
		" lag(seq) OVER (PARTITION BY review_id ORDER BY seq) AS was"
		" FROM history) WHERE prior IS NOT was ORDER BY seq",
	[SQL_CHECK_LAST] = "SELECT r.id, '' FROM review r LEFT JOIN"
		" (SELECT review_id, max(seq) AS seq FROM history GROUP BY review_id) h"
		" ON h.review_id = r.id WHERE r.last_seq IS NOT h.seq",
	[SQL_CHECK_ANSWERS] = COMPARE("answer",
		"SELECT review_id, item_key, CASE na WHEN 1 THEN 'n/a' ELSE level_key END FROM mark"),
	[SQL_CHECK_COMMENTS] = COMPARE("comment", "SELECT review_id, item_key, comment FROM mark"),
	[SQL_CHECK_EVIDENCE] = COMPARE("evidence", "SELECT review_id, item_key || '/' || n,"
		" start_ms || coalesce('-' || end_ms, '') FROM evidence"),
	[SQL_CHECK_REASONS] = COMPARE("reason",
		"SELECT review_id, item_key || '/' || code, 'yes' FROM mark_reason"),
	[SQL_CHECK_OCCURRENCES] = COMPARE("occurrence",
		"SELECT review_id, item_key || '/' || n, at_ms || '' FROM occurrence"),
	[SQL_CHECK_FIELDS] = COMPARE("field",
		"SELECT review_id, field_key, value FROM contact_field"),
	[SQL_CHECK_NOTES] = COMPARE("note",
		"SELECT review_id, n || '', at_ms || ' ' || text FROM note"),
	[SQL_CHECK_INCIDENTS] = COMPARE("incident",
		"SELECT review_id, n || '', " INCIDENT_VALUE " FROM incident"),
	[SQL_CHECK_GAPS] = COMPARE("gap",
		"SELECT review_id, start_ms || '-' || end_ms, kind FROM gap_change"),
	[SQL_CHECK_STATES] = COMPARE("state", "SELECT id, '', state FROM review"),
	[SQL_CHECK_SCORES] = COMPARE("score", "SELECT id, '', final_score_centi || '' FROM review"
		" WHERE state = 'final'"),
	[SQL_CHECK_STARTS] = COMPARE("review", "SELECT r.id, '', r.call_id || ' ' || c.card_id || ' '"
		" || c.version FROM review r JOIN card_version c ON c.id = r.card_row"),
	[SQL_INTEGRITY] = "PRAGMA integrity_check(100)",
	[SQL_FOREIGN_KEYS] = "PRAGMA foreign_key_check",
};
