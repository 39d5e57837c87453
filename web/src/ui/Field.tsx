import { type ReactNode, useId } from 'react';
import css from './Field.module.css';

export interface FieldProps {
  label: string;
  /** What is asked for and why, before anything went wrong. */
  hint?: string;
  /** What to do about it, once something did. */
  error?: string | undefined;
  /** The label is read out but not shown: for a field whose place says what it is. */
  labelHidden?: boolean;
}

interface Wiring {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': boolean | undefined;
}

/** Label, hint and error around one native control, wired for screen readers. */
export function Field({
  label,
  hint,
  error,
  labelHidden,
  children,
}: FieldProps & { children: (wiring: Wiring) => ReactNode }) {
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div className={css.field}>
      <label htmlFor={id} className={labelHidden ? 'visually-hidden' : css.label}>
        {label}
      </label>
      {children({ id, 'aria-describedby': described || undefined, 'aria-invalid': error ? true : undefined })}
      {hint && (
        <p id={`${id}-hint`} className={css.hint}>
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className={css.error} role="alert">
          {error}
        </p>
      )}
    </div>
  );
}
