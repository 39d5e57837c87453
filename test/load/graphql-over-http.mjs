/** Tries of one mutation: its mutationId makes a repeat harmless, so a lost answer costs nothing. */
const TRIES = 4;
const TIMEOUT_MS = 20_000;

/** A GraphQL error as the API answers it. */
export class GraphQLRefusal extends Error {
  constructor(/** @type {{ message: string, extensions?: { code?: string } }} */ error) {
    super(`${error.extensions?.code ?? 'ERROR'}: ${error.message}`);
  }
}

/**
 * Somebody with a session of their own, who knows only the public address. Repeats what got no answer.
 * @param {string} url
 */
export function person(url) {
  let cookie = '';
  /** @returns {Promise<any>} */
  const ask = async (/** @type {string} */ query, /** @type {object} */ variables = {}) => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', ...(cookie && { cookie }) },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const set = response.headers.getSetCookie();
    if (set.length > 0) cookie = set.map((one) => one.split(';')[0]).join('; ');
    const answer = await response.json();
    if (answer.errors?.length) throw new GraphQLRefusal(answer.errors[0]);
    return answer.data;
  };
  return async (/** @type {string} */ query, /** @type {object} */ variables = {}) => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await ask(query, variables);
      } catch (error) {
        if (error instanceof GraphQLRefusal || attempt === TRIES) throw error;
      }
    }
  };
}
