import type { Role } from '@tandem/schema/partnership/rules';

/** How a sentence names a role. */
export const roleWords: Readonly<Record<Role, string>> = {
  LEAD: 'a lead',
  MEMBER: 'a member',
  SPONSOR: 'a sponsor',
  OBSERVER: 'an observer',
};
