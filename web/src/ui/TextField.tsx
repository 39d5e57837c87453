import type { InputHTMLAttributes, Ref, TextareaHTMLAttributes } from 'react';
import { Field, type FieldProps } from './Field';
import css from './Field.module.css';

type TextFieldProps = FieldProps &
  Omit<InputHTMLAttributes<HTMLInputElement>, 'id' | 'className' | 'style'> & { ref?: Ref<HTMLInputElement> };

export function TextField({ label, hint, error, labelHidden, ...input }: TextFieldProps) {
  return (
    <Field label={label} {...(hint ? { hint } : {})} error={error} labelHidden={labelHidden ?? false}>
      {(wiring) => <input {...input} {...wiring} className={css.control} />}
    </Field>
  );
}

type TextAreaProps = FieldProps & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'id' | 'className' | 'style'>;

export function TextArea({ label, hint, error, labelHidden, ...area }: TextAreaProps) {
  return (
    <Field label={label} {...(hint ? { hint } : {})} error={error} labelHidden={labelHidden ?? false}>
      {(wiring) => <textarea rows={3} {...area} {...wiring} className={css.control} />}
    </Field>
  );
}
