import type { ReactNode } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Popover } from 'react-aria-components/Popover';
import css from './Menu.module.css';
import type { PopoverAnchor } from './PopoverButton';

/** The small form of a `PopoverButton`: closes on Escape and on a press outside. */
export function PopoverDialog({
  triggerRef,
  onClose,
  label,
  className,
  children,
}: PopoverAnchor & { label: string; className: string; children: ReactNode }) {
  return (
    <Popover
      className={css.popover!}
      triggerRef={triggerRef}
      placement="bottom start"
      isOpen
      onOpenChange={(open) => open || onClose()}
    >
      <Dialog aria-label={label} className={className}>
        {children}
      </Dialog>
    </Popover>
  );
}

/** On a phone the keyboard would cover the form before it is seen (and react-aria keeps it hidden meanwhile). */
export const startsInField = (): boolean => !matchMedia('(pointer: coarse)').matches;
