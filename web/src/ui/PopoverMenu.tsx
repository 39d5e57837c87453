import { Menu, type MenuProps } from 'react-aria-components/Menu';
import { Popover, type PopoverProps } from 'react-aria-components/Popover';
import css from './Menu.module.css';
import type { PopoverAnchor } from './PopoverButton';

interface PopoverMenuProps<T extends object>
  extends Omit<MenuProps<T>, 'className' | 'style' | 'onClose'>,
    PopoverAnchor {
  'aria-label': string;
  placement?: PopoverProps['placement'];
}

/** The menu of a `PopoverButton`. It takes the focus, and gives it back to the button. */
export function PopoverMenu<T extends object>({
  triggerRef,
  onClose,
  placement = 'bottom end',
  ...menu
}: PopoverMenuProps<T>) {
  return (
    <Popover
      aria-label={menu['aria-label']}
      className={css.popover!}
      triggerRef={triggerRef}
      placement={placement!}
      isOpen
      onOpenChange={(open) => open || onClose()}
    >
      <Menu autoFocus="first" {...menu} className={css.menu!} onClose={onClose} />
    </Popover>
  );
}
