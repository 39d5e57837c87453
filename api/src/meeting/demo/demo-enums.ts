import 'reflect-metadata';
import type { Ruling, VerdictKind } from '@tandem/schema/meeting/outcome';
import type { EvidenceKind } from '@tandem/schema/meeting/rules';
import { registerEnumType } from 'type-graphql';

export const VerdictKinds: { readonly [Kind in VerdictKind]: Kind } = {
  MET: 'MET',
  MET_WITH_CONDITION: 'MET_WITH_CONDITION',
  NOT_MET: 'NOT_MET',
  NOT_SHOWN: 'NOT_SHOWN',
};
registerEnumType(VerdictKinds, {
  name: 'VerdictKind',
  description: 'What a party finds of a criterion, as it was committed to.',
  valuesConfig: {
    MET: { description: 'It is met.' },
    MET_WITH_CONDITION: { description: 'It is met, and something is still promised by a day.' },
    NOT_MET: { description: 'It is not met; the note says what.' },
    NOT_SHOWN: { description: 'Nobody has shown it.' },
  },
});

export const Rulings: { readonly [Kind in Ruling]: Kind } = { ACCEPT: 'ACCEPT', RETURN: 'RETURN' };
registerEnumType(Rulings, {
  name: 'Ruling',
  description: 'How a party’s sponsor rules on a dispute.',
  valuesConfig: { ACCEPT: { description: 'The story is accepted.' }, RETURN: { description: 'It is returned.' } },
});

export const EvidenceKinds: { readonly [Kind in EvidenceKind]: Kind } = {
  LINK: 'LINK',
  RECORDING: 'RECORDING',
  SCREENSHOT: 'SCREENSHOT',
};
registerEnumType(EvidenceKinds, {
  name: 'EvidenceKind',
  description: 'How a demo can be looked at.',
  valuesConfig: {
    LINK: { description: 'Where what was built can be tried.' },
    RECORDING: { description: 'Where the demo was recorded.' },
    SCREENSHOT: { description: 'A picture that is kept here.' },
  },
});
