import { useQuery } from '@apollo/client/react';
import { type EmailMode, KIND_WORDS, type NotificationKind } from '@tandem/schema/partnership/notifications';
import { send, toastRefusal } from '../../platform/act';
import { shownByThePage } from '../../platform/apollo';
import { Problem } from '../../ui/Problem';
import { Skeleton } from '../../ui/Skeleton';
import { usePartnership } from '../use-partnership';
import { NotificationSettingsDocument, SetNotificationDocument } from './notification-settings.gql';
import css from './ToldSettings.module.css';

interface Setting {
  kind: NotificationKind;
  inPage: boolean;
  email: EmailMode;
}
const EMAIL_WORDS: Readonly<Record<EmailMode, string>> = { NOW: 'At once', DIGEST: 'In the digest', OFF: 'No e-mail' };
const TOPICS: readonly [title: string, starts: readonly string[]][] = [
  ['Stories and questions', ['MENTIONED', 'QUESTION', 'AGREEMENT']],
  ['The week', ['SIGN', 'STORY', 'SCOPE', 'BUDGET']],
  ['Concerns', ['CONCERN']],
  ['Promises', ['PROMISE']],
];

/** Each kind of thing: whether it counts in the inbox, and whether and when it comes by e-mail. Kept as it is changed. */
export function ToldSettings() {
  const { id: partnershipId, slug } = usePartnership();
  const { data, error, refetch } = useQuery(NotificationSettingsDocument, {
    variables: { slug },
    fetchPolicy: 'cache-and-network',
  });
  const settings = data?.partnership?.notificationSettings;
  if (!settings)
    return error ? <Problem onRetry={() => void refetch().catch(shownByThePage)} /> : <Skeleton height={240} />;

  const set = (setting: Setting) =>
    void send(
      SetNotificationDocument,
      { partnershipId, ...setting },
      {
        optimistic: {
          setNotification: {
            __typename: 'SetNotificationPayload',
            partnership: {
              ...{ __typename: 'Partnership' as const, id: partnershipId },
              notificationSettings: settings.map((one) => (one.kind === setting.kind ? { ...one, ...setting } : one)),
            },
          },
        },
      },
    ).catch((refused: unknown) => toastRefusal('Your choice was not kept', refused));

  return (
    <table className={css.table}>
      <thead>
        <tr>
          <th scope="col">What happens</th>
          <th scope="col">In the inbox</th>
          <th scope="col">By e-mail</th>
        </tr>
      </thead>
      {TOPICS.map(([title, starts]) => (
        <tbody key={title}>
          <tr>
            <th scope="rowgroup" colSpan={3} className={css.topic}>
              {title}
            </th>
          </tr>
          {settings
            .filter(({ kind }) => starts.some((start) => kind.startsWith(start)))
            .map(({ kind, inPage, email }) => (
              <tr key={kind}>
                <th scope="row">{KIND_WORDS[kind]}</th>
                <td>
                  <input
                    type="checkbox"
                    aria-label={`${KIND_WORDS[kind]}: in the inbox`}
                    checked={inPage}
                    onChange={(event) => set({ kind, inPage: event.target.checked, email })}
                  />
                </td>
                <td>
                  <select
                    aria-label={`${KIND_WORDS[kind]}: by e-mail`}
                    value={email}
                    onChange={(event) => set({ kind, inPage, email: event.target.value as EmailMode })}
                  >
                    {Object.entries(EMAIL_WORDS).map(([mode, words]) => (
                      <option key={mode} value={mode}>
                        {words}
                      </option>
                    ))}
                  </select>
                </td>
              </tr>
            ))}
        </tbody>
      ))}
    </table>
  );
}
