import { AlibabaSmsSender } from './alibaba.ts';
import { RetryingSmsSender } from './carrier.ts';
import { OutboxSmsSender } from './outbox.ts';
import type { SmsSender, SmsSettings } from './sms-sender.ts';
import { TencentSmsSender } from './tencent.ts';

/** The sender the configuration asks for. */
export function createSmsSender(settings: SmsSettings): SmsSender {
  switch (settings.provider) {
    case 'outbox':
      return new OutboxSmsSender();
    case 'alibaba':
      return new RetryingSmsSender(new AlibabaSmsSender(settings));
    case 'tencent':
      return new RetryingSmsSender(new TencentSmsSender(settings));
  }
}
