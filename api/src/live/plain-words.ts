/** Words as rows hold them: cut with … past `max`, never through a surrogate pair; what PostgreSQL cannot hold becomes the replacement character. */
export function plainWords(text: string, max: number): string {
  const whole = text.length <= max ? text : `${text.slice(0, max - 1)}…`;
  return whole.replaceAll('\0', '\ufffd').toWellFormed();
}
