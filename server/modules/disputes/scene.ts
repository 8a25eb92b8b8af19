import { dayOf } from '@sifang/domain/calendar'
import type { DisputeCause, DisputeStep } from '@sifang/domain/disputes'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/db/connection.ts'
import { appendStep, type StepTaken } from './append-step.ts'
import type { StepWords } from './schema.ts'
import { hostFacts, lockDispute } from './standing.ts'

/** The steps of the short path, by whoever hosts it with the village's cadre. */
export type SceneStep =
  | { readonly kind: 'accepted'; readonly cause: DisputeCause }
  | { readonly kind: 'cadre-contacted' }
  | { readonly kind: 'on-the-scene' }
  | { readonly kind: 'settled-there' }
  /** By phone, word kept. */
  | { readonly kind: 'revisited' }

/** Takes a step of the short path inside the caller's transaction, hosted by the actor. Errors: those of `appendStep`. */
export async function takeSceneStep(
  ctx: Context,
  tx: Tx,
  disputeId: string,
  made: SceneStep,
  words: StepWords,
): Promise<StepTaken> {
  const at = ctx.now()
  const locked = await lockDispute(ctx, tx, disputeId)
  const self = { kind: 'member', memberId: ctx.actor.memberId } as const
  const host = await hostFacts(ctx, tx, self, locked.villageId, at)
  const step = stepOf(made, self, dayOf(at, ctx.station.timeZone))
  return appendStep(ctx, tx, locked, { id: ctx.newId(), at, step, host, words })
}

function stepOf(
  made: SceneStep,
  host: { readonly kind: 'member'; readonly memberId: string },
  on: string,
): DisputeStep {
  switch (made.kind) {
    case 'accepted':
      return {
        kind: 'procedure-chosen',
        procedure: 'on-scene',
        cause: made.cause,
        origin: 'proactive',
        host,
        circumstances: [],
        on,
        caseFiledOn: null,
      }
    case 'cadre-contacted':
      return { kind: 'cadre-contacted', cadreId: null }
    case 'on-the-scene':
      return { kind: 'on-the-scene', withCadre: true }
    case 'settled-there':
      return { kind: 'settled-there', on }
    case 'revisited':
      return { kind: 'revisited', no: 1, how: 'phone', outcome: 'kept', on }
  }
}
