import { Button, Input } from 'antd'
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
  const [dues, setDues] = useState<readonly Due[]>([])
  const [asked, setAsked] = useState(false)
  const facts = useSaid(false)
  const issues = useSaid(false)
  const responsibilities = useSaid(false)
  const content = useSaid(true)
  const way = useSaid(false)
  const instalments = dues.flatMap(({ dueOn }, index) => (dueOn === null ? [] : [{ no: index + 1, dueOn }]))
  return (
    <StepFrame
      {...props}
      kind="agreed"
      width={640}
      ready={!content.missing && instalments.length === dues.length}
      onAsked={() => setAsked(true)}
      send={sendStep(
        props.dispute,
        { kind: 'agreed', form, signedBy: [], instalments },
        {
          facts: facts.words,
          dispute: issues.words,
          responsibilities: responsibilities.words,
          content: content.words,
          way: way.words,
          instalments: linesOf(dues),
        },
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
      <WordsField said={issues} label={t('disputes.fields.dispute')} />
      <WordsField said={responsibilities} label={t('disputes.fields.responsibilities')} />
      <WordsField said={content} asked={asked} label={t('disputes.form.content')} />
      <WordsField said={way} label={t('disputes.fields.way')} />
      <Field
        label={t('disputes.form.instalments')}
        hint={dues.length === 0 ? t('disputes.form.onTheSpot') : undefined}
        problem={asked && instalments.length < dues.length ? t('disputes.form.asked') : undefined}
        group
      >
        <Instalments dues={dues} onChange={setDues} />
      </Field>
    </StepFrame>
  )
}

type Due = { readonly dueOn: string | null; readonly what: string }

/** What is due with each, a line each, as the papers read it. */
const linesOf = (dues: readonly Due[]): string =>
  dues.flatMap(({ what }, index) => (what.trim() === '' ? [] : [`${index + 1}. ${what.trim()}`])).join('\n')

type InstalmentsProps = { readonly dues: readonly Due[]; readonly onChange: (dues: readonly Due[]) => void }

function Instalments({ dues, onChange }: InstalmentsProps) {
  const { t } = useTranslation()
  const { timeZone, now } = useStationTime()
  const today = isoDay(now(), timeZone)
  const replace = (index: number, part: Partial<Due>) =>
    onChange(dues.map((one, at) => (at === index ? { ...one, ...part } : one)))
  return (
    <div className={styles.stack}>
      {dues.map(({ dueOn, what }, index) => {
        const label = t('disputes.form.dueOn', { no: index + 1 })
        const whatLabel = t('disputes.form.dueWhat', { no: index + 1 })
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: instalments are their numbers
          <div key={index} className={styles.pair}>
            <Field label={label}>
              <DayField label={label} min={today} value={dueOn} onChange={(next) => replace(index, { dueOn: next })} />
            </Field>
            <Field label={whatLabel} optional={t('fields.optional')}>
              <Input
                aria-label={whatLabel}
                autoComplete="off"
                maxLength={200}
                value={what}
                onChange={(event) => replace(index, { what: event.target.value })}
              />
            </Field>
          </div>
        )
      })}
      <div className={styles.actions}>
        <Button onClick={() => onChange([...dues, { dueOn: null, what: '' }])}>
          {t('disputes.form.addInstalment')}
        </Button>
        {dues.length > 0 && (
          <Button type="text" onClick={() => onChange(dues.slice(0, -1))}>
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
