import { z } from 'zod'

/** User names are compared without regard to case, width of characters and spaces around them. */
export function normalUserName(typed: string): string {
  return typed.normalize('NFKC').trim().toLowerCase()
}

/** A new user name: letters of any script, digits, and . _ - between them. */
export const userName = z
  .string()
  .transform(normalUserName)
  .pipe(z.string().regex(/^[\p{L}\p{N}](?:[\p{L}\p{N}._-]{0,38}[\p{L}\p{N}])?$/u))
