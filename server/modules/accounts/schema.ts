import { roles } from '@sifang/domain/members'
import { z } from 'zod'
import { userName } from './user-name.ts'

const typedPassword = z.string().min(1).max(128)

export const signInBody = z.object({
  userName: z.string().min(1).max(100),
  password: typedPassword,
  /** Six digits of the authenticator, or a recovery code. */
  code: z.string().trim().min(6).max(20).optional(),
})
export type SignIn = z.output<typeof signInBody>

const scope = z.enum(['own', 'village', 'station'])

export const me = z.object({
  member: z.object({
    id: z.uuid(),
    name: z.string(),
    role: z.enum(roles),
    userName: z.string(),
    villageIds: z.array(z.uuid()),
    lineIds: z.array(z.uuid()),
    leadsShift: z.boolean(),
  }),
  station: z.object({ id: z.uuid(), name: z.string(), timeZone: z.string(), demo: z.boolean() }),
  /** What this member may do, and how far it reaches. */
  permissions: z.record(z.string(), scope.nullable()),
  secondFactor: z.enum(['on', 'off', 'to-enrol']),
  /** Somebody else gave the present password: only one’s own account is reached until it is replaced. */
  passwordToChange: z.boolean(),
  clock: z.object({ now: z.iso.datetime(), isSet: z.boolean() }),
})
export type Me = z.output<typeof me>

export const changePasswordBody = z.object({ currentPassword: typedPassword, newPassword: typedPassword })
export type ChangePassword = z.output<typeof changePasswordBody>

export const passwordBody = z.object({ password: typedPassword })
export const codeBody = z.object({
  code: z
    .string()
    .trim()
    .regex(/^\d{6}$/),
})

export const enrolment = z.object({
  /** For typing in by hand, base32. */
  secret: z.string(),
  /** For the picture to scan. */
  uri: z.string(),
  /** Each opens once in place of a code; shown this once. */
  recoveryCodes: z.array(z.string()),
})

export const done = z.object({ done: z.literal(true) })

export const firstRunState = z.object({ needed: z.boolean() })

export const firstRunBody = z.object({
  code: z.string().min(1).max(40),
  stationName: z.string().trim().min(2).max(60),
  divisionCode: z
    .string()
    .regex(/^\d{6}(\d{3}(\d{3})?)?$/)
    .nullable()
    .default(null),
  chiefName: z.string().trim().min(1).max(40),
  userName,
  password: typedPassword,
})
export type FirstRun = z.output<typeof firstRunBody>
