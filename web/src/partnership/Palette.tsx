import { useNavigate } from '@tanstack/react-router';
import { ArrowLeftRight, Bell, Keyboard, LogOut, MessageCircleWarning, Moon, Plus, Sun } from 'lucide-react';
import { useState } from 'react';
import { Autocomplete } from 'react-aria-components/Autocomplete';
import { Dialog } from 'react-aria-components/Dialog';
import { Menu, MenuItem } from 'react-aria-components/Menu';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { Input, SearchField } from 'react-aria-components/SearchField';
import { toastRefusal } from '../platform/act';
import { signOut } from '../platform/session';
import { setTheme, useIsDark } from '../platform/theme';
import { useCreateStory } from '../story/use-create-story';
import { Keys } from '../ui/Keys';
import { MenuSection } from '../ui/Menu';
import css from './Palette.module.css';
import { PLACES } from './Rail';
import { STATE_WORD } from './next-step';
import { usePartnership } from './use-partnership';
import { useStorySearch } from './use-story-search';

/** Search or jump to: pages, actions, and stories by their words. */
export default function Palette({
  onClose,
  onShortcuts,
  onRaise,
}: {
  onClose: () => void;
  onShortcuts: () => void;
  onRaise: () => void;
}) {
  const { slug, canWrite } = usePartnership();
  const [text, setText] = useState('');
  const { stories, searching, failed } = useStorySearch(slug, text);
  const navigate = useNavigate();
  const dark = useIsDark();
  const [createStory] = useCreateStory();

  const wanted = text.trim().toLowerCase();
  const actions = [
    ...PLACES.map(({ to, label, icon: Icon, keys }) => ({
      id: to,
      label,
      icon: <Icon aria-hidden />,
      keys,
      run: () => void navigate({ to, params: { slug } }),
    })),
    {
      id: 'inbox',
      label: 'Inbox',
      icon: <Bell aria-hidden />,
      keys: 'g i',
      run: () => void navigate({ to: '/p/$slug/inbox', params: { slug } }),
    },
    ...(canWrite
      ? [
          { id: 'new-story', label: 'New story', icon: <Plus aria-hidden />, keys: 'c', run: () => void createStory() },
          {
            ...{ id: 'raise-concern', label: 'Raise a concern', icon: <MessageCircleWarning aria-hidden /> },
            ...{ keys: 'r', run: onRaise },
          },
        ]
      : []),
    {
      id: 'theme',
      label: dark ? 'Use the light theme' : 'Use the dark theme',
      icon: dark ? <Sun aria-hidden /> : <Moon aria-hidden />,
      keys: '',
      run: () => setTheme(dark ? 'light' : 'dark'),
    },
    {
      id: 'partnerships',
      label: 'Your partnerships',
      icon: <ArrowLeftRight aria-hidden />,
      keys: '',
      run: () => void navigate({ to: '/', search: { choose: true } }),
    },
    { id: 'shortcuts', label: 'Keyboard shortcuts', icon: <Keyboard aria-hidden />, keys: '?', run: onShortcuts },
    {
      id: 'sign-out',
      label: 'Sign out',
      icon: <LogOut aria-hidden />,
      keys: '',
      run: () => void signOut().catch((refused: unknown) => toastRefusal('You are still signed in', refused)),
    },
  ].filter(({ label }) => label.toLowerCase().includes(wanted));

  const run = (action: () => void) => {
    onClose();
    action();
  };
  return (
    <ModalOverlay className={css.overlay!} isOpen isDismissable onOpenChange={(open) => open || onClose()}>
      <Modal className={css.modal!}>
        <Dialog className={css.dialog!} aria-label="Search or jump to">
          {/* One Escape closes, also with words typed; the field alone would only clear itself. */}
          <div onKeyDownCapture={(event) => event.key === 'Escape' && onClose()}>
            <Autocomplete inputValue={text} onInputChange={setText} disableAutoFocusFirst={false}>
              <SearchField className={css.field!} aria-label="Search stories, or jump to a page" autoFocus>
                <Input className={css.input!} placeholder="Search stories, or jump to…" />
              </SearchField>
              <Menu
                className={css.list!}
                aria-label="Results"
                renderEmptyState={() => (
                  <p className={css.empty}>
                    {searching
                      ? 'Searching…'
                      : failed
                        ? 'The search could not be made. Check your connection, then type on.'
                        : `Nothing found for “${text.trim()}”. Try fewer or other words.`}
                  </p>
                )}
              >
                {stories.length > 0 && (
                  <MenuSection title="Stories">
                    {stories.map(({ id, key, title, state }) => (
                      <MenuItem
                        key={id}
                        id={id}
                        className={css.item!}
                        textValue={title || key}
                        onAction={() =>
                          run(() => void navigate({ to: '/p/$slug/stories/$key', params: { slug, key } }))
                        }
                      >
                        <span className={css.label}>{title || 'Untitled story'}</span>
                        <span className={css.detail}>
                          {key}
                          <span className={css.state}> · {STATE_WORD[state]}</span>
                        </span>
                      </MenuItem>
                    ))}
                  </MenuSection>
                )}
                {actions.length > 0 && (
                  <MenuSection title="Jump to or do">
                    {actions.map((action) => (
                      <MenuItem
                        key={action.id}
                        id={action.id}
                        className={css.item!}
                        textValue={action.label}
                        onAction={() => run(action.run)}
                      >
                        {action.icon}
                        <span className={css.label}>{action.label}</span>
                        {action.keys && <Keys keys={action.keys} />}
                      </MenuItem>
                    ))}
                  </MenuSection>
                )}
              </Menu>
            </Autocomplete>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
