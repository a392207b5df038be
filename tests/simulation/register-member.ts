import {
  challengeResponseSchema,
  outboxResponseSchema,
  policyResponseSchema,
  signedInSchema,
} from '../../protocol/account.ts';
import { solveChallenge } from '../../utils/account/proof-of-work.ts';
import { serviceFetch, serviceJson } from '../../utils/account/service-fetch.ts';

/** Registers a member of a service in development, the way a reader does, and gives the token. */
export async function registerMember(address: string, index: number): Promise<string> {
  const access = { address, token: null };
  const phone = `+86139${String(index).padStart(8, '0')}`;
  const post = (path: string, json: unknown) => ({ method: 'POST', path, json }) as const;
  const puzzle = await serviceJson(access, post('account/challenge', {}), challengeResponseSchema);
  const nonce = await solveChallenge(puzzle.challenge, puzzle.difficulty);
  const proof = { challenge: puzzle.challenge, nonce };
  await serviceFetch(access, post('account/sms-codes', { phone, purpose: 'register', proof }));
  const outbox = await serviceJson(
    access,
    { path: `development/outbox?phone=${encodeURIComponent(phone)}` },
    outboxResponseSchema,
  );
  const policy = await serviceJson(access, { path: 'account/policy?language=zh-CN' }, policyResponseSchema);
  const code = outbox.messages[0]?.code ?? '';
  const form = { phone, code, password: '一句好记的长话做密码', consent: { policyVersion: policy.version } };
  const signedIn = await serviceJson(access, post('account/register', form), signedInSchema);
  return signedIn.token;
}
