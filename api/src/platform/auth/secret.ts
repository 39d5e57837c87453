import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits as 43 URL-safe characters. Only its hash is stored, so a leaked database opens no door. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** SHA-256 is enough for 256 random bits: there is nothing to guess. */
export const hashSecret = (secret: string): Buffer => createHash('sha256').update(secret).digest();
