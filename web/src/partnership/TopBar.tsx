import { useNavigate } from '@tanstack/react-router';
import { Moon, Plus, Search, Sun } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useHere } from '../platform/here';
import { setTheme, useIsDark } from '../platform/theme';
import { useCreateStory } from '../story/use-create-story';
import { Button, IconButton } from '../ui/Button';
import { Keys } from '../ui/Keys';
import { PartyMarkStack } from '../ui/PartyMark';
import { useShortcuts } from '../ui/shortcuts';
import { ConnectionState } from './ConnectionState';
import { InboxBell } from './inbox/InboxBell';
import { placeWords } from './place-words';
import { PLACES } from './Rail';
import css from './Shell.module.css';
import { usePartnership } from './use-partnership';

const Palette = lazy(() => import('./Palette'));
const ShortcutSheet = lazy(() => import('./ShortcutSheet'));
const RaiseConcernDialog = lazy(() => import('../iteration/concern/RaiseConcernDialog'));

export function TopBar() {
  const { slug, canWrite } = usePartnership();
  const navigate = useNavigate();
  const dark = useIsDark();
  const [open, setOpen] = useState<'palette' | 'sheet' | 'concern' | null>(null);
  const [createStory, creating] = useCreateStory();
  const close = () => setOpen(null);

  useShortcuts([
    {
      keys: '$mod+k',
      label: 'Search or jump to…',
      group: 'Everywhere',
      run: () => setOpen((now) => (now === 'palette' ? null : 'palette')),
    },
    { keys: '[Shift]+?', label: 'Show these shortcuts', group: 'Everywhere', run: () => setOpen('sheet') },
    ...PLACES.map(({ to, label, keys }) => ({
      keys,
      label: `Go to ${label}`,
      group: 'Go',
      run: () => void navigate({ to, params: { slug } }),
    })),
    {
      keys: 'g i',
      label: 'Go to Inbox',
      group: 'Go',
      run: () => void navigate({ to: '/p/$slug/inbox', params: { slug } }),
    },
    ...(canWrite
      ? [
          { keys: 'c', label: 'New story', group: 'Stories', run: () => void createStory() },
          { keys: 'r', label: 'Raise a concern', group: 'Concerns', run: () => setOpen('concern') },
        ]
      : []),
  ]);

  return (
    <header className={css.topBar}>
      <button
        type="button"
        className={css.search}
        onClick={() => setOpen('palette')}
        aria-haspopup="dialog"
        aria-keyshortcuts="Control+K Meta+K"
      >
        <Search size={16} aria-hidden />
        <span className={css.searchWords}>Search or jump to…</span>
        <span className={css.searchKeys} aria-hidden="true">
          <Keys keys="$mod+k" />
        </span>
      </button>
      <div className={css.topEnd}>
        <ConnectionState />
        <Here />
        <InboxBell />
        <IconButton
          label={dark ? 'Use the light theme' : 'Use the dark theme'}
          icon={dark ? <Sun size={18} aria-hidden /> : <Moon size={18} aria-hidden />}
          onPress={() => setTheme(dark ? 'light' : 'dark')}
        />
        {canWrite && (
          <Button
            variant="primary"
            icon={<Plus size={16} aria-hidden />}
            onPress={() => void createStory()}
            isPending={creating}
          >
            New story
          </Button>
        )}
      </div>
      <Suspense fallback={null}>
        {open === 'palette' && (
          <Palette onClose={close} onShortcuts={() => setOpen('sheet')} onRaise={() => setOpen('concern')} />
        )}
        {open === 'concern' && <RaiseConcernDialog onClose={close} />}
        {open === 'sheet' && <ShortcutSheet onClose={close} />}
      </Suspense>
    </header>
  );
}

function Here() {
  const here = useHere();
  if (here.length === 0) return null;
  return (
    <div className={css.here} role="group" aria-label="Here now">
      <PartyMarkStack
        people={here.map(({ member, places }) => ({ ...member, detail: placeWords(places[0] ?? '') }))}
        size={24}
      />
    </div>
  );
}
