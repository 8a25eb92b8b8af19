import { givenNames, surnames } from './names.ts'
import type { Random } from './random.ts'

type DemoRole =
  | 'chief'
  | 'instructor'
  | 'deputy'
  | 'officer'
  | 'auxiliary'
  | 'volunteer'
  | 'cadre'
  | 'partner'
  | 'administrator'
  | 'auditor'

export type Person = {
  readonly id: string
  readonly name: string
  readonly role: DemoRole
  /** null: enrols a phone later, has no password. */
  readonly userName: string | null
  /** Index of the village this volunteer or cadre belongs to. */
  readonly village: number | null
}

/** The station's people: a chief, officers, auxiliaries, at least one volunteer in each village. All names are invented. */
export function invitePeople(villages: number, joinedAtMs: number, random: Random): readonly Person[] {
  const used = new Set<string>()
  const name = (): string => {
    for (;;) {
      const made = `${random.pick(surnames)}${random.pick(givenNames)}`
      if (used.size >= surnames.length * givenNames.length * 0.9 || !used.has(made)) {
        used.add(made)
        return made
      }
    }
  }
  const person = (role: DemoRole, userName: string | null, village: number | null = null): Person => ({
    id: random.id(joinedAtMs),
    name: name(),
    role,
    userName,
    village,
  })
  const numbered = (count: number, role: DemoRole, prefix: string) =>
    Array.from({ length: count }, (_, index) => person(role, `${prefix}${index + 1}`))
  return [
    person('chief', 'suozhang'),
    person('instructor', 'jiaodaoyuan'),
    ...numbered(2, 'deputy', 'fusuozhang'),
    ...numbered(7, 'officer', 'minjing'),
    ...numbered(10, 'auxiliary', 'fujing'),
    person('administrator', 'guanliyuan'),
    person('auditor', 'shenjiyuan'),
    ...Array.from({ length: villages }, (_, village) => person('volunteer', `yijing${village + 1}`, village)),
    ...Array.from({ length: Math.floor(villages * 0.4) }, () =>
      person('volunteer', null, random.between(0, villages - 1)),
    ),
    ...Array.from({ length: 7 }, (_, index) => person('cadre', `cunganbu${index + 1}`, (index * 6) % villages)),
    ...numbered(4, 'partner', 'liandong'),
  ]
}
