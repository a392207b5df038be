import { SmsError, type SmsMessage, type SmsSender, type TencentSettings } from './sms-sender.ts';

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
    this.#client ??= connect(this.#settings);
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
        throw new SmsError('Tencent Cloud could not be asked', { cause });
      });
    const status = answer.SendStatusSet?.[0]?.Code;
    if (status !== 'Ok') throw new SmsError(`Tencent Cloud refused: ${status}`);
  }
}

type Client = InstanceType<typeof import('tencentcloud-sdk-nodejs-sms').sms.v20210111.Client>;

/** The SDK is loaded with the first message, not with the service. */
async function connect({ accessKeyId, accessKeySecret, region }: TencentSettings): Promise<Client> {
  const { sms } = await import('tencentcloud-sdk-nodejs-sms');
  return new sms.v20210111.Client({
    credential: { secretId: accessKeyId, secretKey: accessKeySecret },
    region,
    profile: { httpProfile: { reqTimeout: 10 } },
  });
}
