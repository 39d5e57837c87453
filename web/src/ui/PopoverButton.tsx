import { type ReactNode, type RefObject, Suspense, useCallback, useRef, useState } from 'react';
import { Button, type ButtonProps, IconButton } from './Button';

/** What a menu or a small dialog needs of the button that opened it. */
export interface PopoverAnchor {
  triggerRef: RefObject<HTMLButtonElement | null>;
  onClose: () => void;
}

interface PopoverButtonProps extends Omit<ButtonProps, 'children' | 'onPress' | 'ref'> {
  /** The accessible name; with `children` it says more than they show. */
  label: string;
  /** Words on the button. Without them it shows its icon alone. */
  children?: ReactNode;
  opens: 'menu' | 'dialog';
  /** A lazy component in most places: the overlay's script comes when the first one is opened. */
  popover: (anchor: PopoverAnchor) => ReactNode;
}

/** A button that opens a menu or a small dialog beside itself. */
export function PopoverButton({ label, icon, children, opens, popover, variant, ...rest }: PopoverButtonProps) {
  const triggerRef = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const onClose = useCallback(() => setOpen(false), []);
  const button = {
    ...rest,
    ref: triggerRef,
    'aria-haspopup': opens,
    'aria-expanded': open,
    onPress: () => setOpen(true),
    ...(variant ? { variant } : {}),
  };
  return (
    <>
      {children === undefined ? (
        <IconButton {...button} label={label} icon={icon} />
      ) : (
        <Button {...button} aria-label={label} icon={icon}>
          {children}
        </Button>
      )}
      {open && <Suspense fallback={null}>{popover({ triggerRef, onClose })}</Suspense>}
    </>
  );
}
