import { Ellipsis } from 'lucide-react';
import { lazy } from 'react';
import { PopoverButton } from '../ui/PopoverButton';
import type { PlanningCardProps } from './PlanningCard';

const PlanningMenuItems = lazy(() => import('./PlanningMenuItems'));

/** Everything that dragging does, for the keyboard, for voice and for one hand on a phone. */
export function PlanningMenu(props: PlanningCardProps) {
  return (
    <PopoverButton
      opens="menu"
      size="small"
      label={`Plan ${props.story.key}…`}
      icon={<Ellipsis size={16} aria-hidden />}
      popover={(anchor) => <PlanningMenuItems {...props} {...anchor} />}
    />
  );
}
