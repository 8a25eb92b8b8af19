import { useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type DisputeDetail, type Opened, type StepBody, type StepWords, takeStep } from '../../../api/disputes.ts'
import { EntryDialog } from '../../place/entry-dialog.tsx'
import { StepRefused } from './step-refused.tsx'

export type StepKind = StepBody['kind'] | 'incident-decided' | 'need-opened'

export type FormProps = {
  readonly dispute: DisputeDetail
  readonly opened: Opened | null
  readonly onLookAgain: () => void
  readonly onClose: () => void
}

type FrameProps = FormProps & {
  readonly kind: StepKind
  readonly ready: boolean
  readonly onAsked?: () => void
  readonly danger?: boolean
  readonly width?: number
  /** One id for as long as the form is open. */
  readonly send: (id: string) => Promise<unknown>
  readonly children?: ReactNode
}

/** The frame of every step: its verb, a refusal with its article and the right routes, reading anew afterwards. */
export function StepFrame({ kind, dispute, opened: _, onLookAgain, onClose, ...dialog }: FrameProps) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const verb = t(`disputes.steps.${kind}`)
  return (
    <EntryDialog
      {...dialog}
      title={verb}
      saveLabel={verb}
      doneMessage={t('disputes.done')}
      onDone={() => {
        void client.invalidateQueries({ queryKey: ['dispute'] })
        void client.invalidateQueries({ queryKey: ['follow-up'] })
        void client.invalidateQueries({ queryKey: ['paper'] })
      }}
      onClose={onClose}
      refused={(error) => (
        <StepRefused
          error={error}
          dispute={dispute}
          onLookAgain={() => {
            onLookAgain()
            onClose()
          }}
        />
      )}
    />
  )
}

/** What a form sends: one step on the version that is on the screen, with what was written. */
export function sendStep({ id: disputeId, version }: DisputeDetail, step: StepBody, said: StepWords = {}) {
  const words = Object.fromEntries(
    Object.entries(said).flatMap(([field, value]) => (value?.trim() ? [[field, value.trim()]] : [])),
  )
  return (id: string) => takeStep(disputeId, { id, basedOn: version, step, words })
}
