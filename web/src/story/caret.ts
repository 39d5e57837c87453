interface CaretUser {
  name?: unknown;
  kind?: unknown;
  writing?: unknown;
}

/** Another writer's caret: a line in the party's colour and stroke with their name on a flag of the party's shape. */
export function caret(user: CaretUser): HTMLElement {
  const line = document.createElement('span');
  line.className = 'remote-caret';
  line.dataset.party = user.kind === 'VENDOR' ? 'VENDOR' : 'CLIENT';
  // Words for the eye only: a screen reader hears who writes where, not a name in the middle of a sentence.
  line.setAttribute('aria-hidden', 'true');
  const flag = document.createElement('span');
  flag.className = 'remote-flag';
  flag.textContent = String(user.name ?? '');
  line.append(flag);
  return line;
}

export const caretSelection = (user: CaretUser) => ({
  class: 'remote-selection',
  'data-party': user.kind === 'VENDOR' ? 'VENDOR' : 'CLIENT',
});
