import { AGREEMENT_SECTIONS } from '@tandem/schema/partnership/agreement';
import type { DocumentId, PartnershipId } from '@tandem/schema/ids';
import { PROFILE_SECTIONS } from '@tandem/schema/partnership/profile';
import { sectionOf } from '@tandem/schema/partnership/sections';
import { v4 } from 'uuid';
import type * as Y from 'yjs';
import { appendWords } from '../live/append-words.ts';
import { agreementKind } from '../partnership/agreement/agreement.live.ts';
import { agreementOf } from '../partnership/agreement/agreement-rows.ts';
import { proposeAgreement } from '../partnership/agreement/propose-agreement.ts';
import { setEscalationLadder } from '../partnership/agreement/set-escalation-ladder.ts';
import { signAgreement } from '../partnership/agreement/sign-agreement.ts';
import { addPlacement } from '../partnership/profile/add-placement.ts';
import { profileKind } from '../partnership/profile/profile.live.ts';
import type { Services } from '../platform/context.ts';
import { statement } from '../platform/db/sql.ts';
import { agreementWords, ladder, profileWords, unsignedEdit } from './agreement-words.ts';
import { writeRichText } from './rich-text.ts';
import { type SampleEvent, workingMoment } from './sample-events.ts';
import { contextAs, type Initials, type Team } from './sample-people.ts';
import { sampleCalendar, workingDayBack } from './working-calendars.ts';

const AGREEMENT = statement<{ id: DocumentId }, [PartnershipId]>(
  'sample_working_agreement',
  'select id from working_agreement where partnership_id = $1',
);
const PROPOSED = statement<{ snapshotId: string; hash: string }, [PartnershipId]>(
  'sample_agreement_proposal',
  `select n.id as "snapshotId", n.hash from working_agreement w join snapshot n on n.id = w.proposed_snapshot_id
   where w.partnership_id = $1`,
);
const PROFILE = statement<{ id: DocumentId }, [string]>(
  'sample_profile',
  'select id from party_profile where party_id = $1',
);
const LEADS = ['PR', 'TH'] as const;
const SIGNED_DAYS_AGO = 35;

/** The pages that both write about how they work: profiles, the agreement with its ladder, signed, and one edit since. */
export function agreementEvents(team: Team, today: Date): SampleEvent[] {
  const { partnershipId } = team.PR;
  const moment = (daysAgo: number, index: number): Date => workingMoment(today, daysAgo, index);
  const levels = ladder.map(({ days, people }) => ({ days, memberIds: people.map((one) => team[one].id as string) }));
  return [
    ...LEADS.flatMap((by, i) => [
      { at: moment(41, i * 5), act: (services: Services) => writeProfiles(services, team, by) },
      {
        at: moment(38, i * 5),
        act: (services: Services) =>
          writeAgreement(services, team, by, (doc) => {
            for (const section of AGREEMENT_SECTIONS)
              write(sectionOf(doc, section), agreementWords[section][by], by === 'PR');
          }),
      },
    ]),
    {
      at: moment(38, 6),
      async act(services) {
        await setEscalationLadder(contextAs(services, team.TH), { mutationId: v4(), partnershipId, levels });
      },
    },
    {
      at: moment(SIGNED_DAYS_AGO, 1),
      async act(services) {
        const { sections } = await agreementOf(contextAs(services, team.PR), partnershipId);
        const read = { mutationId: v4(), partnershipId, sections, ladder: levels };
        await proposeAgreement(contextAs(services, team.PR), read);
      },
    },
    {
      at: moment(SIGNED_DAYS_AGO, 4),
      async act(services) {
        const proposed = await services.sql.row(PROPOSED, partnershipId);
        if (proposed) await signAgreement(contextAs(services, team.TH), { mutationId: v4(), ...proposed });
      },
    },
    {
      at: moment(unsignedEdit.daysAgo, 5),
      act: (services) =>
        writeAgreement(services, team, unsignedEdit.by, (doc) =>
          writeRichText(sectionOf(doc, unsignedEdit.section), unsignedEdit.text),
        ),
    },
    {
      at: moment(12, 2),
      async act(services) {
        const { id: memberId } = team.SR;
        const calendar = sampleCalendar('CLIENT', today);
        const days = { startsOn: workingDayBack(calendar, today, 6), endsOn: workingDayBack(calendar, today, 3) };
        const stay = { mutationId: v4(), memberId, withPartyId: team.PR.partyId, ...days };
        await addPlacement(contextAs(services, team.SR), stay);
      },
    },
  ];
}

/** Whoever comes first takes the place of the empty paragraph. */
function write(section: Y.XmlFragment, words: string, isFirst: boolean): void {
  if (isFirst) section.delete(0, section.length);
  writeRichText(section, words);
}

async function writeAgreement(
  services: Services,
  team: Team,
  by: Initials,
  writeWords: (doc: Y.Doc) => void,
): Promise<void> {
  const { id: memberId, partnershipId } = team[by];
  const page = await services.sql.row(AGREEMENT, partnershipId);
  if (!page) return;
  const words = { memberId, at: services.clock.now(), write: writeWords };
  await appendWords(services, agreementKind, { documentId: page.id, partnershipId }, words);
}

async function writeProfiles(services: Services, team: Team, by: (typeof LEADS)[number]): Promise<void> {
  const { id: memberId, partnershipId } = team[by];
  for (const { partyId, party } of [team.PR, team.TH]) {
    const page = await services.sql.row(PROFILE, partyId);
    if (!page) continue;
    const profile = profileWords[party.kind];
    await appendWords(
      services,
      profileKind,
      { documentId: page.id, partnershipId },
      {
        ...{ memberId, at: services.clock.now() },
        write: (doc) => {
          for (const section of PROFILE_SECTIONS) write(sectionOf(doc, section), profile[section][by], by === 'PR');
        },
      },
    );
  }
}
