import { type AgreementSection, sectionTitles } from '@tandem/schema/partnership/agreement';
import type { OpenPartnership } from '../use-partnership';
import type { WorkingAgreementFactsFragment, AgreementVersionFactsFragment } from './agreement.gql';

export type Agreement = WorkingAgreementFactsFragment;
export type Version = AgreementVersionFactsFragment;

export function titlesFor({ parties }: OpenPartnership): Readonly<Record<AgreementSection, string>> {
  const named = (kind: 'CLIENT' | 'VENDOR'): string => parties.find((party) => party.kind === kind)?.name ?? '';
  return sectionTitles(named('CLIENT'), named('VENDOR'));
}

/** What belongs in a part, while nobody has written it. */
export const WHAT_BELONGS: Readonly<Record<AgreementSection, string>> = {
  HOW_WE_WORK:
    'When we meet, how work is shown, where decisions are made. “We meet every Tuesday at ten, for an hour.”',
  CLIENT_RESPONSIBILITIES:
    'Answers, access, test data, people at the demo. “We answer a question within one working day.”',
  VENDOR_RESPONSIBILITIES: 'What is built and how it is kept. “We say on the day when something will not be finished.”',
  EXPECTATIONS: 'What each side counts on from the other. “Bad news comes first, and from the person who knows it.”',
  DEFINITION_OF_DONE:
    'When both sides call a thing done. “It runs on staging, a driver has used it, its words are reviewed.”',
};

export const signedBy = (version: Version, partyId: string): boolean =>
  version.signatures.some(({ party }) => party.id === partyId);

export const workingDays = (days: number): string => (days === 1 ? '1 working day' : `${days} working days`);

export const dateOf = (instant: string): string =>
  new Date(instant).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
