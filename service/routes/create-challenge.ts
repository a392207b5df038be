import { challengeResponseSchema } from '../../protocol/account.ts';
import { LIMITS, requireAttempt } from '../account/limits.ts';
import { createChallenge } from '../account/proof-of-work.ts';
import { publicRoute } from './route.ts';

const DIFFICULTY = { development: 8, production: 16 };

export const challenge = publicRoute({
  method: 'POST',
  path: '/account/challenge',
  summary: 'A puzzle to solve before an SMS is sent',
  input: {},
  response: challengeResponseSchema,
  async answer({ c, context, addressHash }) {
    await requireAttempt(context.db, `challenge ${addressHash()}`, LIMITS.challengesPerAddress);
    const { mode, proofDifficulty } = context.config;
    return c.json(createChallenge(context.hashSecret, proofDifficulty ?? DIFFICULTY[mode]));
  },
});
