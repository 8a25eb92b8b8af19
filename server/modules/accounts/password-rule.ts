import { randomInt } from 'node:crypto'
import { type FieldError, fail } from '../../platform/http/problem.ts'

export const minPasswordLength = 8
export const maxPasswordLength = 128

type Rule = {
  readonly zh: string
  readonly en: string
  readonly broken: (password: string, userName: string) => boolean
}

/** What a password must be (CHINA.md "Law that shapes the product"): every broken rule is told at once. */
const rules: readonly Rule[] = [
  {
    zh: `密码至少 ${minPasswordLength} 个字符`,
    en: `at least ${minPasswordLength} characters`,
    broken: (password) => [...password].length < minPasswordLength,
  },
  {
    zh: `密码最多 ${maxPasswordLength} 个字符`,
    en: `at most ${maxPasswordLength} characters`,
    broken: (password) => password.length > maxPasswordLength,
  },
  {
    zh: '密码须含大写字母、小写字母、数字、其他字符中的至少三类',
    en: 'three of: capital letters, small letters, digits, other characters',
    broken: (password) => classes.filter((pattern) => pattern.test(password)).length < 3,
  },
  {
    zh: '密码不能与用户名相同或包含用户名',
    en: 'not the user name, nor containing it',
    broken: (password, userName) => userName.length > 2 && password.toLowerCase().includes(userName.toLowerCase()),
  },
]
const classes = [/[A-Z]/, /[a-z]/, /\d/, /[^A-Za-z0-9]/]

/** The rules that this password breaks, as errors of the field `path`; none when it may be used. */
export function passwordRule(password: string, userName: string, path = 'body.password'): readonly FieldError[] {
  return rules.filter((rule) => rule.broken(password, userName)).map(({ zh, en }) => ({ path, zh, en }))
}

/** Errors: account/password-weak, with each broken rule. */
export function checkPassword(password: string, userName: string, path?: string): void {
  const broken = passwordRule(password, userName, path)
  if (broken.length > 0) fail('account/password-weak', {}, broken)
}

/** Without i, l, o, 0 and 1, which look alike on paper. */
const readable = 'abcdefghjkmnpqrstuvwxyz23456789'

/** Four groups of four characters, 79 bits, e.g. `k7fm-2xqp-hv9d-w4ea`; keeps the password rule. */
export function randomPassword(): string {
  const group = () => Array.from({ length: 4 }, () => readable[randomInt(readable.length)]).join('')
  const password = [group(), group(), group(), group()].join('-')
  return passwordRule(password, '').length === 0 ? password : randomPassword()
}
