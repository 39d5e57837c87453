import { Pause, Play } from 'lucide-react';
import { useEffect, useEffectEvent, useId, useMemo, useState } from 'react';
import { IconButton } from '../../ui/Button';
import css from './StoryHistory.module.css';
import { stopsOf, type Version, versionAt, versionName } from './moments';

const FRAME_MS = 140;

interface ReplayProps {
  versions: readonly Version[];
  seq: number;
  last: number;
  /** The moment's words are not there yet: playing on would show nothing. */
  waiting: boolean;
  onMove: (seq: number) => void;
}

/** A slider over the story's moments, and a button that plays them. */
export function Replay({ versions, seq, last, waiting, onMove }: ReplayProps) {
  const id = useId();
  const [playing, setPlaying] = useState(false);
  const stops = useMemo(() => stopsOf(versions, last), [versions, last]);
  const at = stops.findLastIndex((stop) => stop <= seq);
  const version = versionAt(versions, seq);
  const next = useEffectEvent(() => {
    const stop = stops[at + 1];
    if (stop === undefined) setPlaying(false);
    else onMove(stop);
  });
  useEffect(() => {
    if (!playing || waiting) return;
    const timer = setTimeout(next, FRAME_MS);
    return () => clearTimeout(timer);
  }, [playing, waiting, seq]);
  const play = () => {
    if (!playing && at === stops.length - 1) onMove(stops[0] ?? seq);
    setPlaying(!playing);
  };
  return (
    <div className={css.replay}>
      <IconButton
        size="small"
        label={playing ? 'Pause' : 'Replay how it was written'}
        icon={playing ? <Pause size={16} aria-hidden /> : <Play size={16} aria-hidden />}
        onPress={play}
      />
      <label htmlFor={id} className="visually-hidden">
        Moment
      </label>
      <input
        id={id}
        type="range"
        min={0}
        max={stops.length - 1}
        value={at}
        aria-valuetext={`Edit ${seq} of ${last}${version ? `, ${versionName(version)}` : ''}`}
        onChange={(event) => {
          setPlaying(false);
          onMove(stops[event.target.valueAsNumber] ?? seq);
        }}
      />
      <span className={css.when} aria-hidden="true">
        Edit {seq} of {last}
      </span>
    </div>
  );
}
