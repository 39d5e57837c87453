import type { EntityManager } from '@mikro-orm/postgresql';
import type { MemberId, PartnershipId, PersonId } from '@tandem/schema/ids';
import { v4, v7 as uuid } from 'uuid';
import { acceptInvitation } from '../partnership/accept-invitation.ts';
import { inviteMember } from '../partnership/invite-member.ts';
import { type MemberRow, memberIn, partiesOf } from '../partnership/membership.ts';
import { startPartnership } from '../partnership/start-partnership.ts';
import { updateMember } from '../partnership/update-member.ts';
import { Person } from '../platform/auth/person.entity.ts';
import type { Context, Services } from '../platform/context.ts';
import { people, type SamplePerson } from './people.ts';

const PERSON_BY_EMAIL = 'select id from person where lower(email) = lower(?)';

export type Initials = SamplePerson['initials'];
/** Each person's own row, which commands take as the actor. */
export type Team = Readonly<Record<Initials, MemberRow>>;

/** Starts the sample partnership as its client's lead and brings everybody in by invitation, with the commands of the API. */
export async function gatherTeam(services: Services): Promise<{ partnershipId: PartnershipId; team: Team }> {
  const contexts = new Map<Initials, Context>();
  for (const person of people) contexts.set(person.initials, await contextOf(services, person));
  const as = (initials: Initials): Context => contexts.get(initials) as Context;
  const partnershipId = await startPartnership(as('PR'), partnership(), true);
  const parties = await partiesOf(as('PR'), partnershipId);
  const team = {} as Record<Initials, MemberRow>;
  for (const person of people) {
    const own = as(person.initials);
    const partyId = parties.find(({ kind }) => kind === person.side)?.id;
    if (!partyId) throw new Error(`the sample has no ${person.side} party`);
    if (person.initials !== 'PR') {
      const inviting = as(person.side === 'CLIENT' || person.role === 'LEAD' ? 'PR' : 'TH');
      const { url } = await inviteMember(inviting, {
        mutationId: v4(),
        partyId,
        role: person.role,
        email: person.email,
      });
      await acceptInvitation(own, { mutationId: v4(), token: url?.split('#')[1] ?? '' });
    }
    own.memo.clear();
    team[person.initials] = await memberIn(own, partnershipId);
    await describe(own, team[person.initials].id, person);
  }
  return { partnershipId, team };
}

const partnership = () => ({
  mutationId: v4(),
  name: 'Meridian × Fieldnote',
  purpose: 'Dispatchers, drivers and passengers of Meridian Transit know what is going on, before they have to ask.',
  timeZone: 'Europe/London',
  firstIterationDay: 1,
  keyPrefix: 'MT',
  clientName: 'Meridian Transit',
  vendorName: 'Fieldnote Software',
  side: 'CLIENT' as const,
  clearSample: false,
});

function describe(own: Context, memberId: MemberId, person: SamplePerson): Promise<MemberId> {
  const { title, expertise, strengths, wantsToLearn, workingWithMe } = person;
  const words = { title, expertise, strengths, wantsToLearn, workingWithMe };
  return updateMember(own, { mutationId: v4(), memberId, ...words });
}

async function contextOf(services: Services, person: SamplePerson): Promise<Context> {
  const em = services.orm.em.fork();
  return contextAs(services, { personId: await personOf(em, person, services.clock.now()) });
}

/** As if they had asked by a request of their own, at the services' time. */
export function contextAs(services: Services, { personId }: Pick<MemberRow, 'personId'>): Context {
  return {
    services,
    viewer: { personId, sessionId: '' },
    requestId: 'sample',
    address: 'sample',
    userAgent: 'sample',
    setSession: null,
    answer: {},
    memo: new Map(),
  };
}

/** People outlive a sample that was cleared or interrupted. They have no password: they sign in by link. */
async function personOf(
  em: EntityManager,
  { name, email, timeZone }: SamplePerson,
  createdAt: Date,
): Promise<PersonId> {
  const [known] = await em.execute<{ id: PersonId }[]>(PERSON_BY_EMAIL, [email]);
  if (known) return known.id;
  const id = uuid() as PersonId;
  await em.insert(Person, { id, name, email, timeZone, passwordHash: null, createdAt });
  return id;
}
