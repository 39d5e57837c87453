import { TITLE_MAX } from '@tandem/schema/story/rules';
import { Plus } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { CreateStoryDocument } from './create-story.gql';
import { usePartnership } from '../partnership/use-partnership';
import { useAct } from '../platform/act';
import { announce } from '../ui/announce';
import { Button } from '../ui/Button';
import { TextField } from '../ui/TextField';
import css from './StoriesPage.module.css';
import type { StoryCard } from './story-optimism';

/** Writes down one story after another without leaving the list. */
export function NewStoryRow({ onMade }: { onMade: (story: StoryCard) => void }) {
  const { id: partnershipId } = usePartnership();
  const [create, creating] = useAct(CreateStoryDocument, 'The story was not created');
  const [title, setTitle] = useState('');
  const add = async (event: FormEvent) => {
    event.preventDefault();
    if (title.trim() === '') return;
    const made = await create({
      partnershipId,
      title: title.trim(),
      narrative: '',
      criteria: [],
      labelIds: [],
      ownerIds: [],
    });
    if (!made) return;
    setTitle('');
    onMade(made.createStory.story);
    announce(`${made.createStory.story.key} added`);
  };
  return (
    <form className={css.newRow} onSubmit={(event) => void add(event)}>
      <TextField
        label="Title of a new story"
        labelHidden
        placeholder="A new story’s title"
        value={title}
        maxLength={TITLE_MAX}
        onChange={(event) => setTitle(event.target.value)}
      />
      <Button type="submit" icon={<Plus size={16} aria-hidden />} isPending={creating}>
        Add
      </Button>
    </form>
  );
}
