import { DemoLink } from '@tandem/schema/meeting/inputs';
import { EVIDENCE_TITLE_MAX, EVIDENCE_URL_MAX } from '@tandem/schema/meeting/rules';
import type { KeyboardEvent } from 'react';
import * as v from 'valibot';
import { act } from '../../platform/act';
import { useForm } from '../../platform/use-form';
import { announce } from '../../ui/announce';
import { Button } from '../../ui/Button';
import { Choices } from '../../ui/SelectField';
import { TextField } from '../../ui/TextField';
import type { Meeting } from '../meeting';
import { AddDemoLinkDocument } from './demo-acts.gql';
import css from './Evidence.module.css';
import type { Demo } from './verdict-words';

const FORM = v.object({ ...DemoLink.entries, kind: v.picklist(['LINK', 'RECORDING']) });

interface AddLinkFormProps {
  meeting: Meeting;
  demo: Demo;
  onClose: () => void;
}

export default function AddLinkForm({ meeting, demo, onClose }: AddLinkFormProps) {
  const form = useForm(FORM, async (link) => {
    await act(AddDemoLinkDocument, { meetingId: meeting.id, storyId: demo.story.id, ...link });
    announce(`${link.title} is added.`);
    onClose();
  });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onClose();
  };
  return (
    <form className={css.link} onSubmit={form.onSubmit} noValidate>
      {form.problem && (
        <p className={css.problem} role="alert">
          {form.problem}
        </p>
      )}
      <TextField
        label="Link"
        name="url"
        type="url"
        inputMode="url"
        maxLength={EVIDENCE_URL_MAX}
        placeholder="https://"
        error={form.errors.url}
        autoFocus
        onKeyDown={onKeyDown}
      />
      <TextField
        label="What does it show?"
        name="title"
        maxLength={EVIDENCE_TITLE_MAX}
        placeholder="The live map, on the test server"
        onKeyDown={onKeyDown}
        error={form.errors.title}
      />
      <Choices<'LINK' | 'RECORDING'>
        label="What is it?"
        name="kind"
        defaultValue="LINK"
        options={[
          { value: 'LINK', label: 'A place to try it' },
          { value: 'RECORDING', label: 'A recording' },
        ]}
      />
      <div className={css.actions}>
        <Button size="small" onPress={onClose}>
          Cancel
        </Button>
        <Button size="small" type="submit" variant="primary" isPending={form.pending}>
          Add it
        </Button>
      </div>
    </form>
  );
}
