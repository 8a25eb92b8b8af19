export { newFirstRunCode } from './first-run.ts'
export {
  type AccountToCreate,
  createAccounts,
  endSessions,
  givePassword,
  openAccountFor,
  readAccount,
  removeLostSecondFactor,
  resetPassword,
  resetSecondFactor,
  unlock,
} from './keeping.ts'
export type { AccountParts } from './parts.ts'
export { passwordRule, randomPassword } from './password-rule.ts'
export { type AccountRouteParts, accountRoutes, registerAccountRoutes } from './routes.ts'
export { type Authenticate, authenticator, type Session, sessionOf, unchanged } from './sessions.ts'
export { normalUserName, userName } from './user-name.ts'
export { type StoredWho, whoOf, whoSelect } from './who.ts'
