import { type RevisitOutcome, revisitOutcomes } from '@sifang/domain/disputes'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ChoiceCards } from '../../../fields/choice-cards.tsx'
import { Field } from '../../../fields/field.tsx'
import { type FormProps, StepFrame, sendStep } from './frame.tsx'
import { useSaid, WordsField } from './words-field.tsx'

const hows = ['phone', 'in-person'] as const

/** 回访: by phone unless told otherwise; how it stands now is asked. */
export function RevisitForm(props: FormProps) {
  const { t } = useTranslation()
  const [how, setHow] = useState<(typeof hows)[number]>('phone')
  const [outcome, setOutcome] = useState<RevisitOutcome>()
  const [asked, setAsked] = useState(false)
  const said = useSaid(false)
  const suit = useSaid(false)
  const risks = useSaid(false)
  const measures = useSaid(false)
  const wrong = outcome === 'not-kept' || outcome === 'quarrel-again'
  return (
    <StepFrame
      {...props}
      kind="revisited"
      ready={outcome !== undefined}
      onAsked={() => setAsked(true)}
      send={sendStep(
        props.dispute,
        { kind: 'revisited', how, outcome: outcome ?? 'kept' },
        { satisfaction: said.words, court: suit.words, risks: risks.words, measures: measures.words },
      )}
    >
      <Field label={t('disputes.form.how')} group>
        <ChoiceCards
          label={t('disputes.form.how')}
          choices={hows.map((one) => ({ value: one, label: t(`disputes.hows.${one}`) }))}
          value={how}
          onChange={setHow}
        />
      </Field>
      <Field
        label={t('disputes.form.revisitOutcome')}
        problem={asked && outcome === undefined ? t('disputes.form.asked') : undefined}
        group
      >
        <ChoiceCards
          label={t('disputes.form.revisitOutcome')}
          choices={revisitOutcomes.map((one) => ({ value: one, label: t(`disputes.revisitOutcomes.${one}`) }))}
          value={outcome}
          onChange={setOutcome}
        />
      </Field>
      <WordsField said={said} label={t('disputes.form.satisfaction')} />
      <WordsField line said={suit} label={t('disputes.form.laterSuit')} />
      {wrong && <WordsField line said={risks} label={t('disputes.fields.risks')} />}
      {wrong && <WordsField line said={measures} label={t('disputes.fields.measures')} />}
    </StepFrame>
  )
}
