import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { Transform } from 'node:stream';

/** A wire between a page and its server that can be cut, and mended on the same port. */
export interface CuttableProxy {
  url: string;
  /** Ends every connection and takes no new one. */
  cut(): Promise<void>;
  /** Takes in nothing more and says nothing of it, as a network that swallows everything: until it is cut. */
  freeze(): void;
  mend(): Promise<void>;
  close(): Promise<void>;
}

/**
 * @param target the server's URL.
 * @param lagMs how long each piece is under way, asked anew for every one; they stay in their order.
 */
export async function cuttableProxy(target: string, lagMs: () => number = () => 0): Promise<CuttableProxy> {
  const { hostname, port: targetPort } = new URL(target);
  const open = new Set<Socket>();
  let server: Server | null = null;

  const listen = async (port: number): Promise<number> => {
    server = createServer((near) => {
      const far = connect(Number(targetPort), hostname);
      for (const [from, to] of [
        [near, far],
        [far, near],
      ] as const) {
        open.add(from);
        from.pipe(lagging(lagMs)).pipe(to);
        from.on('error', () => to.destroy());
        from.on('close', () => {
          open.delete(from);
          to.destroy();
        });
      }
    });
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    return address && typeof address === 'object' ? address.port : port;
  };
  const cut = async (): Promise<void> => {
    const closing = server;
    server = null;
    if (!closing) return;
    const closed = once(closing, 'close');
    closing.close();
    for (const socket of open) socket.destroy();
    await closed;
  };
  const port = await listen(0);
  return {
    url: `http://127.0.0.1:${port}`,
    cut,
    freeze() {
      for (const socket of open) socket.unpipe().pause();
    },
    mend: async () => {
      await listen(port);
    },
    close: cut,
  };
}

const lagging = (lagMs: () => number): Transform =>
  new Transform({
    transform(piece, _encoding, pass) {
      const lag = lagMs();
      if (lag > 0) setTimeout(pass, lag, null, piece);
      else pass(null, piece);
    },
  });
