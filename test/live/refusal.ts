import { RefusedError } from '../kit/graphql-client.ts';

/** The code that a promise is refused with; 'none' when it is kept. @throws any other error. */
export async function refusalOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'none';
  } catch (error) {
    if (error instanceof RefusedError) return error.code;
    throw error;
  }
}
