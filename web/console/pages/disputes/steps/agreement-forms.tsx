import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isoDay } from '../../../../ui/civil-time.ts'
import { useStationTime } from '../../../../ui/station-time.tsx'
import { ChoiceCards, ChoiceChips } from '../../../fields/choice-cards.tsx'
import { DayField } from '../../../fields/day-field.tsx'
import { Field } from '../../../fields/field.tsx'
import { useSignerName } from '../dispute-words.ts'
import styles from '../disputes.module.css'
import { type FormProps, StepFrame, sendStep } from './frame.tsx'
import { useSaid, WordsField } from './words-field.tsx'

const forms = ['written', 'oral'] as const

/** 达成协议: its form, what was agreed, and by when. */
export function AgreedForm(props: FormProps) {
  const { t } = useTranslation()
  const [form, setForm] = useState<(typeof forms)[number]>('written')
  const [days, setDays] = useState<readonly (string | null)[]>([])
  const [asked, setAsked] = useState(false)
  const facts = useSaid(false)
  const content = useSaid(true)
  const instalments = days.flatMap((dueOn, index) => (dueOn === null ? [] : [{ no: index + 1, dueOn }]))
  return (
    <StepFrame
      {...props}
      kind="agreed"
      width={640}
      ready={!content.missing && instalments.length === days.length}
      onAsked={() => setAsked(true)}
      send={sendStep(
        props.dispute,
        { kind: 'agreed', form, signedBy: [], instalments },
        { facts: facts.words, content: content.words },
      )}
    >
      <Field label={t('disputes.form.form')} group>
        <ChoiceCards
          label={t('disputes.form.form')}
          choices={forms.map((one) => ({ value: one, label: t(`disputes.forms.${one}`) }))}
          value={form}
          onChange={setForm}
        />
      </Field>
      <WordsField said={facts} label={t('disputes.form.facts')} />
      <WordsField said={content} asked={asked} label={t('disputes.form.content')} />
      <Field
        label={t('disputes.form.instalments')}
        hint={days.length === 0 ? t('disputes.form.onTheSpot') : undefined}
        problem={asked && instalments.length < days.length ? t('disputes.form.asked') : undefined}
        group
      >
        <Instalments days={days} onChange={setDays} />
      </Field>
    </StepFrame>
  )
}

type InstalmentsProps = {
  readonly days: readonly (string | null)[]
  readonly onChange: (days: readonly (string | null)[]) => void
}

function Instalments({ days, onChange }: InstalmentsProps) {
  const { t } = useTranslation()
  const { timeZone, now } = useStationTime()
  const today = isoDay(now(), timeZone)
  return (
    <div className={styles.stack}>
      {days.map((day, index) => {
        const label = t('disputes.form.dueOn', { no: index + 1 })
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: instalments are their numbers
          <Field key={index} label={label}>
            <DayField
              label={label}
              min={today}
              value={day}
              onChange={(next) => onChange(days.map((one, at) => (at === index ? next : one)))}
            />
          </Field>
        )
      })}
      <div className={styles.actions}>
        <Button onClick={() => onChange([...days, null])}>{t('disputes.form.addInstalment')}</Button>
        {days.length > 0 && (
          <Button type="text" onClick={() => onChange(days.slice(0, -1))}>
            {t('disputes.form.remove')}
          </Button>
        )}
      </div>
    </div>
  )
}

/** Who has signed since: the last one brings it into effect. */
export function SignedForm(props: FormProps) {
  const { t } = useTranslation()
  const { dispute, opened } = props
  const nameOf = useSignerName(dispute, opened)
  const needed = dispute.agreement?.needed.filter((one) => !dispute.agreement?.signedBy.includes(one)) ?? []
  const [by, setBy] = useState<readonly string[]>(needed)
  const [asked, setAsked] = useState(false)
  return (
    <StepFrame
      {...props}
      kind="signed"
      ready={by.length > 0}
      onAsked={() => setAsked(true)}
      send={sendStep(dispute, { kind: 'signed', by: [...by] })}
    >
      <Field
        label={t('disputes.form.signedBy')}
        problem={asked && by.length === 0 ? t('disputes.form.asked') : undefined}
        group
      >
        <ChoiceChips
          label={t('disputes.form.signedBy')}
          choices={needed.map((one) => ({ value: one, label: nameOf(one) }))}
          value={by}
          onChange={setBy}
        />
      </Field>
    </StepFrame>
  )
}
