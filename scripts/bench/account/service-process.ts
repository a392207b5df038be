import { pino } from 'pino';
import { OutboxSmsSender } from '../../../service/sms/outbox.ts';
import { startService } from '../../../service/start-service.ts';

/** The service as in production, but that its codes go nowhere: a process of its own, so that what measures it does not slow it down. */
const [databaseUrl = '', dataFolder = '', secret = ''] = process.argv.slice(2);
const service = await startService(
  {
    mode: 'production',
    secret,
    port: 0,
    databaseUrl,
    dataFolder,
    extensionOrigins: [],
    smsSender: {
      provider: 'alibaba',
      accessKeyId: 'none',
      accessKeySecret: 'none',
      signName: 'none',
      template: 'none',
    },
    // Each caller of the bench has an address of its own, as readers have: so no limit is met.
    proxyAddressHeader: 'x-forwarded-for',
    proofDifficulty: 1,
    smsDailyCap: 1_000_000,
    logLevel: 'silent',
  },
  { sms: new OutboxSmsSender(), log: pino({ level: 'silent' }) },
);
process.stdout.write(`the service listens on ${service.address}\n`);
process.once('SIGTERM', () => void service.stop().then(() => process.exit(0)));
