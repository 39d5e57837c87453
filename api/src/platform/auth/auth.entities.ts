import type { NodeKinds } from '../graphql/node.ts';
import { Person } from './person.entity.ts';
import { viewerPerson } from './person.ts';
import { sessionsOf } from './sessions.sql.ts';
import { Session } from './session.entity.ts';
import { SignInLink } from './sign-in-link.entity.ts';

export const authEntities = [Person, Session, SignInLink];

/** Accounts and sessions are their owner's alone. */
export const authNodes: NodeKinds = {
  Person: {
    table: 'person',
    load: async (context, ids) => {
      const person = await viewerPerson(context);
      return new Map(ids.includes(person.id) ? [[person.id, person]] : []);
    },
  },
  Session: {
    table: 'session',
    load: async (context, ids) =>
      new Map((await sessionsOf(context)).filter(({ id }) => ids.includes(id)).map((session) => [session.id, session])),
  },
};
