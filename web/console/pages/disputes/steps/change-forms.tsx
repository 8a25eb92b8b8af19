import type { Circumstance } from '@sifang/domain/disputes'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CaseField, type ChosenProcedure, ProcedureField } from './accept-form.tsx'
import { CircumstancesField } from './circumstances-field.tsx'
import { type FormProps, StepFrame, sendStep } from './frame.tsx'
import { HostField, hostOf, useOwnHost } from './host-field.tsx'
import { useSaid, WordsField } from './words-field.tsx'

/** Another procedure, with the reason. */
export function ChangeForm(props: FormProps) {
  const { t } = useTranslation()
  const { dispute } = props
  const own = useOwnHost()
  const [procedure, setProcedure] = useState<ChosenProcedure>()
  const [hostId, setHostId] = useState<string | null>(null)
  const [caseFiledOn, setCaseFiledOn] = useState<string | null>(null)
  const [asked, setAsked] = useState(false)
  const said = useSaid(true)
  return (
    <StepFrame
      {...props}
      kind="procedure-changed"
      ready={procedure !== undefined && hostId !== null && !said.missing}
      onAsked={() => setAsked(true)}
      send={sendStep(
        dispute,
        {
          kind: 'procedure-changed',
          procedure: procedure ?? 'on-scene',
          host: hostOf(procedure ?? 'on-scene', hostId),
          caseFiledOn,
        },
        { reason: said.words },
      )}
    >
      <ProcedureField
        value={procedure}
        without={dispute.procedure}
        problem={asked && procedure === undefined ? t('disputes.form.asked') : undefined}
        onChange={(next) => {
          setProcedure(next)
          setHostId(next === 'people' ? null : own)
        }}
      />
      {procedure && (
        <HostField
          key={procedure}
          procedure={procedure}
          value={hostId}
          onChange={setHostId}
          problem={asked && hostId === null ? t('disputes.form.asked') : undefined}
        />
      )}
      {procedure === 'public-security' && <CaseField value={caseFiledOn} onChange={setCaseFiledOn} />}
      <WordsField said={said} asked={asked} label={t('disputes.form.reason')} />
    </StepFrame>
  )
}

/** What became known since; it may bar what goes on. */
export function LearnedForm(props: FormProps) {
  const { t } = useTranslation()
  const { dispute } = props
  const [known, setKnown] = useState<readonly Circumstance[]>([])
  const said = useSaid(false)
  return (
    <StepFrame
      {...props}
      kind="learned"
      width={640}
      ready={known.length > 0}
      send={sendStep(dispute, { kind: 'learned', circumstances: [...known] }, { note: said.words })}
    >
      <CircumstancesField value={known} onChange={setKnown} without={dispute.circumstances} />
      <WordsField said={said} label={t('disputes.form.note')} />
    </StepFrame>
  )
}
