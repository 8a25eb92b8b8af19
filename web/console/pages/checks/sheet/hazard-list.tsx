import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { type Checklist, choicesOf, questionsOf } from '@sifang/domain/checklists'
import { wrongDate } from '@sifang/domain/checks'
import { findingTopics, type Topic } from '@sifang/domain/findings'
import { Button, Checkbox, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { DayField } from '../../../fields/day-field.tsx'
import { Field } from '../../../fields/field.tsx'
import type { DraftHazard } from './draft.ts'
import styles from './sheet.module.css'

type Props = {
  readonly checklist: Checklist
  readonly hazards: readonly DraftHazard[]
  readonly today: string
  readonly tried: boolean
  readonly onChange: (hazard: DraftHazard) => void
  readonly onAdd: () => void
  readonly onRemove: (hazard: DraftHazard) => void
}

/** The hazards found, each with what is wrong and its days. */
export function HazardList({ checklist, hazards, today, tried, onChange, onAdd, onRemove }: Props) {
  const { t } = useTranslation()
  return (
    <>
      <h2>{t('checks.sheet.hazardsTitle')}</h2>
      {hazards.length === 0 && <p className={styles.quiet}>{t('checks.sheet.hazardsNone')}</p>}
      {hazards.map((hazard, at) => {
        const title = hazard.question === null ? t('checks.result.besides') : wordsOf(checklist, hazard)
        const wrong = wrongDate(hazard, today)
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: of one question and answer there is one, in a fixed order
          <section key={`${hazard.question} ${hazard.answer} ${at}`} className={styles.hazardCard} aria-label={title}>
            <h3>
              <b className={styles.hazard}>{at + 1}</b> {title}
              {hazard.question === null && (
                <Button
                  type="text"
                  icon={<DeleteOutlined />}
                  aria-label={t('checks.sheet.removeHazard')}
                  onClick={() => onRemove(hazard)}
                />
              )}
            </h3>
            <Field
              label={t('checks.sheet.hazardWords')}
              hint={t('checks.sheet.hazardWordsHint')}
              problem={tried && hazard.words.trim() === '' ? t('checks.sheet.needed.words') : undefined}
            >
              <Input.TextArea
                aria-label={t('checks.sheet.hazardWords')}
                autoSize={{ minRows: 2, maxRows: 8 }}
                maxLength={2000}
                value={hazard.words}
                onChange={(event) => onChange({ ...hazard, words: event.target.value })}
              />
            </Field>
            <Field label={t('checks.sheet.topic')} optional={t('fields.optional')}>
              <Select
                size="large"
                aria-label={t('checks.sheet.topic')}
                placeholder={t('checks.sheet.topicNone')}
                allowClear
                value={hazard.topic ?? null}
                onChange={(topic: Topic | null | undefined) => onChange({ ...hazard, topic: topic ?? null })}
                options={findingTopics.hazard.map((topic) => ({ value: topic, label: t(`findings.topics.${topic}`) }))}
              />
            </Field>
            <div className={styles.days}>
              <Field label={t('checks.sheet.settleBy')}>
                <DayField
                  label={t('checks.sheet.settleBy')}
                  min={today}
                  value={hazard.settleBy}
                  onChange={(settleBy) => settleBy && onChange({ ...hazard, settleBy })}
                />
              </Field>
              <Field label={t('checks.sheet.recheckOn')}>
                <DayField
                  label={t('checks.sheet.recheckOn')}
                  min={today}
                  value={hazard.recheckOn}
                  onChange={(recheckOn) => recheckOn && onChange({ ...hazard, recheckOn })}
                />
              </Field>
            </div>
            {wrong && (
              <p className={styles.wrong} role="alert">
                {t('checks.sheet.needed.dates')}
              </p>
            )}
            <Checkbox
              checked={hazard.urgent}
              onChange={(event) => onChange({ ...hazard, urgent: event.target.checked })}
            >
              {t('checks.sheet.urgent')}
            </Checkbox>
          </section>
        )
      })}
      <Button size="large" icon={<PlusOutlined />} onClick={onAdd}>
        {t('checks.sheet.addHazard')}
      </Button>
    </>
  )

  function wordsOf(list: Checklist, { question: name, answer }: DraftHazard): string {
    const question = questionsOf(list).find((one) => one.name === name)
    if (!question) return ''
    const chosen =
      question.kind === 'choice'
        ? question.choices.find((choice) => choice.name === answer)?.label
        : choicesOf(question).includes(answer ?? '')
          ? t(answer === 'yes' ? 'checks.sheet.yes' : 'checks.sheet.no')
          : ''
    return `${question.label} · ${chosen ?? ''}`
  }
}
