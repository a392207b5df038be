import { ANSWER_WITHIN_MS, carrierError, refusedWith, splitEndpoint } from './carrier.ts';
import type { SmsMessage, SmsSender, TencentSettings } from './sms-sender.ts';

/**
 * Tencent Cloud's short message service [1]. Its template has one variable, the code.
 *
 * [1] https://cloud.tencent.com/document/api/382/55981
 */
export class TencentSmsSender implements SmsSender {
  readonly #settings: TencentSettings;
  #client: Promise<Client> | undefined;

  constructor(settings: TencentSettings) {
    this.#settings = settings;
  }

  async send({ phone, code }: SmsMessage): Promise<void> {
    this.#client ??= connect(this.#settings).catch((error: unknown) => {
      this.#client = undefined; // the next message tries again
      throw error;
    });
    const client = await this.#client;
    const answer = await client
      .SendSms({
        PhoneNumberSet: [phone],
        SmsSdkAppId: this.#settings.appId,
        SignName: this.#settings.signName,
        TemplateId: this.#settings.template,
        TemplateParamSet: [code],
      })
      .catch((cause: unknown) => {
        throw carrierError('Tencent Cloud', cause, isPassing);
      });
    const status = answer.SendStatusSet?.[0]?.Code;
    if (status !== 'Ok') throw refusedWith('Tencent Cloud', status, isPassing);
  }
}

/** Its documented errors that ask to be tried again: https://cloud.tencent.com/document/api/382/55981#6.-.E9.94.99.E8.AF.AF.E7.A0.81 */
const PASSING = [
  'InternalError',
  'InternalError.OtherError',
  'InternalError.SendAndRecvFail',
  'InternalError.Timeout',
  'InternalError.UnknownError',
  'RequestLimitExceeded',
];

function isPassing(code: string): boolean {
  return PASSING.includes(code);
}

type Client = InstanceType<typeof import('tencentcloud-sdk-nodejs-sms').sms.v20210111.Client>;

/** The SDK is loaded with the first message, not with the service. */
async function connect(settings: TencentSettings): Promise<Client> {
  const { accessKeyId, accessKeySecret, region, endpoint = 'sms.tencentcloudapi.com' } = settings;
  const { sms } = await import('tencentcloud-sdk-nodejs-sms');
  const { protocol, host } = splitEndpoint(endpoint);
  return new sms.v20210111.Client({
    credential: { secretId: accessKeyId, secretKey: accessKeySecret },
    region,
    profile: {
      httpProfile: { reqTimeout: ANSWER_WITHIN_MS / 1000, endpoint: host, protocol: `${protocol}://` },
    },
  });
}
