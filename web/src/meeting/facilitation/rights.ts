import { CAN_WRITE } from '@tandem/schema/partnership/rules';
import type { OpenPartnership } from '../../partnership/use-partnership';
import type { Meeting } from '../meeting';

type Me = OpenPartnership['me'];

/** Whoever facilitates moves the meeting, and so may a lead of either party. */
export const mayMove = ({ facilitator }: Meeting, me: Me): boolean =>
  CAN_WRITE.has(me.role) && (facilitator?.id === me.id || me.role === 'LEAD');

export const facilitates = ({ facilitator }: Meeting, me: Me): boolean => facilitator?.id === me.id;
