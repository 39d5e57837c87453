import { useNavigate } from '@tanstack/react-router';
import { SplitStory } from '@tandem/schema/story/inputs';
import { TITLE_MAX } from '@tandem/schema/story/rules';
import { useState } from 'react';
import * as v from 'valibot';
import { usePartnership } from '../../partnership/use-partnership';
import { act } from '../../platform/act';
import { useForm } from '../../platform/use-form';
import { Button } from '../../ui/Button';
import { Dialog, DialogActions } from '../../ui/Dialog';
import { TextField } from '../../ui/TextField';
import { toast } from '../../ui/toast';
import type { OpenStory } from '../agreement/use-agreement';
import { SplitStoryDocument } from './split-story.gql';
import css from './Split.module.css';

const TITLE = v.object({ title: SplitStory.entries.title });

/** Chooses the criteria that go to a new draft; at least one goes and one stays. */
export default function SplitDialog({ story, onClose }: { story: OpenStory; onClose: () => void }) {
  const { slug } = usePartnership();
  const navigate = useNavigate();
  const [going, setGoing] = useState<ReadonlySet<string>>(new Set());
  const [refused, setRefused] = useState<string | null>(null);
  const { onSubmit, errors, problem, pending } = useForm(TITLE, async ({ title }) => {
    const criterionIds = story.criteria.map(({ id }) => id).filter((id) => going.has(id));
    if (criterionIds.length === 0) {
      setRefused('Choose at least one criterion for the new story.');
      return;
    }
    if (criterionIds.length === story.criteria.length) {
      setRefused('Leave at least one criterion here.');
      return;
    }
    const { splitStory } = await act(SplitStoryDocument, { storyId: story.id, criterionIds, title });
    const { key } = splitStory.split;
    toast(`${key} is split from ${story.key}`, {
      detail: title,
      action: {
        label: `Open ${key}`,
        onPress: () => void navigate({ to: '/p/$slug/stories/$key', params: { slug, key } }),
      },
    });
    onClose();
  });
  return (
    <Dialog title={`Split ${story.key}`} isOpen onClose={onClose}>
      <form className={css.form} onSubmit={onSubmit} noValidate>
        <p className={css.lede}>
          Some criteria go to a new draft, right after this story in the backlog. Both say where they came from.
        </p>
        <TextField
          label="The new story’s title"
          name="title"
          maxLength={TITLE_MAX}
          error={errors['title']}
          autoFocus
          autoComplete="off"
        />
        <fieldset className={css.criteria}>
          <legend>Criteria that go along</legend>
          {story.criteria.map((criterion) => (
            <label key={criterion.id} className={css.criterion}>
              <input
                type="checkbox"
                checked={going.has(criterion.id)}
                onChange={(event) => {
                  const next = new Set(going);
                  if (event.target.checked) next.add(criterion.id);
                  else next.delete(criterion.id);
                  setGoing(next);
                  setRefused(null);
                }}
              />
              <span>{criterion.text || 'Nothing written yet'}</span>
            </label>
          ))}
        </fieldset>
        {(refused ?? problem) && (
          <p role="alert" className={css.problem}>
            {refused ?? problem}
          </p>
        )}
        <DialogActions>
          <Button onPress={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" isPending={pending}>
            Split the story
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
