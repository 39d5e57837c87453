import 'reflect-metadata';
import type { PersonId } from '@tandem/schema/ids';
import { ObjectType } from 'type-graphql';

/** Slices add what they know of the viewer as field resolvers of this type. */
@ObjectType('Viewer', { description: 'The person who asks, as only they see themselves.' })
export class ViewerObject {
  personId!: PersonId;
}
