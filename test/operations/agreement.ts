import type { DocumentId, MemberId } from '@tandem/schema/ids';
import { sectionOf } from '@tandem/schema/partnership/sections';
import { writeParagraphs } from '@tandem/schema/text/paragraphs';
import { asRead, propose, readAgreement } from '../partnership/agreement-kit.ts';
import { F, input, ITS_LEAD, mutation, N, OK, type Row, U } from './row.ts';
import type { World } from './world.ts';

/** A lead of either party. */
const LEADS: Row['outcomes'] = [U, N, N, F, OK, F, OK];
const AGREEMENT = 'agreement { id signed { hash } proposal { hash signatures { at } } }';

/** One more line in the working agreement, so that there is something to propose. */
async function writeLine({ server, partnership }: World): Promise<void> {
  const { id } = await readAgreement(partnership.client, partnership.slug);
  await server.services.live.edit(id as DocumentId, partnership.clientMemberId as MemberId, (doc) =>
    writeParagraphs(sectionOf(doc, 'HOW_WE_WORK'), 'One more thing.'),
  );
  await server.services.live.projectNow(id as DocumentId);
}

const PLACEMENTS = 'query ($slug: String!) { partnership(slug: $slug) { me { placements { id } } } }';
const placementsOf = async ({ client, slug }: World['partnership']): Promise<{ placements: { id: string }[] }> =>
  (await client.gql<{ partnership: { me: { placements: { id: string }[] } } }>(PLACEMENTS, { slug })).partnership.me;

/** Calendars, profiles, the working agreement. */
export const agreement: Record<string, Row> = {
  'Mutation.setWorkingCalendar': {
    document: mutation('setWorkingCalendar', 'party { id calendar { timeZone } }'),
    variables: ({ partnership }) =>
      input({
        partyId: partnership.clientPartyId,
        ...{ timeZone: 'Europe/London', weekdays: [1, 2], opensAt: '09:00', closesAt: '17:00', holidays: [] },
      }),
    outcomes: ITS_LEAD,
  },
  'Mutation.setEscalationLadder': {
    document: mutation('setEscalationLadder', AGREEMENT),
    variables: ({ partnership: { id, clientMemberId, vendorMemberId } }) =>
      input({ partnershipId: id, levels: [{ days: 1, memberIds: [clientMemberId, vendorMemberId] }] }),
    outcomes: LEADS,
  },
  'Mutation.proposeAgreement': {
    document: mutation('proposeAgreement', AGREEMENT),
    variables: async (world) => {
      const { partnership } = world;
      await writeLine(world);
      return input(asRead(partnership.id, await readAgreement(partnership.client, partnership.slug)));
    },
    outcomes: LEADS,
  },
  'Mutation.signAgreement': {
    document: mutation('signAgreement', AGREEMENT),
    variables: async (world, actor) => {
      const { partnership } = world;
      await writeLine(world);
      const by = actor === 'otherParty' ? partnership.client : partnership.vendor;
      const { proposal } = await propose(by, partnership);
      return input({ snapshotId: proposal?.id, hash: proposal?.hash });
    },
    outcomes: LEADS,
  },
  'Mutation.addPlacement': {
    document: mutation('addPlacement', 'member { id placements { id startsOn } }'),
    variables: ({ partnership }) =>
      input({
        ...{ memberId: partnership.clientMemberId, withPartyId: partnership.vendorPartyId },
        ...{ startsOn: '2027-03-01', endsOn: '2027-03-05' },
      }),
    outcomes: ITS_LEAD,
  },
  'Mutation.removePlacement': {
    document: mutation('removePlacement', 'member { id }'),
    variables: async ({ partnership }) => {
      const { placements } = await placementsOf(partnership);
      return input({ memberId: partnership.clientMemberId, placementId: placements[0]?.id });
    },
    outcomes: ITS_LEAD,
  },
};
