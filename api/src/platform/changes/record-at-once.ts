/**
 * Records a change in the very statement that makes it, where recordChange would take five more round trips. Before it stand
 * `given` with "partnershipId", "actorId" and "recordedAt", and `done` with kind, node_type, node_id and summary: one row, or none
 * when nothing changed. The counter's row is locked last, as in recordChange: `counted` needs `done`. After the commit the
 * caller tells the feed `counted.change_seq`.
 */
export const RECORD_DONE = `counted as (
    update partnership p set change_seq = change_seq + 1 from given g, done where p.id = g."partnershipId" returning p.change_seq
  ), recorded as (
    insert into change_event (partnership_id, seq, kind, node_type, node_id, actor_id, summary, at)
    select g."partnershipId", c.change_seq, d.kind, d.node_type, d.node_id, g."actorId", d.summary, g."recordedAt"
      from given g, done d, counted c
  )`;
