import { EVIDENCE_MAX } from '@tandem/schema/meeting/rules';
import { ImagePlus, Link as LinkIcon } from 'lucide-react';
import { lazy, Suspense, useRef, useState } from 'react';
import { usePartnership } from '../../partnership/use-partnership';
import { Button } from '../../ui/Button';
import type { Meeting } from '../meeting';
import css from './Evidence.module.css';
import { EvidenceList } from './EvidenceList';
import { PICTURE_TYPES } from './upload-file';
import { UploadRow } from './UploadRow';
import { useDroppedPictures } from './use-dropped-pictures';
import { useScreenshots } from './use-screenshots';
import type { Demo } from './verdict-words';

const AddLinkForm = lazy(() => import('./AddLinkForm'));

/** Where the demo can be looked at again: links, recordings, and pictures, which can be pasted or dropped as well as picked. */
export function EvidencePanel({ meeting, demo }: { meeting: Meeting; demo: Demo }) {
  const { canWrite } = usePartnership();
  const [addsLink, setAddsLink] = useState(false);
  const picker = useRef<HTMLInputElement>(null);
  const linkButton = useRef<HTMLButtonElement>(null);
  const screenshots = useScreenshots(meeting, demo);
  const isOpen = meeting.meetingState === 'SCHEDULED' || meeting.meetingState === 'OPEN';
  const editable = canWrite && isOpen;
  const hasRoom = demo.evidence.length < EVIDENCE_MAX;
  const isOver = useDroppedPictures(editable && hasRoom, screenshots.take);
  if (!editable && demo.evidence.length === 0) return null;
  return (
    <section className={css.evidence} aria-labelledby="evidence-heading" data-over={isOver || undefined}>
      <header className={css.head}>
        <h3 id="evidence-heading">To look at again</h3>
        {editable && (
          <div className={css.tools}>
            <Button
              ref={linkButton}
              size="small"
              icon={<LinkIcon size={15} aria-hidden />}
              aria-expanded={addsLink}
              isDisabled={!hasRoom}
              onPress={() => setAddsLink(!addsLink)}
            >
              Add a link
            </Button>
            <Button
              size="small"
              icon={<ImagePlus size={15} aria-hidden />}
              isDisabled={!hasRoom}
              onPress={() => picker.current?.click()}
            >
              Add screenshots
            </Button>
            <input
              ref={picker}
              type="file"
              hidden
              multiple
              accept={PICTURE_TYPES.join(',')}
              aria-label="Screenshots"
              onChange={({ target }) => {
                screenshots.take([...(target.files ?? [])]);
                target.value = '';
              }}
            />
          </div>
        )}
      </header>
      {isOver && <p className={css.dropHere}>Let go to add the picture</p>}
      {addsLink && (
        <Suspense fallback={null}>
          <AddLinkForm
            meeting={meeting}
            demo={demo}
            onClose={() => {
              setAddsLink(false);
              linkButton.current?.focus();
            }}
          />
        </Suspense>
      )}
      {screenshots.uploads.map((upload) => (
        <UploadRow
          key={upload.key}
          upload={upload}
          onTitle={(title) => screenshots.retitle(upload.key, title)}
          onAdd={() => screenshots.add(upload)}
          onDrop={() => screenshots.drop(upload.key)}
        />
      ))}
      {demo.evidence.length > 0 ? (
        <EvidenceList meeting={meeting} demo={demo} editable={editable} />
      ) : (
        screenshots.uploads.length === 0 &&
        !addsLink && (
          <p className={css.none}>
            Nothing yet. A link to try it, a recording, or a screenshot: paste one here, or drop it anywhere on the
            page.
          </p>
        )
      )}
      {editable && !hasRoom && (
        <p className={css.none}>There are {EVIDENCE_MAX} of them, which is all that there is room for.</p>
      )}
    </section>
  );
}
