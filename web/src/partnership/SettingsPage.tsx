import { useEffect } from 'react';
import { LogOut } from 'lucide-react';
import { toastRefusal } from '../platform/act';
import { signOut } from '../platform/session';
import { setTheme, type Theme, useTheme } from '../platform/theme';
import { Button } from '../ui/Button';
import { Page } from '../ui/Page';
import { Choices } from '../ui/SelectField';
import { setShortcutsOn, useShortcutsOn } from '../ui/shortcuts';
import { Switch } from '../ui/Switch';
import { ToldSettings } from './inbox/ToldSettings';
import { PartnershipForm } from './PartnershipForm';
import { PasswordForm } from './PasswordForm';
import { ProfileForm } from './ProfileForm';
import { Section } from './Section';
import { SessionList } from './SessionList';
import { usePartnership } from './use-partnership';

export default function SettingsPage() {
  const { name } = usePartnership();
  const theme = useTheme();
  const shortcuts = useShortcutsOn();
  useEffect(() => {
    if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
  }, []);
  return (
    <Page title="Settings" context={name} lede="The partnership’s, then your own." width="reading">
      <Section id="partnership" title="Partnership">
        <PartnershipForm />
      </Section>
      <Section
        id="profile"
        title="My profile"
        lede="Both sides see it beside your name: what you are good at first, your title after."
      >
        <ProfileForm />
      </Section>
      <Section
        id="told"
        title="What I am told"
        lede="The digest comes at eight in the morning, by your own clock, on the days that your party works. Nobody is told of what they did themselves."
      >
        <ToldSettings />
      </Section>
      <Section id="appearance" title="Appearance and keyboard" lede="Kept in this browser.">
        <Choices<Theme>
          label="Theme"
          name="theme"
          value={theme}
          onChange={setTheme}
          options={[
            { value: 'system', label: 'As the system' },
            { value: 'light', label: 'Light' },
            { value: 'dark', label: 'Dark' },
          ]}
        />
        <Switch
          label="One-key shortcuts"
          hint="Press ? for the list. Off, only those with Ctrl or ⌘ work."
          checked={shortcuts}
          onChange={setShortcutsOn}
        />
      </Section>
      <Section id="password" title="Password">
        <PasswordForm />
      </Section>
      <Section
        id="sessions"
        title="Where I am signed in"
        lede="Sign out any you don’t know, then change your password."
        action={
          <Button
            icon={<LogOut size={16} aria-hidden />}
            onPress={() => void signOut().catch((error: unknown) => toastRefusal('You are still signed in', error))}
          >
            Sign out here
          </Button>
        }
      >
        <SessionList />
      </Section>
    </Page>
  );
}
