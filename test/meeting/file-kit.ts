import type { GraphQLClient } from '../kit/graphql-client.ts';

const base64 = (text: string): Buffer => Buffer.from(text, 'base64');

/** One pixel of each kind. */
export const PNG = base64(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
);
export const GIF = base64('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7');
export const WEBP = base64('UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA');
export const JPEG = base64(
  '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAA//EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AN//Z',
);

export interface FileAnswer {
  status: number;
  body: { id?: string; mediaType?: string; error?: string };
}

/** Uploads as a page does; headers that are undefined are left out. */
export async function upload(
  by: GraphQLClient,
  partnershipId: string,
  content: Uint8Array,
  headers: Record<string, string | undefined> = {},
): Promise<FileAnswer> {
  const all = { cookie: by.cookie, 'content-type': 'image/png', 'x-tandem-upload': '1', ...headers };
  const sent = Object.entries(all).filter((header): header is [string, string] => header[1] !== undefined);
  const response = await fetch(`${by.url}/files?partnershipId=${partnershipId}`, {
    ...{ method: 'POST', headers: sent, body: new Uint8Array(content) },
  });
  return { status: response.status, body: (await response.json()) as FileAnswer['body'] };
}

export const download = ({ url, cookie }: GraphQLClient, id: string): Promise<Response> =>
  fetch(`${url}/files/${id}`, { headers: { cookie } });
