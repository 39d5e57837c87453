/** Sums of an iteration, as SQL that both a prepared statement and a command's transaction can hold. */

/**
 * Points of the stories of iteration `i` that stand in `state` now: a story counts where its last transition was made, so one
 * that was carried on counts no more in the iteration that it left.
 * @param until an instant as SQL: only what was so before it; null for now.
 */
export const pointsIn = (state: 'DELIVERED' | 'ACCEPTED', until: string | null = null): string =>
  `(select coalesce(sum(t.points), 0)::int from story_iteration si
    join lateral (
      select l.to_state, l.points, l.iteration_id from story_transition l
      where l.partnership_id = si.partnership_id and l.story_id = si.story_id ${until ? `and l.at < ${until}` : ''}
      order by l.number desc limit 1
    ) t on t.iteration_id = si.iteration_id and t.to_state = '${state}'
    where si.partnership_id = i.partnership_id and si.iteration_id = i.id)`;

/** What the scope ledger added to the points of iteration `i`. */
export const scopeChangeOf = (until: string | null = null): string =>
  `(select coalesce(sum(coalesce(c.points_after, 0) - coalesce(c.points_before, 0)), 0)::int from scope_change c
    where c.partnership_id = i.partnership_id and c.iteration_id = i.id ${until ? `and c.at < ${until}` : ''})`;

/** @param partnership, ids the statement's places for the partnership's id and the iterations' ids. */
export const pointsOf = (partnership: string, ids: string): string =>
  `select i.id as "iterationId",
     (select coalesce(sum(s.estimate), 0)::int from story_iteration si
      join story s on s.partnership_id = si.partnership_id and s.id = si.story_id
      where si.partnership_id = i.partnership_id and si.iteration_id = i.id and si.state = 'PLANNED') as planned,
     ${scopeChangeOf()} as "scopeChange", ${pointsIn('DELIVERED')} as delivered, ${pointsIn('ACCEPTED')} as accepted,
     (select coalesce(sum(e.amount), 0)::float8 from budget_entry e
      where e.partnership_id = i.partnership_id and e.iteration_id = i.id) as spent
   from iteration i where i.partnership_id = ${partnership} and i.id = any(${ids})`;
