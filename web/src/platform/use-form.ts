import { type SubmitEvent, useState } from 'react';
import * as v from 'valibot';
import { refusal } from './act';

type Errors = Readonly<Record<string, string | undefined>>;

/**
 * One form: reads its named controls, checks them against `schema`, then calls `submit`. A refused field shows its own
 * sentence and takes the focus; a refusal of the server is `problem`.
 */
export function useForm<Schema extends v.GenericSchema<Record<string, unknown>, unknown>>(
  schema: Schema,
  submit: (values: v.InferOutput<Schema>) => Promise<void>,
) {
  const [errors, setErrors] = useState<Errors>({});
  const [problem, setProblem] = useState<string | null>(null);
  const [pending, setPending] = useState(false);

  const run = async (values: v.InferOutput<Schema>) => {
    setPending(true);
    try {
      await submit(values);
    } catch (error) {
      setProblem(refusal(error).message);
    } finally {
      setPending(false);
    }
  };

  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (pending) return;
    const form = event.currentTarget;
    const parsed = v.safeParse(schema, Object.fromEntries(new FormData(form)));
    setProblem(null);
    if (parsed.success) {
      setErrors({});
      void run(parsed.output);
      return;
    }
    const found: Record<string, string> = {};
    for (const issue of parsed.issues) found[String(issue.path?.[0]?.key ?? '')] ??= issue.message;
    setErrors(found);
    const first = [...form.elements].find(
      (control) => control instanceof HTMLElement && (control.getAttribute('name') ?? '') in found,
    );
    if (first instanceof HTMLElement) first.focus();
  };

  return { onSubmit, errors, problem, pending } as const;
}
