import type { StoryState } from '@tandem/schema/story/rules';
import { Check, CornerUpLeft, Trash2 } from 'lucide-react';

/** Accept and return look alike to some eyes, so neither is told by its colour alone. */
export function StateIcon({ state }: { state: StoryState }) {
  if (state === 'ACCEPTED') return <Check size={14} aria-hidden />;
  if (state === 'RETURNED') return <CornerUpLeft size={14} aria-hidden />;
  if (state === 'DROPPED') return <Trash2 size={14} aria-hidden />;
  return null;
}
