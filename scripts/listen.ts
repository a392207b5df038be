import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { Complaint } from './complaint.ts';

/** Listens on 127.0.0.1 alone and gives the port (another one only when asked for 0). `purpose` names the listener in the complaint. */
export async function listen(server: Server, port: number, purpose: string): Promise<number> {
  try {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE') {
      throw new Complaint(
        `Port ${port} for ${purpose} is in use: stop what listens there, or choose another with --port.`,
        { cause },
      );
    }
    throw cause;
  }
  const address = server.address();
  return typeof address === 'object' && address ? address.port : port;
}

/** Throws a `Complaint` when something listens there already. */
export async function checkPort(port: number, purpose: string): Promise<void> {
  const server = createServer();
  await listen(server, port, purpose);
  await new Promise((done) => server.close(done));
}
