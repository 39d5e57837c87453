import { socket } from '../platform/socket';
import { createLiveTransport } from './transport';

/** The page's one socket, as the live engine speaks over it. */
export const transport = createLiveTransport(socket);
