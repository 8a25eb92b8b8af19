import { type GuardName, type OutsideReferral, outsideReferrals } from '@sifang/domain/disputes'
import { Checkbox, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ChoiceCards } from '../../../fields/choice-cards.tsx'
import { Field } from '../../../fields/field.tsx'
import { guardNames } from '../dispute-words.ts'
import { type FormProps, StepFrame, sendStep } from './frame.tsx'
import { useSaid, WordsField } from './words-field.tsx'

/** What ends a mediation against the first wish says why; a risk says which. */
const fieldOf = { withdrawn: 'reason', urged: 'note', extended: 'note', 'risk-reported': 'risks' } as const

/** A step that says nothing but itself, with a word to it. */
export function NoteForm({ kind, ...props }: FormProps & { readonly kind: keyof typeof fieldOf }) {
  const { t } = useTranslation()
  const [asked, setAsked] = useState(false)
  const field = fieldOf[kind]
  const said = useSaid(field !== 'note')
  return (
    <StepFrame
      {...props}
      kind={kind}
      ready={!said.missing}
      onAsked={() => setAsked(true)}
      send={sendStep(props.dispute, { kind }, { [field]: said.words })}
    >
      <WordsField autoFocus said={said} asked={asked} label={t(`disputes.form.${field}`)} />
    </StepFrame>
  )
}

/** 调查询问: what was asked, what was said. */
export function InquiryForm(props: FormProps) {
  const { t } = useTranslation()
  const [asked, setAsked] = useState(false)
  const question = useSaid(false)
  const answer = useSaid(true)
  const place = useSaid(false)
  const who = useSaid(false)
  return (
    <StepFrame
      {...props}
      kind="inquiry"
      ready={!answer.missing}
      onAsked={() => setAsked(true)}
      send={sendStep(
        props.dispute,
        { kind: 'inquiry' },
        {
          place: place.words,
          others: who.words,
          question: question.words,
          answer: answer.words,
        },
      )}
    >
      <WordsField autoFocus line said={who} label={t('disputes.form.answeredBy')} />
      <WordsField line said={place} label={t('disputes.fields.place')} />
      <WordsField said={question} label={t('disputes.form.question')} />
      <WordsField said={answer} asked={asked} label={t('disputes.form.answer')} />
    </StepFrame>
  )
}

/** 调解不成: why, and whether the remedies were told. */
export function FailedForm(props: FormProps) {
  const { t } = useTranslation()
  const [asked, setAsked] = useState(false)
  const [remediesTold, setRemediesTold] = useState(false)
  const said = useSaid(true)
  return (
    <StepFrame
      {...props}
      kind="failed"
      ready={!said.missing}
      onAsked={() => setAsked(true)}
      send={sendStep(props.dispute, { kind: 'failed', remediesTold }, { reason: said.words })}
    >
      <WordsField autoFocus said={said} asked={asked} label={t('disputes.form.reason')} />
      <Checkbox checked={remediesTold} onChange={(event) => setRemediesTold(event.target.checked)}>
        {t('disputes.form.remediesTold')}
      </Checkbox>
    </StepFrame>
  )
}

/** 不予受理: for which of the guards. */
export function RefusedForm(props: FormProps) {
  const { t } = useTranslation()
  const [asked, setAsked] = useState(false)
  const [guard, setGuard] = useState<GuardName | null>(null)
  const said = useSaid(true)
  return (
    <StepFrame
      {...props}
      kind="refused"
      ready={guard !== null && !said.missing}
      onAsked={() => setAsked(true)}
      send={sendStep(props.dispute, { kind: 'refused', guard: guard ?? 'host-needed' }, { reason: said.words })}
    >
      <Field label={t('disputes.form.guard')} problem={asked && guard === null ? t('disputes.form.asked') : undefined}>
        <Select
          style={{ width: '100%' }}
          aria-label={t('disputes.form.guard')}
          showSearch={{ optionFilterProp: 'label' }}
          value={guard}
          onChange={setGuard}
          options={guardNames.map((name) => ({ value: name, label: t(`disputes.guards.${name}`) }))}
        />
      </Field>
      <WordsField said={said} asked={asked} label={t('disputes.form.reason')} />
    </StepFrame>
  )
}

/** 转出 to somebody outside the station. */
export function ReferredForm(props: FormProps) {
  const { t } = useTranslation()
  const [asked, setAsked] = useState(false)
  const [to, setTo] = useState<OutsideReferral>()
  const said = useSaid(false)
  return (
    <StepFrame
      {...props}
      kind="referred"
      ready={to !== undefined}
      onAsked={() => setAsked(true)}
      send={sendStep(props.dispute, { kind: 'referred', to: to ?? 'court' }, { reason: said.words })}
    >
      <Field
        label={t('disputes.form.referTo')}
        problem={asked && to === undefined ? t('disputes.form.asked') : undefined}
        group
      >
        <ChoiceCards
          label={t('disputes.form.referTo')}
          choices={outsideReferrals.map((one) => ({ value: one, label: t(`disputes.referrals.${one}`) }))}
          value={to}
          onChange={setTo}
        />
      </Field>
      <WordsField said={said} label={t('disputes.form.reason')} />
    </StepFrame>
  )
}
