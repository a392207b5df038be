import * as z from 'zod/mini';

/** What a member tells of themselves (个人资料, 头像设置). All of it is optional, and nobody else sees it. */

/** A line as it is typed: no line breaks and other controls, which could pretend to be something else. */
export const line = (max: number) => z.string().check(z.maxLength(max), z.regex(/^\P{Cc}*$/u));

/** `POST account/profile` answers 204. */
export const profileSchema = z.object({
  name: line(40).check(z.minLength(1)),
  organisation: line(80),
  jobTitle: line(80),
  channels: z.array(line(30).check(z.minLength(1))).check(z.maxLength(30)),
});
export type Profile = z.infer<typeof profileSchema>;

/** `GET account/profile`. `avatar` names the picture; each new one has a new name. */
export const profileResponseSchema = z.object({
  name: z.string(),
  organisation: z.string(),
  jobTitle: z.string(),
  channels: z.array(z.string()),
  avatar: z.nullable(z.string()),
});
export type ProfileResponse = z.infer<typeof profileResponseSchema>;

/** `PUT account/avatar`: a JPEG or PNG as it is; `POST account/avatar/remove`. */
export const MAX_AVATAR_BYTES = 5 * 1024 * 1024;
export const MAX_AVATAR_PIXELS = 50_000_000;
/** `GET account/avatar/:name`: a square WebP of so many pixels. */
export const AVATAR_SIZE = 512;
export const avatarNameSchema = z.string().check(z.regex(/^[A-Za-z0-9_-]{24}$/));
export const avatarResponseSchema = z.object({ avatar: avatarNameSchema });

/** What is cut out, in pixels of the picture as it stands upright; all of its middle where it is not told. */
const coordinate = z.optional(z.coerce.number().check(z.int(), z.minimum(0), z.maximum(100_000)));
export const cropSchema = z.object({ x: coordinate, y: coordinate, size: coordinate });
export type Crop = z.infer<typeof cropSchema>;
