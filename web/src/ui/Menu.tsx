import type { ReactNode } from 'react';
import { Header } from 'react-aria-components/Header';
import {
  Menu as AriaMenu,
  MenuItem as AriaMenuItem,
  type MenuItemProps as AriaMenuItemProps,
  type MenuProps,
  MenuSection as AriaMenuSection,
  MenuTrigger,
} from 'react-aria-components/Menu';
import { Popover, type PopoverProps } from 'react-aria-components/Popover';
import { Separator } from 'react-aria-components/Separator';
import css from './Menu.module.css';

export { MenuTrigger };

/** The list itself, in its popover: put it after the button inside a `MenuTrigger`. */
export function Menu<T extends object>({
  placement = 'bottom end',
  ...rest
}: Omit<MenuProps<T>, 'className' | 'style'> & { placement?: PopoverProps['placement'] }) {
  return (
    <Popover className={css.popover!} placement={placement!}>
      <AriaMenu {...rest} className={css.menu!} />
    </Popover>
  );
}

interface MenuItemProps extends Omit<AriaMenuItemProps, 'children' | 'className' | 'style'> {
  icon?: ReactNode;
  /** What the item is about, smaller, under its name. */
  detail?: string;
  danger?: boolean;
  children: ReactNode;
}

export function MenuItem({ icon, detail, danger, children, ...rest }: MenuItemProps) {
  return (
    <AriaMenuItem
      textValue={typeof children === 'string' ? children : ''}
      {...rest}
      className={css.item!}
      data-danger={danger || undefined}
    >
      {icon}
      <span className={css.words}>
        {children}
        {detail && <small>{detail}</small>}
      </span>
    </AriaMenuItem>
  );
}

export function MenuSection({ title, children }: { title: string; children: ReactNode }) {
  return (
    <AriaMenuSection>
      <Header className={css.header!}>{title}</Header>
      {children}
    </AriaMenuSection>
  );
}

export const MenuSeparator = () => <Separator className={css.separator!} />;
