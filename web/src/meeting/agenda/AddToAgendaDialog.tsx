import { useQuery } from '@apollo/client/react';
import { useParams } from '@tanstack/react-router';
import { AddTopic } from '@tandem/schema/meeting/inputs';
import { TOPIC_MINUTES, TOPIC_TITLE_MAX } from '@tandem/schema/meeting/rules';
import { Plus } from 'lucide-react';
import * as v from 'valibot';
import { act } from '../../platform/act';
import { useForm } from '../../platform/use-form';
import { announce } from '../../ui/announce';
import { Button } from '../../ui/Button';
import { Dialog, DialogActions } from '../../ui/Dialog';
import { SelectField } from '../../ui/SelectField';
import { TextField } from '../../ui/TextField';
import { currentStage, type Meeting } from '../meeting';
import css from './AddToAgendaDialog.module.css';
import { AddTopicDocument, StoriesToShowDocument } from './agenda-acts.gql';
import { useAgenda } from './use-agenda';

const FORM = v.object({
  ...AddTopic.entries,
  minutes: v.pipe(v.string(), v.transform(Number), AddTopic.entries.minutes),
  place: v.string(),
});

/** A topic of one's own, or a story of the week that is not to be shown yet. */
export default function AddToAgendaDialog({ meeting, onClose }: { meeting: Meeting; onClose: () => void }) {
  const current = currentStage(meeting);
  const form = useForm(FORM, async ({ title, minutes, place }) => {
    const afterId = place === 'next' ? (current?.id ?? null) : null;
    await act(AddTopicDocument, { meetingId: meeting.id, title, minutes, afterId, beforeId: null });
    announce(`${title} is on the agenda`);
    onClose();
  });
  return (
    <Dialog title="Add to the agenda" isOpen onClose={onClose}>
      <form onSubmit={form.onSubmit} noValidate className={css.form}>
        {form.problem && (
          <p className={css.problem} role="alert">
            {form.problem}
          </p>
        )}
        <TextField
          label="What do you want to talk about?"
          name="title"
          maxLength={TOPIC_TITLE_MAX}
          placeholder="Who answers the depot on weekends"
          error={form.errors.title}
          autoComplete="off"
          autoFocus
        />
        <div className={css.pair}>
          <SelectField
            label="For how long?"
            name="minutes"
            defaultValue={String(TOPIC_MINUTES)}
            options={['2', '5', '10', '15', '20', '30'].map((value) => ({ value, label: `${value} minutes` }))}
          />
          <SelectField
            label="When?"
            name="place"
            defaultValue="end"
            options={[
              { value: 'end', label: 'At the end, before the close' },
              ...(current && current.kind !== 'CLOSE' ? [{ value: 'next', label: 'Right after what is on now' }] : []),
            ]}
          />
        </div>
        <DialogActions>
          <Button onPress={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" isPending={form.pending}>
            Add the topic
          </Button>
        </DialogActions>
      </form>
      <StoriesToShow meeting={meeting} onAdded={onClose} />
    </Dialog>
  );
}

/** Delivered stories are on the agenda by themselves: here is the rest of what the week committed to. */
function StoriesToShow({ meeting, onAdded }: { meeting: Meeting; onAdded: () => void }) {
  const { slug } = useParams({ from: '/p/$slug' });
  const agenda = useAgenda(meeting);
  const { data } = useQuery(StoriesToShowDocument, {
    variables: { slug, number: meeting.number },
    fetchPolicy: 'cache-and-network',
  });
  const shown = new Set(meeting.stages.map(({ story }) => story?.id));
  const stories = (data?.meeting?.iteration?.stories ?? []).flatMap(({ inWeek, story }) =>
    (inWeek === 'COMMITTED' || inWeek === 'ADDED') && !shown.has(story.id) ? [story] : [],
  );
  if (stories.length === 0) return null;
  return (
    <section aria-labelledby="demos-to-add" className={css.stories}>
      <h3 id="demos-to-add">Or a demo of the week’s other stories</h3>
      <ul>
        {stories.map(({ id, key, title }) => (
          <li key={id}>
            <span className={css.key}>{key}</span>
            <span className={css.title}>{title || 'Untitled story'}</span>
            <Button
              size="small"
              icon={<Plus size={14} aria-hidden />}
              aria-label={`Add a demo of ${key}`}
              isPending={agenda.adding}
              onPress={() => void agenda.addDemo(id).then((done) => done && onAdded())}
            >
              Add
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
