import { checks } from './checks.ts'
import { forms } from './forms.ts'
import { pages } from './pages.ts'
import { phone } from './phone.ts'
import { words } from './words.ts'

/** All words of the field app. */
export const field = { ...phone, ...pages, ...forms, ...checks, words } as const
