import { Dialog } from '../ui/Dialog';
import { Keys } from '../ui/Keys';
import { setShortcutsOn, useRegisteredShortcuts, useShortcutsOn } from '../ui/shortcuts';
import { Switch } from '../ui/Switch';
import css from './ShortcutSheet.module.css';

/** `?`: what every key does on this page, and the switch that turns the one-key ones off. */
export default function ShortcutSheet({ onClose }: { onClose: () => void }) {
  const shortcuts = useRegisteredShortcuts();
  const on = useShortcutsOn();
  const groups = [...new Set(shortcuts.map(({ group }) => group))];
  return (
    <Dialog title="Keyboard shortcuts" isOpen onClose={onClose} size="wide">
      <div className={css.groups}>
        {groups.map((group) => (
          <section key={group} aria-label={group}>
            <h3 className={css.group}>{group}</h3>
            <dl className={css.list}>
              {shortcuts
                .filter((shortcut) => shortcut.group === group)
                .map(({ keys, label }) => (
                  <div key={keys} className={css.row}>
                    <dt>{label}</dt>
                    <dd>
                      <Keys keys={keys} />
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
      <Switch
        label="One-key shortcuts"
        hint="Turn them off if speech input or a slip of the hand sets them off."
        checked={on}
        onChange={setShortcutsOn}
      />
    </Dialog>
  );
}
