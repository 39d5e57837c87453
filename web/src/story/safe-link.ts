const SAFE = /^(https?:\/\/|mailto:|tel:)/i;

/** Whether an address may be followed. Control characters are refused: browsers skip them inside `java\nscript:`. */
export function isSafeLink(address: string): boolean {
  return SAFE.test(address) && !/[\u0000-\u0020\u007f-\u009f]/.test(address);
}

/** What a person typed as an address, made whole; null when it cannot be a safe one. */
export function toSafeLink(typed: string): string | null {
  const address = typed.trim();
  if (isSafeLink(address)) return address;
  if (/^[^\s/:@]+@[^\s/:@]+\.[^\s/:@]+$/.test(address)) return `mailto:${address}`;
  const guess = `https://${address}`;
  return /^[^\s:/?#]+\.[^\s:]+$/.test(address.split('/')[0] ?? '') && isSafeLink(guess) ? guess : null;
}
