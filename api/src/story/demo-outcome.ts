import 'reflect-metadata';
import type { DemoOutcome } from '@tandem/schema/meeting/outcome';
import { registerEnumType } from 'type-graphql';

export const DemoOutcomes: { readonly [Outcome in DemoOutcome]: Outcome } = {
  PENDING: 'PENDING',
  ACCEPTED: 'ACCEPTED',
  RETURNED: 'RETURNED',
  DISPUTED: 'DISPUTED',
};
registerEnumType(DemoOutcomes, {
  name: 'DemoOutcome',
  description: 'What the parties’ verdicts come to.',
  valuesConfig: {
    PENDING: { description: 'A verdict is missing.' },
    ACCEPTED: { description: 'Met by every party.' },
    RETURNED: { description: 'Not met, or not shown, as every party finds.' },
    DISPUTED: { description: 'The parties’ verdicts differ. Only a new verdict or an escalation ends it.' },
  },
});
