/** This page's name among the person's pages. A lock is held under it for as long as the page lives. */
export const TAB = crypto.randomUUID();

const lockName = (tab: string) => `tandem-live:${tab}`;
const never = new Promise<never>(() => {});

let held: Promise<void> | null = null;

/** Other pages leave this page's unsaved edits alone while it is held; the browser lets go of it when the page ends. */
export function holdTab(): Promise<void> {
  held ??= new Promise((resolve) => {
    if (!('locks' in navigator)) return resolve();
    navigator.locks
      .request(lockName(TAB), () => {
        resolve();
        return never;
      })
      .catch(() => resolve());
  });
  return held;
}

/**
 * Whether the page of that name is gone, so that its edits may be taken over. When it is, this page takes its lock:
 * of two pages that ask together, one adopts.
 */
export async function adoptTab(tab: string): Promise<boolean> {
  if (tab === TAB) return true;
  if (!('locks' in navigator)) return true;
  return new Promise((resolve) => {
    navigator.locks
      .request(lockName(tab), { ifAvailable: true }, (lock) => {
        resolve(lock !== null);
        return lock === null ? undefined : never;
      })
      .catch(() => resolve(false));
  });
}
