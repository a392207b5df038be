import { createRequire } from 'node:module';
import { ANSWER_WITHIN_MS, CONNECT_WITHIN_MS, carrierError, refusedWith, splitEndpoint } from './carrier.ts';
import type { AlibabaSettings, SmsMessage, SmsSender } from './sms-sender.ts';

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
      throw carrierError('Alibaba Cloud', cause, isPassing);
    });
    const refusal = answer.body?.code;
    if (refusal !== 'OK') throw refusedWith('Alibaba Cloud', refusal, isPassing);
  }
}

/** Its documented errors that ask to be tried again: https://help.aliyun.com/zh/sms/developer-reference/api-error-codes */
function isPassing(code: string): boolean {
  return code === 'isp.SYSTEM_ERROR' || code.startsWith('Throttling') || code === 'ServiceUnavailable';
}

interface Sdk {
  client: InstanceType<typeof import('@alicloud/dysmsapi20170525').default>;
  SendSmsRequest: typeof import('@alicloud/dysmsapi20170525').SendSmsRequest;
}

/** The SDK takes a second to load, so that waits for the first message. It is CommonJS and brings its own configuration class. */
function loadSdk({ accessKeyId, accessKeySecret, endpoint = 'dysmsapi.aliyuncs.com' }: AlibabaSettings): Sdk {
  const require = createRequire(import.meta.url);
  const sdk: typeof import('@alicloud/dysmsapi20170525') = require('@alicloud/dysmsapi20170525');
  const fromSdk = createRequire(require.resolve('@alicloud/dysmsapi20170525'));
  const core: typeof import('@alicloud/openapi-core') = fromSdk('@alicloud/openapi-core');
  const { protocol, host } = splitEndpoint(endpoint);
  const config = new core.$OpenApiUtil.Config({
    accessKeyId,
    accessKeySecret,
    endpoint: host,
    protocol: protocol.toUpperCase(),
    connectTimeout: CONNECT_WITHIN_MS,
    readTimeout: ANSWER_WITHIN_MS,
  });
  return { client: new sdk.default(config), SendSmsRequest: sdk.SendSmsRequest };
}
