import type { Role } from '../schema-types';
import type { Option } from '../ui/SelectField';

export const ROLES: readonly (Option<Role> & { hint: string })[] = [
  { value: 'LEAD', label: 'Lead', hint: 'Signs for the party and manages its people.' },
  { value: 'MEMBER', label: 'Member', hint: 'Writes, estimates and votes.' },
  { value: 'SPONSOR', label: 'Sponsor', hint: 'A level above: receives escalations and signs.' },
  { value: 'OBSERVER', label: 'Observer', hint: 'Reads everything, changes nothing.' },
];

export const ROLE_WORD: Readonly<Record<Role, string>> = {
  LEAD: 'Lead',
  MEMBER: 'Member',
  SPONSOR: 'Sponsor',
  OBSERVER: 'Observer',
};
