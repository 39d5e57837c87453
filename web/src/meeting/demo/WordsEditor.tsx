import type { StoryId } from '@tandem/schema/ids';
import { demoWordsOf } from '@tandem/schema/meeting/document';
import { DEMO_WORDS_MAX } from '@tandem/schema/meeting/rules';
import { Droplets, TriangleAlert } from 'lucide-react';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import type { LiveDocument } from '../../live/live-document';
import { useLiveDocument, useLiveStatus } from '../../live/use-live-document';
import { usePartnership } from '../../partnership/use-partnership';
import { BodyEditor } from '../../story/BodyEditor';
import { DocumentPresence } from '../../story/DocumentPresence';
import { narrativeExtensions } from '../../story/editor-extensions';
import { SaveStatus } from '../../story/SaveStatus';
import { StoryUndo } from '../../story/story-undo';
import { useInks } from '../../story/use-inks';
import { Button } from '../../ui/Button';
import type { Meeting } from '../meeting';
import { WordsSection, WrittenWords } from './DemoWords';
import type { Demo } from './verdict-words';
import css from './Words.module.css';

const ASKS = 'What was shown, what was asked, what was answered. Both sides write here.';

export default function WordsEditor({ meeting, demo }: { meeting: Meeting; demo: Demo }) {
  const { me } = usePartnership();
  const { live, reopen } = useLiveDocument(meeting.id, me.personId, me);
  return live ? (
    <Opened live={live} meeting={meeting} demo={demo} onReopen={reopen} />
  ) : (
    <WrittenWords demo={demo} opening />
  );
}

interface OpenedProps {
  live: LiveDocument;
  meeting: Meeting;
  demo: Demo;
  onReopen: () => Promise<void>;
}

function Opened({ live, meeting, demo, onReopen }: OpenedProps) {
  const { me } = usePartnership();
  const { synced, refused } = useLiveStatus(live);
  const [inks, setInks] = useInks();
  const words = demoWordsOf(live.doc, demo.story.id as StoryId);
  // Until the server has begun them with one paragraph, two who start at once would each make one.
  const begun = useSyncExternalStore(
    (tell) => {
      words.observe(tell);
      return () => words.unobserve(tell);
    },
    () => words.length > 0,
  );
  if (!synced && !refused) return <WrittenWords demo={demo} opening />;
  const where = (field: string | null) => {
    const story = meeting.stages.find((stage) => field === `demo:${stage.story?.id}`)?.story;
    return story ? (story.id === demo.story.id ? 'about this demo' : `about ${story.key}`) : null;
  };
  return (
    <WordsSection
      state={
        <>
          <DocumentPresence live={live} me={me.id} where={where} />
          {begun && (
            <ToggleButton className={css.inks!} isSelected={inks} onChange={setInks}>
              <Droplets size={15} aria-hidden /> Inks
            </ToggleButton>
          )}
          <SaveStatus live={live} />
        </>
      }
    >
      {refused && (
        <div className={css.refused} role="alert">
          <TriangleAlert size={16} aria-hidden />
          <p>These words can’t be followed any more. {refused.message}</p>
          <Button size="small" onPress={() => void onReopen()}>
            Open them again
          </Button>
        </div>
      )}
      {begun ? (
        <Body key={demo.story.id} live={live} storyId={demo.story.id as StoryId} inks={inks} />
      ) : (
        <p className={css.none}>Both sides write here together as soon as the meeting has begun.</p>
      )}
    </WordsSection>
  );
}

function Body({ live, storyId, inks }: { live: LiveDocument; storyId: StoryId; inks: boolean }) {
  const { writable } = useLiveStatus(live);
  const fragment = demoWordsOf(live.doc, storyId);
  const undo = useMemo(() => new StoryUndo(live.doc, [fragment]), [live, fragment]);
  useEffect(() => () => undo.end(), [undo]);
  const extensions = useMemo(
    () => narrativeExtensions({ fragment, live, undo, placeholder: ASKS }),
    [fragment, live, undo],
  );
  return (
    <div className={css.body}>
      <BodyEditor
        live={live}
        extensions={extensions}
        label="What was shown and said"
        field={`demo:${storyId}`}
        editable={writable}
        maxLength={DEMO_WORDS_MAX}
        inks={inks}
        onFocus={() => undo.step()}
      />
    </div>
  );
}
