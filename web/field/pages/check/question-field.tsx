import {
  type Answer,
  choicesOf,
  type FoundHazard,
  type Item,
  isQuestion,
  type Question,
} from '@sifang/domain/checklists'
import { defaultDates } from '@sifang/domain/checks'
import { useTranslation } from 'react-i18next'
import type { Change } from '../../part/draft.ts'
import { SelectField, TextField, Tick } from '../../parts/field.tsx'
import { Notice } from '../../parts/notice.tsx'
import { type CheckDraft, hazardKey } from './check-draft.ts'
import { Photos } from './photos.tsx'

type Props = {
  readonly item: Item
  /** Photos lie beside this draft. */
  readonly draftKey: string
  readonly draft: CheckDraft
  readonly hazards: readonly FoundHazard[]
  readonly today: string
  readonly onChange: (part: Change<CheckDraft>) => void
}

/** One item of a checklist; an answer that is a hazard asks what is to be done. */
export function QuestionField({ item, draftKey, draft, hazards, today, onChange }: Props) {
  const { t } = useTranslation('field')
  if (item.kind === 'heading') return <h2>{item.label}</h2>
  if (!isQuestion(item)) return <p>{item.label}</p>
  const found = hazards.filter(({ name }) => name === item.name)
  const answer = (value: Answer | null) =>
    onChange(({ answers: { [item.name]: _, ...others } }) => ({
      answers: value === null ? others : { ...others, [item.name]: value },
    }))
  return (
    <div>
      <Asked question={item} draftKey={draftKey} value={draft.answers[item.name]} onAnswer={answer} />
      {found.map((hazard) => {
        const key = hazardKey(hazard.name, hazard.answer)
        return (
          <div key={key}>
            <Notice kind="wrong">{t('check.hazard', { date: defaultDates(hazard.days, today).settleBy })}</Notice>
            <TextField
              label={t('check.hazardWords')}
              value={draft.hazardWords[key] ?? ''}
              onChange={(words) => onChange((now) => ({ hazardWords: { ...now.hazardWords, [key]: words } }))}
              rows={2}
              maxLength={2000}
            />
          </div>
        )
      })}
    </div>
  )
}

type AskedProps = {
  readonly question: Question
  readonly draftKey: string
  readonly value: Answer | undefined
  readonly onAnswer: (answer: Answer | null) => void
}

function Asked({ question, draftKey, value, onAnswer }: AskedProps) {
  const { t } = useTranslation('field')
  const label = question.required === null ? question.label : `${question.label}（${t('check.required')}）`
  const hint = question.hint ?? undefined
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : ''
  switch (question.kind) {
    case 'text':
      return (
        <TextField
          label={label}
          hint={hint}
          value={text}
          rows={2}
          onChange={(next) => onAnswer(next === '' ? null : next)}
        />
      )
    case 'number':
      return (
        <TextField
          label={label}
          hint={hint}
          value={text}
          inputMode={question.whole ? 'numeric' : 'decimal'}
          onChange={(next) => onAnswer(next.trim() === '' || Number.isNaN(Number(next)) ? null : Number(next))}
        />
      )
    case 'date':
      return (
        <TextField
          label={label}
          hint={hint}
          type="date"
          value={text}
          onChange={(next) => onAnswer(next === '' ? null : next)}
        />
      )
    case 'photo':
      return (
        <Photos
          label={label}
          hint={hint}
          draftKey={draftKey}
          ids={Array.isArray(value) ? value : []}
          onIds={(ids) => onAnswer(ids.length === 0 ? null : ids)}
        />
      )
    case 'yes-no':
    case 'choice': {
      if (question.kind === 'choice' && question.several) {
        const chosen = Array.isArray(value) ? value : []
        return (
          <fieldset>
            <legend>{label}</legend>
            {question.choices.map((choice) => (
              <Tick
                key={choice.name}
                label={choice.label}
                checked={chosen.includes(choice.name)}
                onChange={(on) =>
                  onAnswer(on ? [...chosen, choice.name] : chosen.filter((one: string) => one !== choice.name))
                }
              />
            ))}
          </fieldset>
        )
      }
      return (
        <SelectField
          label={label}
          hint={hint}
          value={text}
          onChange={(next) => onAnswer(next === '' ? null : next)}
          options={[
            { value: '', label: '—' },
            ...choicesOf(question).map((name) => ({ value: name, label: labelOf(name) })),
          ]}
        />
      )
    }
  }

  function labelOf(name: string): string {
    if (question.kind === 'yes-no') return name === 'yes' ? t('check.yes') : t('check.no')
    return question.kind === 'choice' ? (question.choices.find((one) => one.name === name)?.label ?? name) : name
  }
}
