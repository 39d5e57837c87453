import type { MemberId, PartnershipId, PartyId } from '@tandem/schema/ids';
import { statement } from '../../platform/db/sql.ts';
import type { WaitingKind } from './today.type.ts';

/** Something that waits for a party, and for whom of it by name. */
export interface Waiting {
  kind: WaitingKind;
  nodeId: string;
  ref: string;
  title: string;
  detail: string | null;
  count: number | null;
  since: Date;
  dueAt: Date | null;
  path: string;
  partyId: PartyId;
  memberIds: MemberId[];
}

/** In the order of their columns; what is left out is null. */
const one = (kind: WaitingKind, part: Partial<Record<keyof Waiting, string>>): string =>
  `'${kind}' as kind, ${part.nodeId} as "nodeId", ${part.ref} as ref, ${part.title} as title, ${part.detail ?? 'null'}::text as detail,
   ${part.count ?? 'null'}::int as count, ${part.since} as since, ${part.dueAt ?? 'null'}::timestamptz as "dueAt",
   ${part.path} as path, ${part.partyId} as "partyId", ${part.memberIds ?? "'{}'::uuid[]"} as "memberIds"`;

const STORY = { nodeId: 's.id', ref: 's.key', title: 's.title', path: `'/stories/' || s.key`, partyId: 'y.id' };
const ownersIn = (party: string): string =>
  `array(select m.id from member m where m.id = any(s.owner_ids) and m.party_id = ${party} and m.left_at is null)`;

/** Criteria without a party's agreement as they stand; `moved` once another party agrees, or this one did to earlier words. */
const UNAGREED = `select count(*)::int as count, to_timestamp(max((c ->> 'updatedAt')::float8) / 1000) as since,
    bool_or(jsonb_array_length(c -> 'agreements') > 0
      or exists (select 1 from jsonb_array_elements(c -> 'dropped') d where d ->> 'partyId' = y.id::text)) as moved
  from jsonb_array_elements(s.criteria) c
  where c ->> 'text' ~ '\\S'
    and not exists (select 1 from jsonb_array_elements(c -> 'agreements') a where a ->> 'partyId' = y.id::text)`;

/** The few drafts of a long backlog whose criteria are worth a look. */
const DRAFTS = `select * from story s where s.partnership_id = $1 and s.state = 'DRAFT' and s.agreed_count < s.criteria_count
  and (s.iteration_id is not null or $2 = any(s.owner_ids) or exists (select 1 from criterion_agreement a where a.story_id = s.id))`;

/** Stories whose next step is one party's; `$2` is the viewer. */
export const STORIES_WAITING = statement<Waiting, [PartnershipId, MemberId]>(
  'today_stories',
  `with drafts as materialized (${DRAFTS})
   select ${one('STORY_TO_AGREE', { ...STORY, count: 'u.count', since: 'u.since', memberIds: ownersIn('y.id') })}
   from drafts s join party y on y.partnership_id = s.partnership_id cross join lateral (${UNAGREED}) u
   where u.count > 0
     and (u.moved or s.iteration_id is not null
       or ($2 = any(s.owner_ids) and y.id = (select party_id from member where id = $2)))
   union all
   select ${one('STORY_RETURNED', { ...STORY, detail: 's.state_reason', since: 's.state_changed_at', memberIds: ownersIn('y.id') })}
   from story s join party y on y.partnership_id = s.partnership_id and y.kind = 'VENDOR'
   where s.partnership_id = $1 and s.state = 'RETURNED'
   union all
   select ${one('STORY_TO_JUDGE', { ...STORY, since: 's.state_changed_at', memberIds: ownersIn('y.id') })}
   from story s join party y on y.partnership_id = s.partnership_id and y.kind = 'CLIENT'
   where s.partnership_id = $1 and s.state = 'DELIVERED'
   union all
   select ${one('STORY_TO_SHOW', { ...STORY, since: 's.state_changed_at', memberIds: 'array[$2::uuid]' })}
   from story s join party y on y.kind = 'VENDOR' and y.id = (select party_id from member where id = $2)
   where s.partnership_id = $1 and s.state = 'IN_PROGRESS' and $2 = any(s.owner_ids)`,
);

const QUESTION = {
  ...{ nodeId: 'q.id', ref: 's.key', title: 'q.text', since: 'q.asked_at', dueAt: 'q.due_at' },
  ...{ path: `'/stories/' || s.key`, partyId: 'q.to_party_id', memberIds: ownersIn('q.to_party_id') },
};
const PROMISE = {
  ...{ nodeId: 'p.id', ref: `'P-' || p.number`, title: 'p.text', since: 'p.state_changed_at', dueAt: 'p.due_at' },
  path: `'/promises?key=P-' || p.number`,
};
const OWED = { ...PROMISE, partyId: 'p.owner_party_id', memberIds: `array_remove(array[p.owner_id], null)` };
const AWAITED = {
  ...{ ...PROMISE, partyId: 'p.to_party_id' },
  memberIds: `array(select m.id from member m where m.id = p.made_by and m.party_id = p.to_party_id and m.left_at is null)`,
};
const PROMISES = 'from promise p where p.partnership_id = $1 and p.state';
const CONCERN = { nodeId: 'c.id', ref: `'C-' || c.number`, title: 'c.title', path: `'/concerns/C-' || c.number` };
/** Who the ladder names, once a concern has climbed it. */
const OF_STEP = `case when c.level = 0 then '{}'::uuid[] else array(select e.id::uuid from jsonb_array_elements(c.ladder) l,
    jsonb_array_elements_text(l -> 'memberIds') e (id) where (l ->> 'level')::int = c.level) end`;
const signers = (roles: string): string =>
  `array(select m.id from member m where m.party_id = y.id and m.left_at is null and m.role in (${roles}))`;
const UNSIGNED = 'not exists (select 1 from signature g where g.snapshot_id = n.id and g.party_id = y.id)';

/** Questions, promises, concerns and signatures; `$2` is now. */
export const ASKS_WAITING = statement<Waiting, [PartnershipId, Date]>(
  'today_asks',
  `select ${one('QUESTION_TO_ANSWER', QUESTION)}
   from question q join story s on s.id = q.story_id where q.partnership_id = $1 and q.state = 'OPEN'
   union all
   select ${one('PROMISE_TO_ANSWER', OWED)} ${PROMISES} = 'ASKED'
   union all
   select ${one('PROMISE_DUE', OWED)} ${PROMISES} = 'OPEN' and p.due_at <= $2::timestamptz + interval '3 days'
   union all
   select ${one('PROMISE_TO_CONFIRM', { ...AWAITED, dueAt: 'null' })} ${PROMISES} = 'DONE'
   union all
   select ${one('PROMISE_TO_RENEGOTIATE', { ...AWAITED, since: 'p.proposed_at', detail: 'p.proposed_due_on' })}
   ${PROMISES} = 'OPEN' and p.proposed_at is not null and p.due_at > $2
   union all
   select ${one('CONCERN_TO_ANSWER', { ...CONCERN, since: 'c.raised_at', dueAt: 'c.due_at', partyId: 'c.owner_party_id', memberIds: OF_STEP })}
   from concern c where c.partnership_id = $1 and c.state = 'OPEN'
   union all
   select ${one('CONCERN_TO_JUDGE', { ...CONCERN, since: 'c.updated_at', partyId: 'm.party_id', memberIds: 'array[c.raised_by]' })}
   from concern c join member m on m.id = c.raised_by where c.partnership_id = $1 and c.state in ('ANSWERED', 'RESOLVED')
   union all
   select ${one('COMMITMENT_TO_SIGN', {
     ...{ nodeId: 'i.id', ref: 'i.iso_week', title: `''`, since: 'n.made_at', path: `'/weeks/' || i.iso_week` },
     ...{ partyId: 'y.id', memberIds: signers(`'LEAD', 'SPONSOR'`) },
   })}
   from iteration i join snapshot n on n.id = i.proposed_snapshot_id join party y on y.partnership_id = i.partnership_id
   where i.partnership_id = $1 and i.commitment_snapshot_id is null and ${UNSIGNED}
   union all
   select ${one('AGREEMENT_TO_SIGN', {
     ...{ nodeId: 'w.id', ref: 'n.revision::text', title: `''`, since: 'n.made_at', path: `'/agreement'` },
     ...{ partyId: 'y.id', memberIds: signers(`'LEAD'`) },
   })}
   from working_agreement w join snapshot n on n.id = w.proposed_snapshot_id join party y on y.partnership_id = w.partnership_id
   where w.partnership_id = $1 and ${UNSIGNED}`,
);

/** What others than `$2` changed in signed weeks since `$3`, newest first. */
export const SCOPE_CHANGED = statement<Waiting, [PartnershipId, MemberId, Date]>(
  'today_scope',
  `select ${one('SCOPE_CHANGED', {
    ...{
      nodeId: 'i.id',
      ref: 's.key',
      title: 's.title',
      since: 'x.at',
      path: `'/weeks/' || i.iso_week`,
      partyId: 'm.party_id',
    },
    ...{
      detail: `case x.kind when 'ADD' then 'added' when 'REMOVE' then 'removed' when 'SPLIT' then 'split' else 're-estimated' end
      || ': ' || x.reason`,
      memberIds: 'array[x.made_by]',
    },
    count: 'coalesce(x.points_after, 0) - coalesce(x.points_before, 0)',
  })}
   from scope_change x join iteration i on i.id = x.iteration_id join story s on s.id = x.story_id join member m on m.id = x.made_by
   where x.partnership_id = $1 and x.made_by <> $2 and x.at > $3 order by x.at desc limit 20`,
);

export const POSTED_ON = statement<{ posted: boolean }, [PartnershipId, MemberId, string]>(
  'today_standup',
  `select exists (select 1 from standup_entry where partnership_id = $1 and member_id = $2 and "on" = $3) as posted`,
);
