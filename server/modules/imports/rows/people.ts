import { narrow } from '../../../platform/sheets/index.ts'

export const memberRoles = [
  { role: 'chief', zh: '所长', aliases: ['派出所长', '派出所所长'] },
  { role: 'instructor', zh: '教导员', aliases: ['指导员'] },
  { role: 'deputy', zh: '副所长', aliases: ['副所'] },
  { role: 'officer', zh: '民警', aliases: ['社区民警', '警察', 'police'] },
  { role: 'auxiliary', zh: '辅警', aliases: ['协警', '辅助警务人员'] },
  { role: 'volunteer', zh: '义警', aliases: ['吕乡义警', '志愿者', '平安志愿者'] },
  { role: 'cadre', zh: '村干部', aliases: ['村两委', '村两委成员', '治保主任', '村支书', '网格员'] },
  { role: 'partner', zh: '联动力量', aliases: ['油田保卫', '园区管理', '巡线员', '联动'] },
  { role: 'administrator', zh: '管理员', aliases: ['系统管理员', 'admin'] },
  { role: 'auditor', zh: '审计员', aliases: ['安全审计员', '审计'] },
] as const

export type MemberRole = (typeof memberRoles)[number]['role']

/** Who may be responsible for a place, or be a village's community officer. */
export const policeRoles: ReadonlySet<MemberRole> = new Set(['chief', 'instructor', 'deputy', 'officer', 'auxiliary'])

const roleByWord: ReadonlyMap<string, MemberRole> = new Map(
  memberRoles.flatMap(({ role, zh, aliases }) =>
    [role, zh, ...aliases].map((word): [string, MemberRole] => [word, role]),
  ),
)

export function memberRoleOf(text: string): MemberRole | null {
  return (
    roleByWord.get(
      narrow(text)
        .toLowerCase()
        .replace(/[\s"“”'()]/g, ''),
    ) ?? null
  )
}

export type Person = {
  readonly id: string
  readonly name: string
  readonly userName: string | null
  readonly role: MemberRole
}

export type PersonMatch =
  | { readonly kind: 'found'; readonly person: Person }
  | { readonly kind: 'ambiguous'; readonly count: number }
  /** more than one name in one cell */
  | { readonly kind: 'several' }
  | { readonly kind: 'not-found' }

export type PersonIndex = {
  /** by user name first, else by name */
  readonly find: (text: string) => PersonMatch
  readonly hasUserName: (userName: string) => boolean
}

export function personIndex(people: readonly Person[]): PersonIndex {
  const byUserName = new Map<string, Person>()
  const byName = new Map<string, Person[]>()
  for (const person of people) {
    if (person.userName !== null) byUserName.set(person.userName.toLowerCase(), person)
    byName.set(plainName(person.name), [...(byName.get(plainName(person.name)) ?? []), person])
  }
  const find = (text: string): PersonMatch => {
    const named = byUserName.get(narrow(text).toLowerCase())
    if (named !== undefined) return { kind: 'found', person: named }
    const [person, ...others] = byName.get(plainName(text)) ?? []
    if (person === undefined) return { kind: /\S[、,;，；/|]\s*\S/.test(text) ? 'several' : 'not-found' }
    return others.length > 0 ? { kind: 'ambiguous', count: others.length + 1 } : { kind: 'found', person }
  }
  return { find, hasUserName: (userName) => byUserName.has(userName.toLowerCase()) }
}

function plainName(name: string): string {
  return narrow(name)
    .replace(/[\s·•]/g, '')
    .toLowerCase()
}
