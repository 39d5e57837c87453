import { addDays } from '@tandem/schema/iteration/iso-week';
import { STANDUP_CONCERN_MAX, STANDUP_TEXT_MAX } from '@tandem/schema/iteration/standup';
import { Check, CloudOff, CornerDownRight, LoaderCircle, TriangleAlert } from 'lucide-react';
import { useId } from 'react';
import { usePartnership } from '../../partnership/use-partnership';
import { cityOf, useNow } from '../../platform/time';
import { Button } from '../../ui/Button';
import { PartyMark } from '../../ui/PartyMark';
import { dayIn, weekdayOf } from '../day';
import type { DraftStatus, EntryWords } from './entry-draft';
import css from './StandupPage.module.css';
import type { StandupCardFragment } from './standup-card.gql';
import type { StandupDayQuery } from './standup.gql';
import { RaisedFrom } from './RaisedFrom';
import { useEntryDraft } from './use-entry-draft';

interface EntryEditorProps {
  on: string;
  entry: StandupCardFragment | null;
  previous: NonNullable<StandupDayQuery['standup']>['previous'];
}

/** My own entry: there is no button to post it, what is typed is saved. */
export function EntryEditor({ on, entry, previous }: EntryEditorProps) {
  const { me } = usePartnership();
  const { words, status, write, flush } = useEntryDraft(on, entry);
  const offered = previous?.next && !words.done.trim() ? previous : null;
  return (
    <section className={css.card} data-mine aria-label="Your stand-up">
      <header className={css.cardHead}>
        <PartyMark kind={me.party.kind} initials={me.initials} size={32} />
        <div className={css.who}>
          <p className={css.name}>
            <bdi>{me.name}</bdi>
            <span className={css.quiet}> (you)</span>
          </p>
          <p className={css.quiet}>
            {weekdayOf(on)} in {cityOf(entry?.timeZone ?? me.timeZone)}; you can edit it until midnight there
          </p>
        </div>
        <SaveMark status={status} />
      </header>
      {status.state === 'refused' && (
        <p className={css.refused} role="alert">
          <TriangleAlert size={16} aria-hidden /> {status.message}
        </p>
      )}
      <div className={css.parts} data-mentions>
        {offered && (
          <div className={css.offer}>
            <CornerDownRight size={16} aria-hidden />
            <p>
              <span className={css.quiet}>{whenWords(offered.on, on)} you planned:</span> {offered.next}
            </p>
            <Button size="small" onPress={() => write({ done: offered.next })}>
              Start from this
            </Button>
          </div>
        )}
        <Part
          label="Done"
          placeholder="What you have finished since the last one. Name stories by their key, such as MT-104."
          value={words.done}
          max={STANDUP_TEXT_MAX}
          onChange={(done) => write({ done })}
          onBlur={flush}
        />
        <Part
          label="Next"
          placeholder="What you take on now."
          value={words.next}
          max={STANDUP_TEXT_MAX}
          onChange={(next) => write({ next })}
          onBlur={flush}
        />
        <Part
          label="Concern"
          placeholder="What is in the way or worries you. Leave it empty when all is well."
          value={words.concern}
          max={STANDUP_CONCERN_MAX}
          onChange={(concern) => write({ concern })}
          onBlur={flush}
        />
        {entry?.concern && (
          <p className={css.raised}>
            <RaisedFrom entry={entry} />
          </p>
        )}
      </div>
    </section>
  );
}

interface PartProps {
  label: keyof { [Name in keyof EntryWords as Capitalize<Name>]: true };
  placeholder: string;
  value: string;
  max: number;
  onChange: (text: string) => void;
  onBlur: () => void;
}

function Part({ label, placeholder, value, max, onChange, onBlur }: PartProps) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className={css.partLabel}>
        {label}
      </label>
      <textarea
        id={id}
        className={css.partText}
        rows={1}
        maxLength={max}
        placeholder={placeholder}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onBlur={onBlur}
      />
    </div>
  );
}

function SaveMark({ status }: { status: DraftStatus }) {
  if (status.state === 'untouched') return null;
  if (status.state === 'saving')
    return (
      <p className={css.save} data-state="saving">
        <LoaderCircle size={15} aria-hidden /> Saving
      </p>
    );
  if (status.state === 'saved')
    return (
      <p className={css.save} data-state="saved">
        <Check size={15} aria-hidden /> Saved
      </p>
    );
  return (
    <p className={css.save} data-state="kept" title={status.message}>
      <CloudOff size={15} aria-hidden /> {status.state === 'kept' ? 'Kept on this device' : 'Not saved'}
    </p>
  );
}

const whenWords = (before: string, on: string): string =>
  before === addDays(on, -1) ? 'Yesterday' : before > addDays(on, -7) ? `On ${weekdayOf(before)}` : 'Last time';

/** Whether the day is the viewer's to write now: their present one, or one that they began elsewhere and that still runs there. */
export function useIsMyDay(on: string, entry: StandupCardFragment | null): boolean {
  const { me, canWrite } = usePartnership();
  const now = useNow();
  if (!canWrite) return false;
  return entry ? new Date(entry.closesAt) > now : on === dayIn(me.timeZone, now);
}
