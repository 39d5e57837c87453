import type { SelectHTMLAttributes } from 'react';
import { Field, type FieldProps } from './Field';
import css from './Field.module.css';

export interface Option<Value extends string> {
  value: Value;
  label: string;
  hint?: string;
}

type SelectFieldProps<Value extends string> = FieldProps & { options: readonly Option<Value>[] } & Omit<
    SelectHTMLAttributes<HTMLSelectElement>,
    'id' | 'className' | 'style' | 'children'
  >;

/** The platform's own list: right on a phone, with a screen reader, and with four hundred time zones. */
export function SelectField<Value extends string>({
  label,
  hint,
  error,
  labelHidden,
  options,
  ...select
}: SelectFieldProps<Value>) {
  return (
    <Field label={label} {...(hint ? { hint } : {})} error={error} labelHidden={labelHidden ?? false}>
      {(wiring) => (
        <select {...select} {...wiring} className={css.control}>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

interface ChoicesProps<Value extends string> {
  label: string;
  name: string;
  options: readonly Option<Value>[];
  value?: Value;
  defaultValue?: Value;
  onChange?: (value: Value) => void;
}

/** A few choices, all in view: radio buttons in cards. */
export function Choices<Value extends string>({
  label,
  name,
  options,
  value,
  defaultValue,
  onChange,
}: ChoicesProps<Value>) {
  return (
    <fieldset className={css.choices}>
      <legend>{label}</legend>
      {options.map((option) => (
        <label key={option.value} className={css.choice}>
          <input
            type="radio"
            name={name}
            value={option.value}
            {...(value === undefined
              ? { defaultChecked: option.value === defaultValue }
              : { checked: option.value === value })}
            onChange={() => onChange?.(option.value)}
          />
          <span>
            {option.label}
            {option.hint && <small>{option.hint}</small>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
