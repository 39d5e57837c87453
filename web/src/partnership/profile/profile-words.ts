import type { ProfileSection } from '@tandem/schema/partnership/profile';

/** The parts of a party's profile: both parties write them, each about itself and about the other. */
export const PROFILE_WORDS: Readonly<Record<ProfileSection, { title: string; placeholder: string }>> = {
  BUSINESS: { title: 'The business', placeholder: 'What they do, for whom, and how they earn their living.' },
  SECTOR: { title: 'The sector', placeholder: 'Who else is in it, who regulates it, what is changing.' },
  PRESSURES: {
    title: 'What presses on them',
    placeholder: 'Deadlines, cuts, competitors, a new law: what keeps them awake.',
  },
  SUCCESS: {
    title: 'How they measure success',
    placeholder: 'The figures and the sentences by which their own people judge this work.',
  },
  DECISIONS: { title: 'Who decides', placeholder: 'Who says yes to money, scope and dates, and how long that takes.' },
};
