import { randomInt } from 'node:crypto';

const CLIENT_ID_END = 2 ** 31;

/** A Yjs client id: positive and below 2³¹, so that it is a GraphQL Int. Unique once it is inserted into document_client. */
export const randomClientId = (): number => randomInt(1, CLIENT_ID_END);
