/** An instant as minutes hold it: ISO 8601 in UTC, to the millisecond. */
export const iso = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** An object of these fields, each an SQL expression. */
export const object = (fields: Readonly<Record<string, string>>): string =>
  `json_build_object(${Object.entries(fields)
    .map(([name, value]) => `'${name}', ${value}`)
    .join(', ')})`;

/** The rows of `from` as a list of `what`, in their order; empty when there are none. */
export const list = (what: string, order: string, from: string): string =>
  `(select coalesce(json_agg(${what} order by ${order}), '[]') ${from})`;
