const POLITE_BATCH_MS = 400; // Several changes in a moment are read as one sentence rather than interrupting each other.

const regions: Record<'polite' | 'assertive', HTMLElement> = {
  polite: region('polite'),
  assertive: region('assertive'),
};
let waiting: string[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;

function region(kind: 'polite' | 'assertive'): HTMLElement {
  const element = document.createElement('div');
  element.className = 'visually-hidden';
  element.setAttribute('role', kind === 'polite' ? 'status' : 'alert');
  element.setAttribute('aria-live', kind);
  element.dataset.liveAnnouncer = 'true'; // react-aria leaves such a region readable while a dialog hides the rest.
  document.body.append(element);
  return element;
}

/** Tells a screen reader; nothing is shown. Assertive interrupts: keep it for verdicts and for going offline. */
export function announce(text: string, { assertive = false }: { assertive?: boolean } = {}): void {
  if (assertive) {
    say('assertive', text);
    return;
  }
  if (!waiting.includes(text)) waiting.push(text);
  timer ??= setTimeout(() => {
    say('polite', waiting.join('. '));
    waiting = [];
    timer = undefined;
  }, POLITE_BATCH_MS);
}

/** The same sentence twice is read twice only when the node is a new one. */
function say(kind: 'polite' | 'assertive', text: string): void {
  const line = document.createElement('p');
  line.textContent = text;
  regions[kind].replaceChildren(line);
}
