import * as v from 'valibot';
import { timeZones } from '../platform/time';
import type { Option } from '../ui/SelectField';

/** A select's value is text; the rule is about a number. */
export const WEEKDAY = v.pipe(v.string(), v.transform(Number));

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
].map((label, index) => ({ value: String(index + 1), label }));
