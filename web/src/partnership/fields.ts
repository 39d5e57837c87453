import { EMAIL_MAX, PASSWORD_MAX, PASSWORD_MIN, PERSON_NAME_MAX } from '@tandem/schema/partnership/rules';
import * as v from 'valibot';
import { line } from '../platform/use-form';
import { timeZones } from '../platform/time';
import type { Option } from '../ui/SelectField';

export const EMAIL = v.pipe(
  v.string(),
  v.trim(),
  v.minLength(1, 'Enter your e-mail address.'),
  v.email('This doesn’t look like an e-mail address: it needs an @ and a domain.'),
  v.maxLength(EMAIL_MAX, `Use at most ${EMAIL_MAX} characters.`),
);
export const NEW_PASSWORD = v.pipe(
  v.string(),
  v.minLength(PASSWORD_MIN, `Use at least ${PASSWORD_MIN} characters; three unrelated words work well.`),
  v.maxLength(PASSWORD_MAX, `Use at most ${PASSWORD_MAX} characters.`),
);
export const PERSON_NAME = line(PERSON_NAME_MAX, 'Enter your name as your colleagues know it.');
export const TIME_ZONE = v.string();

/** The zone itself is added when this browser doesn't list it. */
export function zoneOptions(current: string): Option<string>[] {
  const zones = timeZones();
  return (zones.includes(current) ? zones : [current, ...zones]).map((zone) => ({
    value: zone,
    label: zone.replaceAll('_', ' '),
  }));
}

export const WEEKDAYS: readonly Option<string>[] = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
].map((label, index) => ({
  value: String(index + 1),
  label,
}));
