import type { Body, Reply, Row } from '@sifang/client'
import { queryOptions } from '@tanstack/react-query'
import { api } from './client.ts'

/** A phone in the field: whose, since when, and the last day on which it reached the station. */
export type Device = Row<'/devices'>
/** What a revoked phone handed over; none of its words. */
export type Quarantined = Row<'/quarantine'>
export type DiscardReason = Extract<Body<'/quarantine/{id}/decisions', 'post'>, { verdict: 'discard' }>['reason']
/** Eight digits, valid once and for 15 minutes. */
export type GivenCode = Reply<'/members/{id}/enrolments/{enrolmentId}', 'put'>

export const devicesQuery = queryOptions({
  queryKey: ['device', 'list'],
  queryFn: ({ signal }) => api.get('/devices', { signal }),
  meta: { reads: ['member'] },
})

export const quarantineQuery = queryOptions({
  queryKey: ['device', 'quarantine'],
  queryFn: ({ signal }) => api.get('/quarantine', { signal }),
})

export function giveEnrolmentCode(memberId: string, enrolmentId: string) {
  return api.put('/members/{id}/enrolments/{enrolmentId}', { path: { id: memberId, enrolmentId }, body: {} })
}

export function givePinCode(deviceId: string, resetId: string) {
  return api.put('/devices/{id}/pin-resets/{resetId}', { path: { id: deviceId, resetId }, body: {} })
}

export function revokeDevice(deviceId: string, id: string) {
  return api.post('/devices/{id}/revocations', { path: { id: deviceId }, body: { id } })
}

/** An item of the file that a phone exported (client/phone/outbox/export-file.ts). */
export type ReadItem = { readonly id: string; readonly deviceId: string } & Body<
  '/devices/{id}/quarantine/{itemId}',
  'put'
>

export function readInItem({ id, deviceId, sealed, needs, pieces }: ReadItem) {
  return api.put('/devices/{id}/quarantine/{itemId}', {
    path: { id: deviceId, itemId: id },
    body: { sealed, ...(needs ? { needs } : {}), ...(pieces ? { pieces } : {}) },
  })
}

export function decideQuarantined(itemId: string, body: Body<'/quarantine/{id}/decisions', 'post'>) {
  return api.post('/quarantine/{id}/decisions', { path: { id: itemId }, body })
}
