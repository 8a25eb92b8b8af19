import type { SameKeys } from '../../../ui/messages/shape.ts'
import type { field as zh } from '../zh-CN/index.ts'
import { checks } from './checks.ts'
import { forms } from './forms.ts'
import { pages } from './pages.ts'
import { phone } from './phone.ts'
import { words } from './words.ts'

export const field = { ...phone, ...pages, ...forms, ...checks, words } as const satisfies SameKeys<typeof zh>
