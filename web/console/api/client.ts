import { createClient } from '@sifang/client'
import { isAttended } from './attendance.ts'
import { serverAnswered } from './connection.ts'

/** The API of the station that serves this page. */
export const api = createClient({ reached: serverAnswered, attended: isAttended })
