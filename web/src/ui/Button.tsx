import type { ReactNode, Ref } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button';
import css from './Button.module.css';

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'style' | 'children' | 'isPending'> {
  /**
   * Under way: presses do nothing, the focus stays. react-aria's own pending leaves an unnamed image in its announcer, and
   * takes `data-pending` for itself.
   */
  isPending?: boolean;
  /** `primary` once in a view; `danger` only inside a confirmation. */
  variant?: 'primary' | 'secondary' | 'quiet' | 'danger';
  size?: 'small' | 'medium';
  icon?: ReactNode;
  ref?: Ref<HTMLButtonElement>;
  children: ReactNode;
}

export function Button({
  variant = 'secondary',
  size = 'medium',
  icon,
  children,
  isPending = false,
  onPress,
  ...rest
}: ButtonProps) {
  return (
    <AriaButton
      {...rest}
      {...pending(isPending, onPress)}
      className={css.button!}
      data-variant={variant}
      data-size={size}
    >
      {icon}
      {children}
    </AriaButton>
  );
}

const pending = (isPending: boolean, onPress: AriaButtonProps['onPress']) =>
  isPending ? { 'data-busy': true, 'aria-disabled': true } : { onPress };

export interface IconButtonProps extends Omit<ButtonProps, 'children' | 'icon'> {
  /** Read out, and shown on hover. */
  label: string;
  icon: ReactNode;
}

export function IconButton({
  label,
  icon,
  variant = 'quiet',
  size = 'medium',
  isPending = false,
  onPress,
  ...rest
}: IconButtonProps) {
  return (
    <AriaButton
      {...rest}
      {...pending(isPending, onPress)}
      aria-label={label}
      className={css.button!}
      data-icon
      data-variant={variant}
      data-size={size}
      render={(props) => <button {...props} title={label} />}
    >
      {icon}
    </AriaButton>
  );
}
