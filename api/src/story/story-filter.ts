import 'reflect-metadata';
import type { PartnershipId } from '@tandem/schema/ids';
import { parseIsoWeek } from '@tandem/schema/iteration/iso-week';
import type { StoryState } from '@tandem/schema/story/rules';
import { SEARCH_MAX } from '@tandem/schema/story/rules';
import { Field, ID, InputType } from 'type-graphql';
import { validate as isUuid } from 'uuid';
import { badInput } from '../platform/errors.ts';
import { SEARCHED_WORDS, storiesFoundBy } from './searched-words.ts';
import { StoryStateEnum } from './story-state.ts';

@InputType({ description: 'Stories for which every given part holds; a part left out or null does not filter.' })
export class StoryFilter {
  @Field(() => [StoryStateEnum], {
    nullable: true,
    description: 'In one of these states; an empty list filters nothing.',
  })
  states?: StoryState[] | null;
  @Field(() => ID, { nullable: true, description: 'Owned by this member.' })
  ownerId?: string | null;
  @Field(() => [ID], {
    nullable: true,
    description: 'With at least one of these labels; an empty list filters nothing.',
  })
  labelIds?: string[] | null;
  @Field(() => ID, { nullable: true, description: 'Owned by at least one member of this party.' })
  ownerPartyId?: string | null;
  @Field(() => String, {
    nullable: true,
    description:
      'Words in title, criteria and narrative, in any form and order, the last one perhaps unfinished; or the beginning of a key such as MT-1. Quotes keep words together, a minus leaves out, “or” chooses. At most 200 characters; % and _ mean themselves.',
  })
  search?: string | null;
  @Field(() => Boolean, { nullable: true, description: 'True: only without an estimate. False: only with one.' })
  unestimated?: boolean | null;
  @Field(() => String, {
    nullable: true,
    description:
      'Planned for the iteration of this ISO week, such as 2026-W47, or last committed to it; an empty text: in the backlog.',
  })
  isoWeek?: string | null;
}

/** Collects a statement's parameters and names their places. */
export class Params {
  readonly values: unknown[] = [];
  add(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }
}

export interface StoryCondition {
  where: string;
  /** How well a story matches the search, more is better; null without a search. */
  relevance: string | null;
  /** Whether the statement's text depends on what was asked only in few ways, so that preparing it pays. */
  plain: boolean;
}

/** @throws Refusal BAD_USER_INPUT for what cannot be an id or a search. */
export function storyCondition(
  params: Params,
  partnershipId: PartnershipId,
  filter: StoryFilter | null | undefined,
): StoryCondition {
  const partnership = params.add(partnershipId);
  const conditions = [`s.partnership_id = ${partnership}`];
  const { states, ownerId, labelIds, ownerPartyId, unestimated, isoWeek } = filter ?? {};
  const search = searchFrom(filter?.search);
  if (states?.length) conditions.push(`s.state = any(${params.add(states)})`);
  if (ownerId != null) conditions.push(`s.owner_ids @> array[${params.add(idFrom('ownerId', ownerId))}::uuid]`);
  if (labelIds?.length)
    conditions.push(`s.label_ids && ${params.add(labelIds.map((id) => idFrom('labelIds', id)))}::uuid[]`);
  if (ownerPartyId != null)
    conditions.push(
      `s.owner_ids && array(select m.id from member m where m.partnership_id = ${partnership} and m.party_id = ${params.add(idFrom('ownerPartyId', ownerPartyId))})`,
    );
  if (unestimated != null) conditions.push(`s.estimate is ${unestimated ? '' : 'not '}null`);
  if (isoWeek === '') conditions.push('s.iteration_id is null');
  else if (isoWeek != null)
    conditions.push(
      `s.iteration_id = (select i.id from iteration i where i.partnership_id = ${partnership} and i.iso_week = ${params.add(weekFrom(isoWeek))})`,
    );
  const matching = search === null ? null : match(params, partnership, search);
  if (matching) conditions.push(matching.where);
  return {
    where: conditions.join(' and '),
    relevance: matching?.relevance ?? null,
    plain: conditions.length === (states?.length ? 2 : 1),
  };
}

/**
 * A story matches when its words do, the last one as a beginning; or when its key begins so. A search without a single
 * searchable word, such as % or “the”, is looked for as it stands.
 */
function match(params: Params, partnership: string, search: string): { where: string; relevance: string } {
  const text = params.add(search);
  const whole = `websearch_to_tsquery('english', ${text})`;
  const query = unfinished(params, search, whole);
  const parts = [
    `s.id in (${storiesFoundBy(partnership, query)})`,
    `(numnode(${query}) = 0 and strpos(lower(${WORDS}), lower(${text})) > 0)`,
  ];
  const relevance = [`ts_rank_cd(${SEARCHED_WORDS}, ${query})::float8`];
  const key = keyPattern(search);
  if (key) {
    const pattern = params.add(key);
    parts.push(`s.key like ${pattern}`);
    relevance.push(`case when s.key = upper(${text}) then 100 when s.key like ${pattern} then 10 else 0 end`);
  }
  return { where: `(${parts.join(' or ')})`, relevance: relevance.join(' + ') };
}

const WORDS = `s.title || ' ' || s.criteria_text || ' ' || s.narrative`;

/** The last word matches as a beginning, unless it stands in an expression of its own (quotes, a minus). */
function unfinished(params: Params, search: string, whole: string): string {
  const [, before, last] = /^(.*?)([\p{L}\p{N}]+)$/su.exec(search) ?? [];
  if (before === undefined || last === undefined || search.includes('"') || /(^|\s)-\S*$/.test(search)) return whole;
  const beginning = `to_tsquery('english', ${params.add(`${last}:*`)})`;
  const exact = `to_tsquery('simple', ${params.add(`${last.toLowerCase()}:*`)})`;
  // The stem finds “dispatches” for “dispatch”; the letters as typed find “dispatcher” for “dispatche”.
  const either = `(${beginning} || ${exact})`;
  return before.trim()
    ? `(${whole} || (websearch_to_tsquery('english', ${params.add(before)}) && ${either}))`
    : `(${whole} || ${either})`;
}

/** MT-1 is the beginning of a key; 101 is the number in one. Neither can hold a LIKE wildcard. */
function keyPattern(search: string): string | null {
  if (/^[A-Za-z][A-Za-z0-9]{1,5}-\d{0,9}$/.test(search)) return `${search.toUpperCase()}%`;
  return /^\d{1,9}$/.test(search) ? `%-${search}` : null;
}

function searchFrom(search: string | null | undefined): string | null {
  const text = search?.trim() ?? '';
  if (text.length > SEARCH_MAX) throw badInput('filter.search', `Search for at most ${SEARCH_MAX} characters.`);
  if (text.includes('\0') || !text.isWellFormed())
    throw badInput('filter.search', 'The search holds a character that no story can hold. Remove it.');
  return text || null;
}

function weekFrom(isoWeek: string): string {
  if (!parseIsoWeek(isoWeek))
    throw badInput('filter.isoWeek', 'isoWeek takes an ISO week that exists, such as 2026-W47.');
  return isoWeek;
}

function idFrom(field: string, id: string): string {
  if (!isUuid(id)) throw badInput(`filter.${field}`, `${field} takes the id of an object of this partnership, a UUID.`);
  return id;
}
