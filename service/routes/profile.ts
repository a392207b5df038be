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
import { makeAvatar } from '../account/make-avatar.ts';
import { findById } from '../account/members.ts';
import { ServiceError } from '../errors.ts';
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
    const webp = await makeAvatar(await readBytes(c, MAX_AVATAR_BYTES), query);
    return c.json({ avatar: await storeAvatar(context, session.memberId, webp) }, 201);
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
    return c.body(picture, 200, {
      'Content-Type': 'image/webp',
      'Cache-Control': 'private, max-age=31536000, immutable',
    });
  },
});
