import { useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { appendEntry, type EntryKind, type FollowUpDetail, type Step } from '../../../api/follow-ups.ts'
import { EntryDialog } from '../../place/entry-dialog.tsx'
import { CorrectForm } from './correct-form.tsx'
import { MergeForm } from './merge-form.tsx'
import { Refused } from './refused.tsx'
import { EscalateForm, PromiseForm, SayForm, SettleForm, TellForm, TransferForm, WorkForm } from './step-forms.tsx'

export type ActionKind = Exclude<EntryKind, 'opened' | 'closed-unanswered' | 'joined'>

export type FormProps = {
  readonly followUp: FollowUpDetail
  readonly onLookAgain: () => void
  readonly onClose: () => void
}

/** The small form of one step. */
export function StepDialog({ kind, ...props }: FormProps & { readonly kind: ActionKind }) {
  switch (kind) {
    case 'accepted':
      return null
    case 'worked':
      return <WorkForm {...props} />
    case 'transferred':
      return <TransferForm {...props} />
    case 'escalated':
      return <EscalateForm {...props} />
    case 'promised':
      return <PromiseForm {...props} />
    case 'settled':
      return <SettleForm {...props} />
    case 'told':
      return <TellForm {...props} />
    case 'confirmed':
    case 'unhappy':
    case 'reopened':
      return <SayForm kind={kind} {...props} />
    case 'corrected':
      return <CorrectForm {...props} />
    case 'merged':
      return <MergeForm {...props} />
  }
}

type DialogProps = FormProps & {
  readonly kind: ActionKind
  readonly ready: boolean
  readonly onAsked?: () => void
  readonly stays?: ReactNode
  readonly danger?: boolean
  readonly width?: number
  readonly send: (id: string) => Promise<unknown>
  readonly children: ReactNode
}

/** The frame of every step: its verb, what is refused with what stands now, and reading anew afterwards. */
export function StepFrame({ kind, followUp: _, onLookAgain, onClose, ...dialog }: DialogProps) {
  const { t } = useTranslation()
  const client = useQueryClient()
  return (
    <EntryDialog
      {...dialog}
      title={t(`followUps.actions.${kind}`)}
      saveLabel={t(`followUps.actions.${kind}`)}
      doneMessage={t(`followUps.actions.done.${kind}`)}
      onDone={() => {
        for (const queryKey of [['follow-up'], ['attachment']]) void client.invalidateQueries({ queryKey })
      }}
      onClose={onClose}
      refused={(error) => (
        <Refused
          error={error}
          onLookAgain={() => {
            onLookAgain()
            onClose()
          }}
        />
      )}
    />
  )
}

/** What a form sends: one entry on the version that is on the screen. */
export function sendStep({ id: followUpId, version }: FollowUpDetail, step: Step, words: string) {
  const said = words.trim()
  return (id: string) =>
    appendEntry(followUpId, { id, basedOn: version, step, ...(said === '' ? {} : { words: said }) })
}
