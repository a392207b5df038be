import * as z from 'zod/mini';
import {
  avatarNameSchema,
  avatarResponseSchema,
  cropSchema,
  MAX_AVATAR_BYTES,
  type ProfileResponse,
  profileResponseSchema,
  profileSchema,
} from '../../protocol/profile.ts';
import { readAvatar, removeAvatar as remove, storeAvatar } from '../account/avatars.ts';
import { LIMITS, requireAttempt } from '../account/limits.ts';
import { makeAvatar } from '../account/make-avatar.ts';
import { findById } from '../account/members.ts';
import { ServiceError } from '../errors.ts';
import { authenticate } from '../middleware/authenticate.ts';
import { readBytes } from '../middleware/read-bytes.ts';
import { memberRoute } from './route.ts';

const channelsSchema = z.array(z.string());

export const showProfile = memberRoute({
  method: 'GET',
  path: '/account/profile',
  summary: 'What the member tells of themselves',
  input: {},
  response: profileResponseSchema,
  async answer({ c, context, session }) {
    const { name, organisation, jobTitle, channels, avatar } = await findById(context.db, session.memberId);
    return c.json({
      name,
      organisation: organisation ?? '',
      jobTitle: jobTitle ?? '',
      channels: channels === null ? [] : channelsSchema.parse(JSON.parse(channels)),
      avatar,
    } satisfies ProfileResponse);
  },
});

export const changeProfile = memberRoute({
  method: 'POST',
  path: '/account/profile',
  summary: 'Change what the member tells of themselves',
  input: { body: profileSchema },
  async answer({ c, context, session, input: { body } }) {
    await context.db
      .updateTable('member')
      .set({
        name: body.name,
        organisation: body.organisation || null,
        jobTitle: body.jobTitle || null,
        channels: JSON.stringify(body.channels),
        updatedAt: new Date(),
      })
      .where('id', '=', session.memberId)
      .execute();
    return c.body(null, 204);
  },
});

export const putAvatar = memberRoute({
  method: 'PUT',
  path: '/account/avatar',
  summary: 'Set the picture: a JPEG or PNG, whose middle or a named square of it becomes a WebP',
  input: { query: cropSchema },
  response: avatarResponseSchema,
  async answer({ c, context, session, input: { query } }) {
    const { memberId } = session;
    await requireAttempt(context.db, `avatars of ${memberId}`, LIMITS.avatarsPerMember);
    // One at a time of a member: else one of them could fill the line in which all pictures wait.
    const bytes = await readBytes(c, MAX_AVATAR_BYTES);
    const avatar = await context.inTurn(`avatar of ${memberId}`, async () => {
      const webp = await makeAvatar(bytes, query);
      await authenticate(context, c.req.raw); // the session may have ended while the picture came
      return storeAvatar(context, memberId, webp);
    });
    return c.json({ avatar }, 201);
  },
});

export const removeAvatar = memberRoute({
  method: 'POST',
  path: '/account/avatar/remove',
  summary: 'Remove the picture',
  input: {},
  async answer({ c, context, session }) {
    await remove(context, session.memberId);
    return c.body(null, 204);
  },
});

/** Its name changes with the picture, so a browser may keep it for ever. */
export const getAvatar = memberRoute({
  method: 'GET',
  path: '/account/avatar/:name',
  summary: "The member's own picture",
  input: { params: z.object({ name: avatarNameSchema }) },
  async answer({ c, context, session, input: { params } }) {
    const picture = await readAvatar(context, session.memberId, params.name);
    if (!picture) throw new ServiceError('not-found');
    const headers = {
      'Content-Type': 'image/webp',
      'Cache-Control': 'private, max-age=31536000, immutable',
    };
    if (c.req.method !== 'HEAD') return c.body(picture, 200, headers);
    await picture.cancel(); // nobody reads it, and its file would stay open
    return c.body(null, 200, headers);
  },
});
