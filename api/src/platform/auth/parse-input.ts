import * as v from 'valibot';
import { badInput } from '../errors.ts';

/** The input cleaned by its schema. @throws Refusal BAD_USER_INPUT with the first field that is wrong. */
export function parseInput<Schema extends v.GenericSchema>(schema: Schema, input: unknown): v.InferOutput<Schema> {
  const result = v.safeParse(schema, input, { abortPipeEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw badInput(v.getDotPath(issue) ?? 'input', issue.message);
}
