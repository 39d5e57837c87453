import { GitCompareArrows, Type } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { usePartnership } from '../../partnership/use-partnership';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Problem } from '../../ui/Problem';
import { PageSkeleton } from '../../ui/Skeleton';
import { Changes } from './Changes';
import { MomentActions } from './MomentActions';
import { Replay } from './Replay';
import css from './StoryHistory.module.css';
import { versionAt } from './moments';
import { useHistory } from './use-history';
import { VersionList } from './VersionList';
import { Words } from './Words';

/** Everything a story has said: its versions, who wrote each word, what changed, and a way back. */
export default function StoryHistory({ story, onClose }: { story: { id: string; key: string }; onClose: () => void }) {
  const { canWrite } = usePartnership();
  const history = useHistory(story);
  const { versions, seq, last, from, look, error, retry, older } = history;
  const [waiting, setWaiting] = useState(false);
  const [restored, setRestored] = useState(0);
  const words = useRef<HTMLButtonElement>(null);
  // The button that restored is gone with the moment: without a new place the focus would leave the dialog.
  useEffect(() => {
    if (restored > 0) words.current?.focus();
  }, [restored]);
  const version = versionAt(versions, seq);
  return (
    <Dialog title={`History of ${story.key}`} size="page" isOpen onClose={onClose}>
      {error && (
        <Problem onRetry={retry}>The history could not be read. Check your connection, then try again.</Problem>
      )}
      {!error && last === 0 && <PageSkeleton label="Reading the history" rows={3} />}
      {last > 0 && (
        <div className={css.columns}>
          <VersionList
            versions={versions}
            selected={version}
            onSelect={(one) => look({ seq: one.seq, ...(from === null ? {} : { from: one.after }) })}
            onOlder={older}
          />
          <div className={css.moment}>
            <div className={css.bar}>
              <div className={css.views} role="group" aria-label="What to show">
                <Button
                  size="small"
                  ref={words}
                  aria-pressed={from === null}
                  icon={<Type size={15} aria-hidden />}
                  onPress={() => look({ from: null })}
                >
                  Words
                </Button>
                <Button
                  size="small"
                  aria-pressed={from !== null}
                  icon={<GitCompareArrows size={15} aria-hidden />}
                  onPress={() => look({ from: version?.after ?? Math.max(0, seq - 1) })}
                >
                  Changes
                </Button>
              </div>
              {canWrite && (
                <MomentActions
                  story={story}
                  seq={seq}
                  name={version?.seq === seq ? version.name : null}
                  restorable={seq !== last}
                  onRestored={() => {
                    look({ seq: 'now', from: null });
                    setRestored(restored + 1);
                  }}
                />
              )}
            </div>
            <Replay versions={versions} seq={seq} last={last} waiting={waiting} onMove={(to) => look({ seq: to })} />
            {from === null ? (
              <Words storyKey={story.key} seq={seq} onWaiting={setWaiting} />
            ) : (
              <Changes
                storyKey={story.key}
                from={from}
                to={seq}
                versions={versions}
                onFrom={(to) => look({ from: to })}
              />
            )}
          </div>
        </div>
      )}
    </Dialog>
  );
}
