import 'reflect-metadata';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import type { DiffKind } from './word-diff.ts';

const DiffKinds: { readonly [Kind in DiffKind]: Kind } = { SAME: 'SAME', ADDED: 'ADDED', REMOVED: 'REMOVED' };
registerEnumType(DiffKinds, {
  name: 'DiffKind',
  description: 'What became of some words between two moments.',
  valuesConfig: {
    SAME: { description: 'They stood at both.' },
    ADDED: { description: 'They stand at the later moment only.' },
    REMOVED: { description: 'They stood at the earlier moment only.' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'Some words of a comparison.' })
export class DiffPart {
  @Field(() => DiffKinds, { description: 'What became of them.' })
  kind!: DiffKind;
  @Field(() => String, { description: 'The words, with the white space between them.' })
  text!: string;
}
