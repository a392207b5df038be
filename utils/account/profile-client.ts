import {
  avatarResponseSchema,
  type Profile,
  type ProfileResponse,
  profileResponseSchema,
} from '../../protocol/profile.ts';
import { readServiceError, ServiceError } from './service-error.ts';
import { serviceAct, serviceFetch, serviceJson } from './service-fetch.ts';
import { accessOf, currentSession, noteMember, type Session } from './session.ts';

/** What a member tells of themselves. Each throws `ServiceError`. */

export async function readProfile(): Promise<ProfileResponse> {
  return serviceJson(accessOf(await session()), { path: 'account/profile' }, profileResponseSchema);
}

/** Saves it, and shows the new name on this device at once. */
export async function saveProfile(json: Profile): Promise<void> {
  const current = await session();
  await serviceAct(accessOf(current), { method: 'POST', path: 'account/profile', json });
  await noteMember(current, { name: json.name });
}

/** The picture of that name, as a file. */
export async function loadAvatar(name: string): Promise<Blob> {
  const response = await serviceFetch(accessOf(await session()), { path: `account/avatar/${name}` });
  return response.blob();
}

export async function removeAvatar(): Promise<void> {
  await serviceAct(accessOf(await session()), { method: 'POST', path: 'account/avatar/remove', json: {} });
}

const UPLOAD_TIMEOUT_MS = 120_000;

/** Sends a picture and gives its name. With `onProgress`, which only a page may ask for, it tells the share that has gone, 0–1. */
export async function sendAvatar(picture: Blob, onProgress?: (share: number) => void): Promise<string> {
  return onProgress ? sendTelling(picture, onProgress) : sendSilently(picture);
}

async function sendSilently(picture: Blob): Promise<string> {
  const headers = { 'Content-Type': picture.type };
  const path = 'account/avatar';
  const request = { method: 'PUT', path, headers, body: picture, timeoutMs: UPLOAD_TIMEOUT_MS } as const;
  return (await serviceJson(accessOf(await session()), request, avatarResponseSchema)).avatar;
}

/** `fetch` does not know how much has gone, and a service worker has no `XMLHttpRequest`. */
async function sendTelling(picture: Blob, onProgress: (share: number) => void): Promise<string> {
  const { address, token } = accessOf(await session());
  const request = new XMLHttpRequest();
  request.open('PUT', new URL('account/avatar', address).href);
  request.setRequestHeader('Authorization', `Bearer ${token}`);
  request.setRequestHeader('Content-Type', picture.type);
  request.timeout = UPLOAD_TIMEOUT_MS;
  request.upload.addEventListener('progress', ({ loaded, total }) =>
    onProgress(total > 0 ? loaded / total : 0),
  );
  await new Promise<void>((done) => {
    request.addEventListener('loadend', () => done());
    request.send(picture);
  });
  if (request.status === 0) throw new ServiceError('unreachable');
  const answer = new Response(request.responseText, { status: request.status });
  if (!answer.ok) throw await readServiceError(answer);
  const read = avatarResponseSchema.safeParse(await answer.json().catch(() => null));
  if (!read.success) throw new ServiceError('bad-answer', { cause: read.error });
  return read.data.avatar;
}

async function session(): Promise<Session> {
  const current = await currentSession();
  if (!current) throw new ServiceError('unauthorized');
  return current;
}
