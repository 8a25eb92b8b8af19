import type { Api } from '../api.ts'
import type { Alone } from './alone.ts'
import type { Channel } from './channel.ts'
import type { ClockLog } from './clock-log.ts'
import type { Contact } from './contact.ts'
import type { Passkeys } from './passkey.ts'
import type { Storage } from './storage.ts'
import type { Vault, WrappedKey } from './vault.ts'

/** A device as it was enrolled; none of it is secret but the send credential, which can only hand in. */
export type DeviceRecord = {
  readonly deviceId: string
  readonly sendToken: string
  readonly member: { readonly id: string; readonly name: string }
  readonly stationId: string
  /** Base64 of an uncompressed P-256 point. */
  readonly stationKey: string
  readonly ageFriendly: boolean
  readonly lock: WrappedKey
  /** The server says that it is no more; what it has not sent is being handed over. */
  readonly revoked: boolean
}

export const sendCredential = ({ deviceId, sendToken }: DeviceRecord): string => `${deviceId}.${sendToken}`

/** The open phone: gone from memory when it is locked. */
export type Session = {
  readonly device: DeviceRecord
  readonly vault: Vault
  readonly readCredential: string
  readonly reader: Api
}

/** What every file of the phone works with. */
export type PhoneParts = {
  readonly storage: Storage
  readonly contact: Contact
  readonly clock: ClockLog
  readonly alone: Alone
  readonly channel: Channel
  readonly passkeys: Passkeys
  /** The version of the app, for the envelopes. */
  readonly app: string
  session(): Session | null
}
