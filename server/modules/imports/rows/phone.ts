import { narrow } from '../../../platform/sheets/index.ts'

export type Phone =
  | { readonly kind: 'ok'; readonly phone: string }
  | { readonly kind: 'bad'; readonly code: 'phone/invalid' | 'phone/several' | 'phone/rounded' }

const mobile = /^1[3-9]\d{9}$/
const landline = /^(0\d{2,3}-?)?[2-9]\d{6,7}(-\d{1,5})?$/
const service = /^([48]00-?\d{3}-?\d{4}|400\d{7}|1\d{2,4}|9\d{4,5})$/

/** One telephone number as it is dialled in China: mobile, landline with or without area code, 400 and short numbers. */
export function readPhone(text: string): Phone {
  const plain = narrow(text).replace(/[‐–—−]/g, '-')
  // what a sheet shows of a number in a narrow column, and what its .csv then holds
  if (/^\d(\.\d+)?e\+\d+$/i.test(plain)) return { kind: 'bad', code: 'phone/rounded' }
  const parts = plain.split(/[/;,、，；]|\s+(?=1[3-9]\d|0\d{2,3}-)/).filter((part) => part.trim() !== '')
  if (parts.length > 1 && parts.every((part) => /\d{5}/.test(part))) return { kind: 'bad', code: 'phone/several' }
  const digits = plain
    .replace(/^(\+|00)86[\s-]?/, '')
    .replace(/[\s.]/g, '')
    .replace(/^\((0\d{2,3})\)/, '$1-')
  const phone = mobile.test(digits.replaceAll('-', '')) ? digits.replaceAll('-', '') : digits
  const good = mobile.test(phone) || landline.test(phone) || service.test(phone)
  return good ? { kind: 'ok', phone } : { kind: 'bad', code: 'phone/invalid' }
}
