import { SCREENSHOT_BYTES_MAX } from '@tandem/schema/meeting/rules';
import { Refused } from '../../platform/act';

export const PICTURE_TYPES = ['image/png', 'image/jpeg', 'image/webp', 'image/gif'];
const MB = 1024 * 1024;
const ROOM = `${SCREENSHOT_BYTES_MAX / MB} MB`;

/** Why a file will not be taken, before any of it is sent; null when it will. */
export function pictureProblem({ name, type, size }: File): string | null {
  if (!PICTURE_TYPES.includes(type))
    return `“${name}” is not a picture that can be kept here. Take a PNG, JPEG, WebP or GIF.`;
  if (size > SCREENSHOT_BYTES_MAX)
    return `“${name}” has ${(size / MB).toFixed(1)} MB, and there is room for ${ROOM}. Crop it, or save it as JPEG.`;
  return null;
}

const REFUSALS: Readonly<Record<number, Refused>> = {
  401: new Refused('UNAUTHENTICATED', 'You were signed out. Sign in again, then add it once more.'),
  403: new Refused('FORBIDDEN', 'Your role doesn’t allow this. Ask a lead of your party.'),
  413: new Refused('BAD_USER_INPUT', `It is larger than ${ROOM}. Crop it, or save it as JPEG.`),
  415: new Refused('BAD_USER_INPUT', 'It is not a picture that can be kept here. Take a PNG, JPEG, WebP or GIF.'),
  429: new Refused('RATE_LIMITED', 'Those were a lot of files in a short time. Wait a minute, then try again.'),
};

/**
 * Sends one picture. @param onProgress told what part of it has gone, 0 to 1. @returns the file's id.
 * @throws Refused with a sentence that says what to do.
 */
export function uploadFile(
  partnershipId: string,
  file: File,
  onProgress: (part: number) => void,
  signal: AbortSignal,
): Promise<string> {
  // fetch does not tell how much of a body has been sent.
  const request = new XMLHttpRequest();
  return new Promise((resolve, reject) => {
    request.open('POST', `/files?partnershipId=${encodeURIComponent(partnershipId)}`);
    request.setRequestHeader('content-type', file.type);
    request.setRequestHeader('x-tandem-upload', '1');
    request.responseType = 'json';
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () => {
      const id = (request.response as { id?: unknown } | null)?.id;
      if (request.status < 300 && typeof id === 'string') resolve(id);
      else
        reject(
          REFUSALS[request.status] ?? new Refused('INTERNAL', 'The server could not keep it. Try again in a moment.'),
        );
    };
    request.onerror = () =>
      reject(new Refused('OFFLINE', 'The server can’t be reached. Check your connection, then try again.'));
    signal.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}
