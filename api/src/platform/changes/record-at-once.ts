/**
 * Records changes in the very statement that makes them, where recordChange would take five more round trips for each. Before it
 * stands `done` with kind, node_type, node_id, actor_id and summary, a row for each change, all of partnership $1; they are
 * recorded as of $2. The counter's row is locked last, as in recordChange: `counted` needs `done`. After the commit the caller
 * tells the feed `counted.change_seq`, the last of them; there is none when nothing changed.
 */
export const RECORD_DONE = `counted as (
    update partnership p set change_seq = p.change_seq + d.changes from (select count(*)::int as changes from done) d
      where p.id = $1 and d.changes > 0 returning p.change_seq, d.changes
  ), recorded as (
    insert into change_event (partnership_id, seq, kind, node_type, node_id, actor_id, summary, at)
    select $1, c.change_seq - c.changes + row_number() over (), d.kind, d.node_type, d.node_id, d.actor_id, d.summary, $2
      from done d, counted c
  )`;
