import { Copy } from 'lucide-react';
import { useState } from 'react';
import { usePartnership } from '../../partnership/use-partnership';
import { useAct } from '../../platform/act';
import { Button } from '../../ui/Button';
import { Dialog, DialogActions } from '../../ui/Dialog';
import { TextField } from '../../ui/TextField';
import { toast } from '../../ui/toast';
import css from './MeetingDialog.module.css';
import { MakeCalendarFeedDocument } from './slot-acts.gql';

/** A link of one's own for a calendar program. It is shown once, and asked for by a press: an earlier one ends with it. */
export default function CalendarLinkDialog({ onClose }: { onClose: () => void }) {
  const { id: partnershipId } = usePartnership();
  const [make, making] = useAct(MakeCalendarFeedDocument, 'No link was made');
  const [url, setUrl] = useState<string | null>(null);
  const copy = () =>
    navigator.clipboard.writeText(url ?? '').then(
      () => toast('Copied'),
      () => toast('It could not be copied', { detail: 'Select the link and copy it yourself.', tone: 'problem' }),
    );
  return (
    <Dialog title="The meetings in your calendar" isOpen onClose={onClose}>
      <div className={css.form}>
        <p className={css.words}>
          Add the link to your calendar program as a subscription, and it shows every meeting, also when one is moved or
          cancelled. Whoever has the link can read the meetings’ times: it is yours alone, so pass it on to nobody.
        </p>
        {url === null ? (
          <p className={css.words}>A link that you made before ends with the new one.</p>
        ) : (
          <TextField
            label="Your link, shown this once"
            value={url}
            readOnly
            onFocus={(event) => event.currentTarget.select()}
          />
        )}
        <DialogActions>
          <Button onPress={onClose}>Close</Button>
          {url === null ? (
            <Button
              variant="primary"
              isPending={making}
              onPress={() => void make({ partnershipId }).then((done) => done && setUrl(done.makeCalendarFeed.url))}
            >
              Make my link
            </Button>
          ) : (
            <Button variant="primary" icon={<Copy size={16} aria-hidden />} onPress={() => void copy()}>
              Copy it
            </Button>
          )}
        </DialogActions>
      </div>
    </Dialog>
  );
}
