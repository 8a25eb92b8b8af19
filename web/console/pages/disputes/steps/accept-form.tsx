import { type Circumstance, type DisputeCause, disputeCauses, type Origin, origins } from '@sifang/domain/disputes'
import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { followUpQuery } from '../../../api/follow-ups.ts'
import { ChoiceCards } from '../../../fields/choice-cards.tsx'
import { DayField } from '../../../fields/day-field.tsx'
import { Field } from '../../../fields/field.tsx'
import { knownKey } from '../../place/read-details.ts'
import { CircumstancesField } from './circumstances-field.tsx'
import { type FormProps, StepFrame, sendStep } from './frame.tsx'
import { HostField, hostOf, useOwnHost } from './host-field.tsx'
import { useSaid, WordsField } from './words-field.tsx'

export const chosenProcedures = ['on-scene', 'people', 'public-security'] as const
export type ChosenProcedure = (typeof chosenProcedures)[number]

/** 受理: what it is about, how it is dealt with, what is asked first. On the scene unless somebody chooses otherwise. */
export function AcceptForm(props: FormProps) {
  const { t } = useTranslation()
  const { dispute } = props
  const own = useOwnHost()
  const { data: followUp } = useQuery(followUpQuery(dispute.id))
  const told = knownKey(
    disputeCauses.map(({ id }) => id),
    followUp?.topic,
  )
  const [chosenCause, setCause] = useState<DisputeCause>()
  const cause = chosenCause ?? told
  const [procedure, setProcedure] = useState<ChosenProcedure>('on-scene')
  const [hostId, setHostId] = useState<string | null>(own)
  const [origin, setOrigin] = useState<Origin>('proactive')
  const [circumstances, setCircumstances] = useState<readonly Circumstance[]>([])
  const [caseFiledOn, setCaseFiledOn] = useState<string | null>(null)
  const [asked, setAsked] = useState(false)
  const summary = useSaid(false)
  const request = useSaid(false)
  const change = (next: ChosenProcedure) => {
    setProcedure(next)
    setHostId(next === 'people' ? null : own)
  }
  return (
    <StepFrame
      {...props}
      kind="procedure-chosen"
      width={640}
      ready={cause !== undefined && hostId !== null}
      onAsked={() => setAsked(true)}
      send={sendStep(
        dispute,
        {
          kind: 'procedure-chosen',
          procedure,
          cause: cause ?? 'other',
          origin,
          host: hostOf(procedure, hostId),
          circumstances: [...circumstances],
          caseFiledOn: procedure === 'public-security' ? caseFiledOn : null,
        },
        { summary: summary.words, content: request.words },
      )}
    >
      <Field
        label={t('disputes.form.cause')}
        problem={asked && cause === undefined ? t('disputes.form.asked') : undefined}
        group
      >
        <ChoiceCards
          dense
          label={t('disputes.form.cause')}
          choices={disputeCauses.map(({ id }) => ({ value: id, label: t(`findings.topics.${id}`) }))}
          value={cause}
          onChange={setCause}
        />
      </Field>
      <ProcedureField value={procedure} onChange={change} />
      <CircumstancesField value={circumstances} onChange={setCircumstances} />
      <HostField
        key={procedure}
        procedure={procedure}
        value={hostId}
        onChange={setHostId}
        problem={asked && hostId === null ? t('disputes.form.asked') : undefined}
      />
      {procedure !== 'on-scene' && (
        <Field label={t('disputes.form.origin')}>
          <Select
            style={{ width: '100%' }}
            aria-label={t('disputes.form.origin')}
            value={origin}
            onChange={setOrigin}
            options={origins.map((one) => ({ value: one, label: t(`disputes.origins.${one}`) }))}
          />
        </Field>
      )}
      {procedure === 'public-security' && <CaseField value={caseFiledOn} onChange={setCaseFiledOn} />}
      {procedure !== 'on-scene' && (
        <WordsField said={summary} label={t('disputes.form.summary')} hint={t('disputes.form.summaryHint')} />
      )}
      {procedure === 'people' && origin === 'applied' && (
        <WordsField said={request} label={t('disputes.form.request')} />
      )}
    </StepFrame>
  )
}

type ProcedureProps = {
  readonly value: ChosenProcedure | undefined
  readonly onChange: (value: ChosenProcedure) => void
  readonly without?: string | null
  readonly problem?: string | undefined
}

export function ProcedureField({ value, onChange, without, problem }: ProcedureProps) {
  const { t } = useTranslation()
  return (
    <Field label={t('disputes.form.procedure')} problem={problem} group>
      <ChoiceCards
        label={t('disputes.form.procedure')}
        choices={chosenProcedures
          .filter((one) => one !== without)
          .map((one) => ({
            value: one,
            label: t(`disputes.procedures.${one}`),
            hint: t(`disputes.procedureHints.${one}`),
          }))}
        value={value}
        onChange={onChange}
      />
    </Field>
  )
}

type CaseProps = { readonly value: string | null; readonly onChange: (day: string | null) => void }

/** Of a case: its clock runs from this day. */
export function CaseField({ value, onChange }: CaseProps) {
  const { t } = useTranslation()
  return (
    <Field
      label={t('disputes.form.caseFiledOn')}
      hint={t('disputes.form.caseFiledHint')}
      optional={t('fields.optional')}
    >
      <DayField label={t('disputes.form.caseFiledOn')} value={value} onChange={onChange} />
    </Field>
  )
}
