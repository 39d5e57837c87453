import type { OperationVariables, TypedDocumentNode } from '@apollo/client';
import { client, shownByThePage } from './apollo';

/**
 * Asks for what a page will need while its script is still on the way, so that a cold start is not one wait after another.
 * Not for a link that is only pointed at: its script is small and shared, its data are not.
 */
export function warm<Data, Variables extends OperationVariables>(
  cause: 'preload' | 'enter' | 'stay',
  query: TypedDocumentNode<Data, Variables>,
  variables: NoInfer<Variables>,
): void {
  if (cause === 'enter') client.query<Data, OperationVariables>({ query, variables }).catch(shownByThePage);
}
