import * as v from 'valibot';

/** A field's text as a number, thousands separated by commas or not. */
export const AMOUNT = v.pipe(
  v.string(),
  v.trim(),
  v.regex(/^-?[\d,]+(\.\d+)?$/, 'Enter a number, such as 20 or 4000.'),
  v.transform((text) => Number(text.replaceAll(',', ''))),
);
