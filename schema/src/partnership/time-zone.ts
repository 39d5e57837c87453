const KNOWN = new Set(['UTC', ...Intl.supportedValuesOf('timeZone')]);

/** Every IANA zone this runtime names, UTC first. */
export const timeZones: readonly string[] = [...KNOWN];

/**
 * The zone under its canonical name, so that `Asia/Kolkata` of one browser and `Asia/Calcutta` of another are one; null
 * when there is no such zone. Offsets such as +01:00 are not zones: they know no summer time.
 */
export function timeZoneFrom(text: string): string | null {
  if (KNOWN.has(text)) return text;
  if (!/^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)*$/.test(text)) return null;
  try {
    const zone = new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone;
    return KNOWN.has(zone) ? zone : null;
  } catch {
    return null;
  }
}
