import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { readSheet, sheetGroups, sheetNumber, sheetText } from './recovery-sheet.ts'

test('a key is read back from its sheet, however it is typed', () => {
  for (let n = 0; n < 200; n++) {
    const key = randomBytes(32)
    const groups = sheetGroups(key)
    expect(groups).toHaveLength(14)
    expect(groups.join('')).toMatch(/^[0-9A-HJKMNP-TV-Z]{56}$/)
    expect(readSheet(groups.join(' '))).toEqual(key)
    expect(readSheet(groups.join('-\n').toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l'))).toEqual(key)
  }
})

test('one wrong or exchanged character is noticed', () => {
  const key = randomBytes(32)
  const text = sheetGroups(key).join('')
  for (let at = 0; at < text.length; at++) {
    const wrong = `${text.slice(0, at)}${text[at] === 'Z' ? 'Y' : 'Z'}${text.slice(at + 1)}`
    expect(() => readSheet(wrong)).toThrow(expect.objectContaining({ code: 'recovery-sheet-mistyped' }))
  }
  for (const bad of ['', text.slice(1), `${text}0`, `${text.slice(1)}!`]) {
    expect(() => readSheet(bad)).toThrow(expect.objectContaining({ code: 'recovery-sheet-mistyped' }))
  }
})

test('the sheet says what to do with it in both languages, and its number says nothing of the key', () => {
  const key = randomBytes(32)
  const text = sheetText(key, new Date('2026-11-24T10:00Z'))
  expect(text).toContain('恢复单')
  expect(text).toContain('recovery sheet')
  expect(text).toContain(sheetNumber(key))
  for (const group of sheetGroups(key)) expect(text).toContain(group)
  expect(sheetNumber(key)).toMatch(/^[0-9A-F]{8}$/)
})
