import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import {
  type AccountService,
  type ServiceOrder,
  startAccountService,
} from '../../../scripts/account-service.ts';
import { buildExtension } from '../../../scripts/build-extension.ts';
import { findOrInstallBrowser } from '../../../scripts/install-browser.ts';
import {
  type ChromiumOrder,
  type ChromiumProfile,
  launchChromium,
} from '../../../scripts/launch-chromium.ts';
import { type ArticleSite, startArticleSite } from './article-site.ts';
import { type Gate, openGate } from './gate.ts';
import { TEST_BUILD } from './test-build.ts';

/** Everything a test plays with: the service behind its gate, pages to read, and devices. All of it ends with the stage. */
export interface Stage extends AsyncDisposable {
  /** Where the devices find the service. */
  origin: string;
  /** Where it is behind the gate; somewhere else each time it starts. */
  serviceOrigin(): string;
  gate: Gate;
  pages: ArticleSite;
  /** What `launchChromium` needs. */
  device: ChromiumOrder;
  /** What `startAccountService` was told. */
  service: ServiceOrder;
  openDevice(): Promise<ChromiumProfile>;
  /** Ends the service as a power cut would. */
  killService(): Promise<void>;
  /** Starts it again on the same data. */
  startService(): Promise<void>;
}

export interface StageOrder {
  /** A real Postgres instead of the embedded database. */
  databaseUrl?: string;
  /** The service makes its embedded database itself, as it does when it is started for the first time: seconds of computing. */
  isFirstStart?: boolean;
  /** Where the service is to listen; any free port unless told otherwise. */
  port?: number;
  /** Whatever else the service is to be told. */
  environment?: Record<string, string>;
}

export async function openStage(stageOrder: StageOrder = {}): Promise<Stage> {
  const { databaseUrl, isFirstStart = false, port = 0, environment = {} } = stageOrder;
  const running = new AsyncDisposableStack();
  const dataFolder = await mkdtemp(join(tmpdir(), 'observation-service-'));
  running.defer(() => rm(dataFolder, { recursive: true, force: true, maxRetries: 5 }));
  if (databaseUrl === undefined && !isFirstStart)
    await cp(inject('pgliteTemplate'), join(dataFolder, 'database'), { recursive: true });
  const order = { port, dataFolder, environment, ...(databaseUrl !== undefined && { databaseUrl }) };
  let service: AccountService = await startAccountService(order);
  running.defer(() => service[Symbol.asyncDispose]());
  const gate = running.use(await openGate());
  gate.target = service.origin;
  const pages = running.use(await startArticleSite());
  const { path } = await findOrInstallBrowser(['chromium'], console.log);
  const { folder } = await buildExtension({ target: 'chrome', ...TEST_BUILD });
  const detour = { from: new URL(TEST_BUILD.serviceUrl).host, to: new URL(gate.origin).host };
  const device = { path, extension: folder, detour };
  return {
    origin: gate.origin,
    serviceOrigin: () => service.origin,
    gate,
    pages,
    device,
    service: order,
    openDevice: async () => running.use(await launchChromium(device)),
    async killService() {
      gate.target = null; // its port is anybody's now
      await service.kill();
    },
    async startService() {
      service = await startAccountService(order);
      gate.target = service.origin;
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}
