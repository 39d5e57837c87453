/** Every code with which this server closes a socket, but for RFC 6455's 1009 (a frame too big), which ws sends itself. */
export const CLOSE = {
  RESTARTING: { code: 1012, reason: 'Restarting. Reconnect to resume.' },
  BAD_MESSAGE: { code: 4400, reason: 'Invalid message received' },
  NOT_GREETED: { code: 4401, reason: 'Unauthorized' },
  SESSION_ENDED: { code: 4403, reason: 'Signed out. Sign in again.' },
  WRONG_PROTOCOL: { code: 4406, reason: 'Subprotocol not acceptable' },
  NO_GREETING: { code: 4408, reason: 'Connection initialisation timeout' },
  ID_IN_USE: { code: 4409, reason: 'Subscriber for this id already exists' },
  TOO_SLOW: { code: 4413, reason: 'Too far behind. Reconnect to resume.' },
  GREETED_TWICE: { code: 4429, reason: 'Too many initialisation requests' },
  OUR_FAULT: { code: 4500, reason: 'Internal server error' },
} as const;

export type Close = (typeof CLOSE)[keyof typeof CLOSE];
