import * as v from 'valibot';

/** A `datetime-local` control, which has no zone, by the reader's own clock. */
export const toField = (instant: string): string => {
  const at = new Date(instant);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
};

const fromField = (typed: string): string => new Date(typed).toISOString();

export const MOMENT = v.pipe(
  v.string(),
  v.regex(/^\d{4,6}-\d\d-\d\dT\d\d:\d\d/, 'Say on which day and at what time.'),
  v.transform(fromField),
);
export const MOMENT_OR_NONE = v.union([
  v.pipe(
    v.literal(''),
    v.transform(() => null),
  ),
  MOMENT,
]);
