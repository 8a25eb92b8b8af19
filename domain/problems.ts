import { accountProblems } from './problem-texts/accounts.ts'
import { appointmentProblems } from './problem-texts/appointments.ts'
import { attachmentProblems } from './problem-texts/attachments.ts'
import { checkProblems } from './problem-texts/checks.ts'
import { deviceProblems } from './problem-texts/devices.ts'
import { disputeProblems } from './problem-texts/disputes.ts'
import { dutyProblems } from './problem-texts/duties.ts'
import { followUpProblems } from './problem-texts/follow-ups.ts'
import { handOverProblems } from './problem-texts/hand-overs.ts'
import { importProblems } from './problem-texts/imports.ts'
import { paperProblems } from './problem-texts/papers.ts'
import { patrolProblems } from './problem-texts/patrols.ts'
import { placeProblems } from './problem-texts/places.ts'
import { recordProblems } from './problem-texts/records.ts'
import { requestProblems } from './problem-texts/requests.ts'
import { streakProblems } from './problem-texts/streaks.ts'
import type { ProblemText } from './problem-texts/text.ts'

export type { ProblemText }

/** Every error the API can answer, by its stable code (ARCHITECTURE "API"). */
export const problems = {
  ...requestProblems,
  ...accountProblems,
  ...recordProblems,
  ...deviceProblems,
  ...disputeProblems,
  ...attachmentProblems,
  ...checkProblems,
  ...dutyProblems,
  ...followUpProblems,
  ...appointmentProblems,
  ...handOverProblems,
  ...importProblems,
  ...paperProblems,
  ...patrolProblems,
  ...placeProblems,
  ...streakProblems,
} as const satisfies Record<string, ProblemText>

export type ProblemCode = keyof typeof problems
