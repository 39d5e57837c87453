import { ExternalLink } from 'lucide-react';
import { Dialog } from '../../ui/Dialog';
import css from './Evidence.module.css';
import type { Evidence } from './EvidenceList';

/** A screenshot as large as the window allows; in a tab of its own it has its full size. */
export default function ScreenshotDialog({ picture, onClose }: { picture: Evidence; onClose: () => void }) {
  return (
    <Dialog title={picture.title} isOpen onClose={onClose} size="page">
      <img className={css.large} src={picture.url} alt={picture.title} />
      <p className={css.full}>
        <a href={picture.url} target="_blank" rel="noopener noreferrer">
          <ExternalLink size={15} aria-hidden /> In its full size
        </a>
      </p>
    </Dialog>
  );
}
