import { ScreenshotTitle } from '@tandem/schema/meeting/inputs';
import { EVIDENCE_TITLE_MAX } from '@tandem/schema/meeting/rules';
import { useForm } from '../../platform/use-form';
import { Button } from '../../ui/Button';
import { TextField } from '../../ui/TextField';
import css from './Evidence.module.css';
import type { Upload } from './use-screenshots';

interface UploadRowProps {
  upload: Upload;
  onTitle: (title: string) => void;
  onAdd: () => Promise<void>;
  onDrop: () => void;
}

/** A picture on its way: what it looks like, how far it is, and its title, which who cannot see it hears. */
export function UploadRow({ upload, onTitle, onAdd, onDrop }: UploadRowProps) {
  const { preview, title, sent, fileId, problem } = upload;
  const form = useForm(ScreenshotTitle, onAdd);
  const percent = Math.round(sent * 100);
  return (
    <form className={css.upload} onSubmit={form.onSubmit} noValidate>
      {preview && <img className={css.preview} src={preview} alt="" />}
      <div className={css.about}>
        <TextField
          label="What does it show?"
          name="title"
          maxLength={EVIDENCE_TITLE_MAX}
          placeholder="Bus 4312 in amber, three minutes late"
          value={title}
          error={form.errors.title}
          autoFocus
          onChange={(event) => onTitle(event.target.value)}
        />
        {problem ? (
          <p className={css.problem} role="alert">
            {problem}
          </p>
        ) : (
          !fileId && (
            <p className={css.sending}>
              <progress max={100} value={percent} aria-label="Sent" />
              {percent} % sent
            </p>
          )
        )}
        <div className={css.actions}>
          <Button size="small" onPress={onDrop}>
            Leave it out
          </Button>
          <Button size="small" type="submit" variant="primary" isDisabled={!fileId} isPending={form.pending}>
            Add it
          </Button>
        </div>
      </div>
    </form>
  );
}
