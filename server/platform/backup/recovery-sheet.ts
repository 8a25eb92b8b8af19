import { createHash } from 'node:crypto'
import { sheetMistyped } from './problem.ts'

/** Crockford's base32: no I, L, O or U, which are read as others. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const keyBytes = 32
const checkBytes = 3

/** The outer key as 14 groups of 4 characters, the last 24 bits being a checksum. */
export function sheetGroups(outerKey: Buffer): readonly string[] {
  if (outerKey.length !== keyBytes) throw new Error('not an outer key')
  const bits = [...outerKey, ...checksum(outerKey)].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  const text = (bits.match(/.{5}/g) ?? []).map((five) => alphabet[Number.parseInt(five, 2)]).join('')
  return text.match(/.{4}/g) ?? []
}

/**
 * Reads a key that somebody typed from a sheet: blanks, dashes and line ends do not matter, small letters neither, O is
 * 0, I and L are 1. Errors: recovery-sheet-mistyped.
 */
export function readSheet(typed: string): Buffer {
  const text = typed
    .toUpperCase()
    .replaceAll(/[\s\-–—_.·]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')
  const values = [...text].map((character) => alphabet.indexOf(character))
  if (values.length !== ((keyBytes + checkBytes) * 8) / 5 || values.includes(-1)) throw sheetMistyped()
  const bits = values.map((value) => value.toString(2).padStart(5, '0')).join('')
  const bytes = Buffer.from((bits.match(/.{8}/g) ?? []).map((eight) => Number.parseInt(eight, 2)))
  const key = bytes.subarray(0, keyBytes)
  if (!checksum(key).equals(bytes.subarray(keyBytes))) throw sheetMistyped()
  return Buffer.from(key)
}

/** A short number to tell sheets apart; says nothing of the key. */
export function sheetNumber(outerKey: Buffer): string {
  return createHash('sha256').update('sifang sheet number').update(outerKey).digest('hex').slice(0, 8).toUpperCase()
}

/** The sheet as it is printed. */
export function sheetText(outerKey: Buffer, printedAt: Date): string {
  const groups = sheetGroups(outerKey)
  const rows = [0, 4, 8, 12].map((from) => `        ${groups.slice(from, from + 4).join('   ')}`)
  return [
    '四访 · 恢复单                                   sifang · recovery sheet',
    '',
    `编号 · number   ${sheetNumber(outerKey)}          ${printedAt.toISOString().slice(0, 10)}`,
    '',
    ...rows,
    '',
    '机器损坏或被盗后，须用此密钥才能解开备份中的个人信息。请锁入保险柜，不要拍照，不要存入电脑。',
    'Should the machine be lost, the personal matters in a backup open only with this key.',
    'Lock it away on paper; do not photograph it, do not store it on a computer.',
  ].join('\n')
}

function checksum(key: Buffer): Buffer {
  return createHash('sha256').update('sifang recovery sheet').update(key).digest().subarray(0, checkBytes)
}
