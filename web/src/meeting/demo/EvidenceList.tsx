import { ExternalLink, Video, X } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { ago, useNow } from '../../platform/time';
import { IconButton } from '../../ui/Button';
import type { Meeting } from '../meeting';
import css from './Evidence.module.css';
import type { Demo } from './verdict-words';

const ScreenshotDialog = lazy(() => import('./ScreenshotDialog'));
const RemoveEvidenceDialog = lazy(() => import('./RemoveEvidenceDialog'));

export type Evidence = Demo['evidence'][number];

interface EvidenceListProps {
  meeting: Meeting;
  demo: Demo;
  editable: boolean;
}

export function EvidenceList({ meeting, demo, editable }: EvidenceListProps) {
  const now = useNow();
  const [seen, setSeen] = useState<Evidence | null>(null);
  const [removed, setRemoved] = useState<Evidence | null>(null);
  const pictures = demo.evidence.filter(({ kind }) => kind === 'SCREENSHOT');
  const links = demo.evidence.filter(({ kind }) => kind !== 'SCREENSHOT');
  const who = ({ addedBy, addedAt }: Evidence) => `${addedBy.name}, ${ago(addedAt, now)}`;
  const remove = (evidence: Evidence) =>
    editable && (
      <IconButton
        size="small"
        label={`Remove ${evidence.title}`}
        icon={<X size={15} aria-hidden />}
        onPress={() => setRemoved(evidence)}
      />
    );
  return (
    <>
      {links.length > 0 && (
        <ul className={css.links}>
          {links.map((link) => (
            <li key={link.id}>
              {link.kind === 'RECORDING' ? <Video size={16} aria-hidden /> : <ExternalLink size={16} aria-hidden />}
              <span>
                <a href={link.url} target="_blank" rel="noopener noreferrer">
                  {link.title}
                </a>{' '}
                <small>
                  {link.kind === 'RECORDING' ? 'recording, ' : ''}
                  {hostOf(link.url)}, {who(link)}
                </small>
              </span>
              {remove(link)}
            </li>
          ))}
        </ul>
      )}
      {pictures.length > 0 && (
        <ul className={css.pictures}>
          {pictures.map((picture) => (
            <li key={picture.id}>
              <button
                type="button"
                className={css.thumb}
                aria-label={`Show ${picture.title}`}
                onClick={() => setSeen(picture)}
              >
                <img src={picture.url} alt="" loading="lazy" />
              </button>
              <p>
                <span className={css.title}>{picture.title}</span>
                <small>{who(picture)}</small>
              </p>
              {remove(picture)}
            </li>
          ))}
        </ul>
      )}
      <Suspense fallback={null}>
        {seen && <ScreenshotDialog picture={seen} onClose={() => setSeen(null)} />}
        {removed && (
          <RemoveEvidenceDialog meeting={meeting} demo={demo} evidence={removed} onClose={() => setRemoved(null)} />
        )}
      </Suspense>
    </>
  );
}

function hostOf(url: string): string {
  try {
    return new URL(url).host;
  } catch {
    return url;
  }
}
