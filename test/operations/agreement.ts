import { input, ITS_LEAD, mutation, type Row } from './row.ts';

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
};
