import { createClient } from '@sifang/client'
import { serverAnswered } from './connection.ts'

/** The API of the station that serves this page. */
export const api = createClient({ reached: serverAnswered })
