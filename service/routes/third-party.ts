import * as z from 'zod/mini';
import { type SignedIn, signedInSchema } from '../../protocol/account.ts';
import {
  beginThirdPartyRequestSchema,
  beginThirdPartyResponseSchema,
  type FinishedThirdParty,
  finishThirdPartyRequestSchema,
  finishThirdPartyResponseSchema,
  registerThirdPartyRequestSchema,
  thirdPartiesResponseSchema,
  tieThirdPartyRequestSchema,
  untieThirdPartyRequestSchema,
} from '../../protocol/third-party.ts';
import { audit, auditWrong } from '../account/audit.ts';
import { finishSignIn, openForMember } from '../account/finish-sign-in.ts';
import { LIMITS, requireAttempt, takeFromAddress } from '../account/limits.ts';
import { requireMemberProof } from '../account/member-proof.ts';
import { createMember, findById, findByPhone, holdMember } from '../account/members.ts';
import { passkeyDomain } from '../account/passkey-domain.ts';
import { requireMobile } from '../account/phone.ts';
import { POLICY_VERSION } from '../account/policy.ts';
import { requireLiving } from '../account/sessions.ts';
import { guessCode, lockContact, useCode } from '../account/sms-codes.ts';
import type { ServiceConfig } from '../config.ts';
import { ServiceError, statusOf } from '../errors.ts';
import { beginFlow, endFlow, noteReturn } from '../third-party/flows.ts';
import { digitsPage, refusalPage } from '../third-party/return-pages.ts';
import { issueTicket, readTicket, useTicket } from '../third-party/tickets.ts';
import { findTie, tieIdentity, untieIdentity } from '../third-party/ties.ts';
import { memberRoute, publicRoute } from './route.ts';

export const listThirdParties = publicRoute({
  method: 'GET',
  path: '/account/third-parties',
  summary: 'Where else readers may have an account to sign in by, and what passkeys are bound to',
  input: {},
  response: thirdPartiesResponseSchema,
  answer: async ({ c, context }) =>
    c.json({
      providers: context.thirdParties.map(({ id, kind, name }) => ({ id, kind, name })),
      passkeyDomain: passkeyDomain(context.config),
    }),
});

export const beginThirdParty = publicRoute({
  method: 'POST',
  path: '/account/third-party/begin',
  summary: 'Begin a sign-in by a third party',
  input: { body: beginThirdPartyRequestSchema },
  response: beginThirdPartyResponseSchema,
  async answer({ c, context, addressHash, input: { body } }) {
    const { provider, returnTo } = body;
    const party = context.thirdParties.find(({ id }) => id === provider);
    if (!party) throw new ServiceError('not-found');
    if (returnTo !== undefined && !isOwnReturn(returnTo, context.config))
      throw new ServiceError('bad-request', { detail: 'not accepted: returnTo' });
    await requireAttempt(context.db, `sign-in-from ${addressHash()}`, LIMITS.attemptsPerAddress);
    return c.json(await beginFlow(context, party, returnTo ?? null));
  },
});

/**
 * The third party sends the reader's browser here. It reads nothing of it: whoever began it asks for the end, with what this browser is told. Without that
 * an address that somebody began and sent to a reader would sign them in as that reader.
 */
export const returnFromThirdParty = publicRoute({
  method: 'GET',
  path: '/account/third-party/return',
  summary: 'Where third parties send the reader back to',
  input: { query: z.record(z.string(), z.string().check(z.maxLength(4096))) },
  async answer({ c, context }) {
    try {
      const { returnTo, back } = await noteReturn(context, new URL(c.req.url));
      if (returnTo === null) return c.html(digitsPage(back));
      const address = new URL(returnTo);
      address.searchParams.set('back', back);
      return c.redirect(address.href, 302);
    } catch (error) {
      if (!(error instanceof ServiceError) || !isPageAsked(c.req.header('accept'))) throw error;
      return c.html(refusalPage(error.code), statusOf(error.code));
    }
  },
});

export const finishThirdParty = publicRoute({
  method: 'POST',
  path: '/account/third-party/finish',
  summary: 'End a sign-in by a third party: signed in, or a ticket for who is not known yet',
  input: { body: finishThirdPartyRequestSchema },
  response: finishThirdPartyResponseSchema,
  async answer({ c, context, addressHash, input: { body } }) {
    const { party, identity } = await endFlow(context, context.thirdParties, body);
    const outcome = await context.db.transaction().execute(async (tx) => {
      const tie = await findTie(tx, { ...identity, provider: party.id }, addressHash());
      if (!tie || !(await holdMember(tx, tie.userId))) return null;
      return finishSignIn(context, tx, await findById(tx, tie.userId), {
        event: 'sign-in-by-third-party',
        device: body,
        addressHash: addressHash(),
      });
    });
    if (outcome instanceof ServiceError) throw outcome;
    if (outcome) return c.json({ signedIn: outcome } satisfies FinishedThirdParty);
    const ticket = await issueTicket(context, party.id, identity);
    const unknown = { ticket, provider: party.id, name: identity.name };
    return c.json({ unknown } satisfies FinishedThirdParty);
  },
});

export const registerThirdParty = publicRoute({
  method: 'POST',
  path: '/account/third-party/register',
  summary: 'Create an account for a proven mobile number and the third party’s identity, and sign in',
  input: { body: registerThirdPartyRequestSchema },
  response: signedInSchema,
  async answer({ c, context, addressHash, input: { body } }) {
    const { db, hashSecret } = context;
    const { phone, code, consent } = body;
    requireMobile(phone);
    if (consent.policyVersion !== POLICY_VERSION) throw new ServiceError('consent-required');
    const ticketHash = hashSecret('token', body.ticket);
    const outcome = await db.transaction().execute(async (tx): Promise<SignedIn | ServiceError> => {
      const ticket = await readTicket(tx, ticketHash);
      if (ticket instanceof ServiceError) return ticket;
      const isOver = await takeFromAddress(tx, addressHash());
      if (isOver) return isOver;
      const guess = await guessCode(tx, hashSecret, { contact: phone, purpose: 'register' }, code);
      if (guess instanceof ServiceError) {
        const memberId = (await findByPhone(tx, phone))?.id ?? null;
        await auditWrong(tx, guess, { event: 'register-refused', memberId, addressHash: addressHash() });
        return guess;
      }
      await useCode(tx, guess.codeId);
      await lockContact(tx, hashSecret, phone);
      if (await findByPhone(tx, phone)) return new ServiceError('phone-taken');
      if (await findTie(tx, ticket, addressHash())) return new ServiceError('identity-taken');
      const member = await createMember(tx, {
        phone,
        passwordHash: null,
        policyVersion: consent.policyVersion,
      });
      await tieIdentity(tx, member.id, ticket, addressHash());
      await useTicket(tx, ticketHash);
      await audit(tx, { event: 'bind', memberId: member.id, addressHash: addressHash() });
      return openForMember(context, tx, member, {
        event: 'register',
        device: body,
        addressHash: addressHash(),
      });
    });
    if (outcome instanceof ServiceError) throw outcome;
    context.metrics.smsUsed.inc({ purpose: 'register' });
    return c.json(outcome, 201);
  },
});

export const tieThirdParty = memberRoute({
  method: 'POST',
  path: '/account/third-party/tie',
  summary: 'Tie a third party’s identity to the account that is signed in',
  input: { body: tieThirdPartyRequestSchema },
  async answer({ c, context, session, addressHash, input: { body } }) {
    requireMemberProof(session);
    const { memberId, id: sessionId } = session;
    const { party, identity } = await endFlow(context, context.thirdParties, body);
    const refusal = await context.db.transaction().execute(async (tx) => {
      await requireLiving(tx, sessionId);
      const refusal = await tieIdentity(tx, memberId, { ...identity, provider: party.id }, addressHash());
      if (!refusal) await audit(tx, { event: 'bind', memberId, sessionId, addressHash: addressHash() });
      return refusal;
    });
    if (refusal) throw refusal;
    return c.body(null, 204);
  },
});

export const untieThirdParty = memberRoute({
  method: 'POST',
  path: '/account/third-party/untie',
  summary: 'Untie a third party’s identity, unless it is the last way to sign in',
  input: { body: untieThirdPartyRequestSchema },
  async answer({ c, context, session, addressHash, input: { body } }) {
    requireMemberProof(session);
    const { memberId, id: sessionId } = session;
    // The password is no third party's.
    if (body.provider === 'credential') throw new ServiceError('not-found');
    const refusal = await context.db.transaction().execute(async (tx) => {
      const refusal = await untieIdentity(tx, memberId, body.provider);
      if (!refusal) await audit(tx, { event: 'unbind', memberId, sessionId, addressHash: addressHash() });
      return refusal;
    });
    if (refusal) throw refusal;
    return c.body(null, 204);
  },
});

/** By a reader's browser, which would show the JSON of an error as it is. */
function isPageAsked(accepted = ''): boolean {
  return accepted.includes('text/html');
}

/** Only where a browser itself catches the answer for one of our extensions; Firefox's ids differ per profile. */
function isOwnReturn(address: string, { extensionOrigins }: ServiceConfig): boolean {
  const id = /^https:\/\/([a-p]{32})\.chromiumapp\.org\/[a-z-]*$/.exec(address)?.[1];
  if (id !== undefined) return extensionOrigins.includes(`chrome-extension://${id}`);
  return /^https:\/\/[0-9a-f]{40}\.extensions\.allizom\.org\/[a-z-]*$/.test(address);
}
