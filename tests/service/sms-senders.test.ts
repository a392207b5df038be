import { describe, it } from 'vitest';
import { createSmsSender } from '../../service/sms/create-sms-sender.ts';
import { SmsError, type SmsSettings } from '../../service/sms/sms-sender.ts';
import {
  type Asked,
  KEY_ID,
  KEY_SECRET,
  type Reply,
  readAlibaba,
  readTencent,
  startCarrier,
} from './carrier-stand-in.ts';

const MESSAGE = { phone: '+8613912345678', code: '042137', purpose: 'sign-in' };
const COMMON = {
  accessKeyId: KEY_ID,
  accessKeySecret: KEY_SECRET,
  signName: '观察伴读',
  template: 'SMS_154950909',
};

interface Carrier {
  name: string;
  read: Parameters<typeof startCarrier>[0];
  settings: Exclude<SmsSettings, { provider: 'outbox' }>;
  taken: unknown;
  refused: (code: string) => unknown;
  /** As an error of the whole request, not of the message. */
  failed: (code: string) => { status?: number; body: unknown };
  passing: string;
  lasting: string;
  sends: unknown;
}

const CARRIERS: Carrier[] = [
  {
    name: 'Alibaba Cloud',
    read: readAlibaba,
    settings: { provider: 'alibaba', ...COMMON },
    taken: { Code: 'OK', Message: 'OK', BizId: '1', RequestId: '1' },
    refused: (Code) => ({ Code, Message: `to 13912345678: ${Code}`, RequestId: '1' }),
    failed: (Code) => ({ status: 400, body: { Code, Message: `to 13912345678: ${Code}`, RequestId: '1' } }),
    passing: 'isp.SYSTEM_ERROR',
    lasting: 'isv.BUSINESS_LIMIT_CONTROL',
    sends: {
      action: 'SendSms',
      version: '2017-05-25',
      fields: {
        PhoneNumbers: '13912345678',
        SignName: '观察伴读',
        TemplateCode: 'SMS_154950909',
        TemplateParam: '{"code":"042137"}',
      },
    },
  },
  {
    name: 'Tencent Cloud',
    read: readTencent,
    settings: { provider: 'tencent', ...COMMON, appId: '1400006666', region: 'ap-guangzhou' },
    taken: { Response: { SendStatusSet: [{ Code: 'Ok' }], RequestId: '1' } },
    refused: (Code) => ({
      Response: { SendStatusSet: [{ Code, Message: `to +8613912345678: ${Code}` }], RequestId: '1' },
    }),
    failed: (Code) => ({
      body: { Response: { Error: { Code, Message: `to +8613912345678: ${Code}` }, RequestId: '1' } },
    }),
    passing: 'InternalError.Timeout',
    lasting: 'LimitExceeded.PhoneNumberDailyLimit',
    sends: {
      action: 'SendSms',
      version: '2021-01-11',
      fields: {
        PhoneNumberSet: ['+8613912345678'],
        SmsSdkAppId: '1400006666',
        SignName: '观察伴读',
        TemplateId: 'SMS_154950909',
        TemplateParamSet: ['042137'],
      },
    },
  },
];

// At once: each waits for a carrier that does not answer.
describe.concurrent.each(CARRIERS)('$name', (carrier) => {
  const { name, taken, refused, failed, passing, lasting, sends } = carrier;

  it('is asked as it documents, signed, by the configured signature and template', async ({ expect }) => {
    const { error, asked } = await send(carrier, [{ body: taken }]);
    expect(error).toBeNull();
    expect(asked).toMatchObject([sends]);
  });

  it('is noticed to refuse a wrong secret', async ({ expect }) => {
    const { error, asked } = await send(carrier, [{ body: taken }], 'another secret');
    expect(error).toBeInstanceOf(SmsError);
    expect(asked).toEqual([]);
  });

  it('is asked once where it refuses for good, and the reason names no number', async ({ expect }) => {
    for (const reply of [{ body: refused(lasting) }, failed(lasting)]) {
      const { error, asked } = await send(carrier, [reply, { body: taken }]);
      expect(String(error)).toBe(`SmsError: ${name} refused: ${lasting}`);
      expect(error).toMatchObject({ isRefused: true });
      expect(asked).toHaveLength(1);
    }
  });

  it('may have taken it the first time, whatever it says the second, and where it says nothing', async ({
    expect,
  }) => {
    const second = await send(carrier, ['cut', { body: refused(lasting) }]);
    expect(String(second.error)).toBe(`SmsError: ${name} refused: ${lasting}`);
    const silent = await send(carrier, [{ body: { Response: {} } }]);
    for (const { error } of [second, silent]) expect(error).toMatchObject({ isRefused: false });
  });

  it('is asked once more where it says that it passes, or the line was cut', async ({ expect }) => {
    const replies = [{ body: refused(passing) }, failed(passing), { status: 503, body: {} }, 'cut' as const];
    for (const reply of replies) {
      const { error, asked } = await send(carrier, [reply, { body: taken }]);
      expect(error).toBeNull();
      expect(asked).toMatchObject([sends, sends]);
    }
  });

  it('is given up within the time a reader waits, after the second time', async ({ expect }) => {
    const start = performance.now();
    const { error, asked } = await send(carrier, ['hang']);
    expect(String(error)).toBe(`SmsError: ${name} was not reached`);
    expect(asked).toHaveLength(2);
    expect(performance.now() - start).toBeLessThan(20_000);
  });
});

/** Sends the message to a carrier that replies so; gives what the sender threw, and what the carrier was asked. */
async function send(
  { read, settings }: Carrier,
  replies: Reply[],
  accessKeySecret = KEY_SECRET,
): Promise<{ error: unknown; asked: Asked[] }> {
  await using carrier = await startCarrier(read);
  carrier.replies.push(...replies);
  const sender = createSmsSender({ ...settings, accessKeySecret, endpoint: carrier.endpoint });
  const error: unknown = await sender.send(MESSAGE).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  return { error, asked: carrier.asked };
}
