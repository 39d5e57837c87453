import type { AgreementSection } from '@tandem/schema/partnership/agreement';
import type { ProfileSection } from '@tandem/schema/partnership/profile';
import type { Initials } from './sample-people.ts';

/** What either lead writes into a section, Priya first; lines of rich-text.ts. */
type Words<Section extends string> = Readonly<Record<Section, { PR: string; TH: string }>>;

export const agreementWords: Words<AgreementSection> = {
  HOW_WE_WORK: {
    PR: 'We work in weeks, from Monday to Sunday. On Friday we look at what was built, with the people who will use it, and decide together what comes next.\nWhat is not in Tandem was not agreed. A telephone call is welcome; whoever rang writes down what came of it.',
    TH: '- Stand-up in writing, once a day, before lunch of whoever writes it\n- The iteration meeting is on Friday at 15:00 in London, 10:00 in Bogotá\n- Whoever is stuck for half a day says so, on either side',
  },
  CLIENT_RESPONSIBILITIES: {
    PR: 'Meridian names one person for every story who can decide about it, and gives them the time. Questions are answered within two working days, also in school holidays.\nMeridian gives access to the control room, the depot and the test bus when it is asked a week ahead.',
    TH: 'When nobody can decide, tell us: we then build something else instead of guessing.',
  },
  VENDOR_RESPONSIBILITIES: {
    PR: 'Fieldnote tells us about a delay when it is suspected, not when it is certain.',
    TH: 'Fieldnote builds what both have agreed to and nothing else, shows it working on the test bus or in the control room, and takes back what does not hold.\nThe three people on the team stay the same for the quarter. Should one have to leave, there are two weeks side by side.',
  },
  EXPECTATIONS: {
    PR: 'That bad news comes first. That nobody has to defend a question. That a dispatcher’s night counts as much as a director’s meeting.',
    TH: 'That a “no” comes with a reason, and that thanks are said aloud.',
  },
  DEFINITION_OF_DONE: {
    PR: '- Every criterion was tried by somebody who does the work, on shift\n- The controllers’ handbook says how it is used',
    TH: '- It runs in the control room’s test system for a day without an alarm\n- It works with a screen reader and in bright sun\n- Somebody other than its author has read the code',
  },
};

/** What Ama put in later, and nobody has signed yet. */
export const unsignedEdit: { by: Initials; section: AgreementSection; daysAgo: number; text: string } = {
  by: 'AO',
  section: 'EXPECTATIONS',
  daysAgo: 9,
  text: 'That nobody is rung between a night shift and two in the afternoon.',
};

/** Whom a concern comes to, step by step, and after how many working days without an answer. */
export const ladder: readonly { days: number; people: readonly Initials[] }[] = [
  { days: 1, people: ['AO', 'PR', 'TH'] },
  { days: 3, people: ['PR', 'JL', 'TH'] },
  { days: 5, people: ['JL', 'KB'] },
];

export const profileWords: Readonly<Record<'CLIENT' | 'VENDOR', Words<ProfileSection>>> = {
  CLIENT: {
    BUSINESS: {
      PR: 'Meridian Transit runs 214 buses on 38 routes for the city and the valley, from half past four in the morning until the last train’s passengers are home.',
      TH: 'Its heart is one room with six desks: whatever we build is judged there first.',
    },
    SECTOR: {
      PR: 'Public transport under a contract with the council. The regulator publishes punctuality every quarter, by operator.',
      TH: 'Everybody has an opinion of buses; complaints reach the newspaper before they reach the desk.',
    },
    PRESSURES: {
      PR: 'Twelve drivers short since the summer. The contract is tendered again in two years. Roadworks on the embankment until spring.',
      TH: 'Night shifts: a change that costs a dispatcher one more click is a change for the worse.',
    },
    SUCCESS: {
      PR: '- 92 of 100 departures on time, as the regulator counts\n- Half as many calls that ask where the bus is\n- No shift begins without knowing what the last one left open',
      TH: 'They also count how often a driver says thank you on the radio. They do not publish it.',
    },
    DECISIONS: {
      PR: 'Priya decides what is built and accepts it. Jonas decides on money, on fares and on whatever touches a drivers’ agreement. Ama decides what a dispatcher’s screen may show.',
      TH: 'The union is asked before anything that records where a driver is.',
    },
  },
  VENDOR: {
    BUSINESS: {
      PR: 'They came to us from the ferry company, who still speak well of them.',
      TH: 'Fieldnote Software builds for people who work outdoors and on shift: ferries, forests, road gangs, and now buses. Nineteen people in Bogotá, owned by those who work there.',
    },
    SECTOR: {
      PR: 'Many in their trade send slides. These send photographs of a test phone taped to a dashboard.',
      TH: 'Small software houses that are paid by the week, not by the change request.',
    },
    PRESSURES: {
      PR: 'Five hours between us: what we leave until our afternoon costs them a day.',
      TH: 'Three of us carry this work. One of us ill for a week is a third of it.',
    },
    SUCCESS: {
      PR: 'That we can say in one sentence what a week has brought.',
      TH: '- Accepted at the first showing\n- Used in the week after it was accepted\n- The client would do it again, and says so to others',
    },
    DECISIONS: {
      PR: 'For a change of people or of price we speak with Kwame as well.',
      TH: 'Tomás decides what fits into a week and signs for it. Mei and Sofia decide how it is made. Kwame signs contracts.',
    },
  },
};
