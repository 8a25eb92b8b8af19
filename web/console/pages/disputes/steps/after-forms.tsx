import type { ConfirmationStep } from '@sifang/domain/disputes'
import { Checkbox } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DisputeDetail } from '../../../api/disputes.ts'
import { ChoiceCards } from '../../../fields/choice-cards.tsx'
import { Field } from '../../../fields/field.tsx'
import { type FormProps, StepFrame, sendStep } from './frame.tsx'
import { useSaid, WordsField } from './words-field.tsx'

/** Whether what was promised for a day was done. */
export function InstalmentForm(props: FormProps) {
  const { t } = useTranslation()
  const open = props.dispute.agreement?.instalments.filter(({ outcome }) => outcome !== 'performed') ?? []
  const [no, setNo] = useState(String(open[0]?.no ?? 1))
  const [performed, setPerformed] = useState<'yes' | 'no'>()
  const [asked, setAsked] = useState(false)
  const said = useSaid(false)
  return (
    <StepFrame
      {...props}
      kind="instalment"
      ready={performed !== undefined}
      onAsked={() => setAsked(true)}
      send={sendStep(
        props.dispute,
        { kind: 'instalment', no: Number(no), performed: performed === 'yes' },
        { note: said.words },
      )}
    >
      {open.length > 1 && (
        <Field label={t('disputes.form.whichInstalment')} group>
          <ChoiceCards
            label={t('disputes.form.whichInstalment')}
            choices={open.map((one) => ({ value: String(one.no), label: `${one.no}. ${one.dueOn}` }))}
            value={no}
            onChange={setNo}
          />
        </Field>
      )}
      <Field
        label={t('disputes.form.performed')}
        problem={asked && performed === undefined ? t('disputes.form.asked') : undefined}
        group
      >
        <ChoiceCards
          label={t('disputes.form.performed')}
          choices={[
            { value: 'yes', label: t('disputes.form.performedYes') },
            { value: 'no', label: t('disputes.form.performedNo') },
          ]}
          value={performed}
          onChange={setPerformed}
        />
      </Field>
      <WordsField said={said} label={t('disputes.form.note')} />
    </StepFrame>
  )
}

/** 司法确认: one step after the other, the first by both together. */
export function ConfirmationForm(props: FormProps) {
  const { t } = useTranslation()
  const offered = confirmationsAfter(props.dispute)
  const [to, setTo] = useState<ConfirmationStep>(offered[0] ?? 'applied')
  const [together, setTogether] = useState(true)
  const said = useSaid(false)
  return (
    <StepFrame
      {...props}
      kind="confirmation"
      ready
      send={sendStep(props.dispute, { kind: 'confirmation', to, together }, { court: said.words })}
    >
      <Field label={t('disputes.form.to')} group>
        <ChoiceCards
          label={t('disputes.form.to')}
          choices={offered.map((one) => ({ value: one, label: t(`disputes.confirmations.${one}`) }))}
          value={to}
          onChange={setTo}
        />
      </Field>
      {to === 'applied' && (
        <Checkbox checked={together} onChange={(event) => setTogether(event.target.checked)}>
          {t('disputes.form.together')}
        </Checkbox>
      )}
      <WordsField said={said} label={t('disputes.fields.court')} />
    </StepFrame>
  )
}

const confirmationsAfter = ({ confirmation }: DisputeDetail): readonly ConfirmationStep[] => {
  if (confirmation === 'applied') return ['accepted']
  return confirmation === 'accepted' ? ['confirmed', 'denied'] : ['applied']
}

/** 不予处罚: the party applies after performance, then somebody decides. */
export function NoPenaltyForm(props: FormProps) {
  const { t } = useTranslation()
  const offered = props.dispute.noPenalty === null ? (['applied'] as const) : (['approved', 'denied'] as const)
  const [to, setTo] = useState<(typeof offered)[number]>(offered[0])
  const said = useSaid(false)
  return (
    <StepFrame
      {...props}
      kind="no-penalty"
      ready
      send={sendStep(props.dispute, { kind: 'no-penalty', to }, { reason: said.words })}
    >
      <Field label={t('disputes.form.to')} group>
        <ChoiceCards
          label={t('disputes.form.to')}
          choices={offered.map((one) => ({ value: one, label: t(`disputes.noPenalties.${one}`) }))}
          value={to}
          onChange={setTo}
        />
      </Field>
      <WordsField said={said} label={t('disputes.form.reason')} />
    </StepFrame>
  )
}
