import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A local server that answers every request with the same status. */
export async function startRefusingServer(
  status: number,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = createServer((_request, response) => response.writeHead(status).end());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
