import { createServer, type Server } from 'node:http';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export interface Metrics {
  registry: Registry;
  requests: Histogram<'method' | 'route' | 'status'>;
  smsSent: Counter<'purpose'>;
  smsUsed: Counter<'purpose'>;
  eventStreams: Gauge;
}

/** Counts for Prometheus. Routes are named by their pattern, never by the address, which may hold a hash. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  return {
    registry,
    requests: new Histogram({
      name: 'http_request_seconds',
      help: 'How long requests took',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
      registers,
    }),
    smsSent: new Counter({
      name: 'sms_sent_total',
      help: 'Codes handed to the carrier. Far more sent than used means somebody plays with it',
      labelNames: ['purpose'],
      registers,
    }),
    smsUsed: new Counter({
      name: 'sms_used_total',
      help: 'Codes that proved a number',
      labelNames: ['purpose'],
      registers,
    }),
    eventStreams: new Gauge({ name: 'event_streams', help: 'Open streams of changes', registers }),
  };
}

/** Serves the metrics on a port of their own, which no reader can reach. */
export async function serveMetrics(metrics: Metrics, host: string, port: number): Promise<Server> {
  collectDefaultMetrics({ register: metrics.registry });
  const server = createServer(async (request, response) => {
    if (request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    const text = await metrics.registry.metrics();
    response.writeHead(200, { 'content-type': metrics.registry.contentType }).end(text);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, host, resolve);
  });
  return server;
}
