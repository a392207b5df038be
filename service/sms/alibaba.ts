import { createRequire } from 'node:module';
import { type AlibabaSettings, SmsError, type SmsMessage, type SmsSender } from './sms-sender.ts';

/**
 * Alibaba Cloud's short message service [1]. Its template has one variable, `code`.
 *
 * [1] https://help.aliyun.com/zh/sms/developer-reference/api-dysmsapi-2017-05-25-sendsms
 */
export class AlibabaSmsSender implements SmsSender {
  readonly #settings: AlibabaSettings;
  #sdk: Sdk | undefined;

  constructor(settings: AlibabaSettings) {
    this.#settings = settings;
  }

  async send({ phone, code }: SmsMessage): Promise<void> {
    this.#sdk ??= loadSdk(this.#settings);
    const { SendSmsRequest, client } = this.#sdk;
    const request = new SendSmsRequest({
      phoneNumbers: phone.replace(/^\+86/, '').replace(/^\+/, ''),
      signName: this.#settings.signName,
      templateCode: this.#settings.template,
      templateParam: JSON.stringify({ code }),
    });
    const answer = await client.sendSms(request).catch((cause: unknown) => {
      throw new SmsError('Alibaba Cloud could not be asked', { cause });
    });
    if (answer.body?.code !== 'OK') throw new SmsError(`Alibaba Cloud refused: ${answer.body?.code}`);
  }
}

interface Sdk {
  client: InstanceType<typeof import('@alicloud/dysmsapi20170525').default>;
  SendSmsRequest: typeof import('@alicloud/dysmsapi20170525').SendSmsRequest;
}

/** The SDK takes a second to load, so that waits for the first message. It is CommonJS and brings its own configuration class. */
function loadSdk({ accessKeyId, accessKeySecret }: AlibabaSettings): Sdk {
  const require = createRequire(import.meta.url);
  const sdk: typeof import('@alicloud/dysmsapi20170525') = require('@alicloud/dysmsapi20170525');
  const fromSdk = createRequire(require.resolve('@alicloud/dysmsapi20170525'));
  const core: typeof import('@alicloud/openapi-core') = fromSdk('@alicloud/openapi-core');
  const config = new core.$OpenApiUtil.Config({
    accessKeyId,
    accessKeySecret,
    endpoint: 'dysmsapi.aliyuncs.com',
    connectTimeout: 5_000,
    readTimeout: 10_000,
  });
  return { client: new sdk.default(config), SendSmsRequest: sdk.SendSmsRequest };
}
