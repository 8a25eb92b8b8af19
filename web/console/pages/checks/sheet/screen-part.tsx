import type { AnswerFaultCode } from '@sifang/domain/checklists'
import { hazardsOf, isQuestion } from '@sifang/domain/checklists'
import { useTranslation } from 'react-i18next'
import type { Sheet } from '../../../api/checks.ts'
import { PhotoField } from './photo-field.tsx'
import { QuestionField } from './question-field.tsx'
import type { Screen } from './screens.ts'
import styles from './sheet.module.css'

type Props = {
  readonly sheet: Pick<Sheet, 'checkId' | 'placeId'> | null
  readonly screen: Screen
  readonly answers: Readonly<Record<string, unknown>>
  readonly faults: ReadonlyMap<string, AnswerFaultCode>
  readonly required: ReadonlySet<string>
  readonly onAnswer: (name: string, value: unknown) => void
}

/** The questions of one screen. Without a sheet it is a preview: photos cannot be taken. */
export function ScreenPart({ sheet, screen, answers, faults, required, onAnswer }: Props) {
  const { t } = useTranslation()
  return (
    <>
      {screen.heading && <h2>{screen.heading}</h2>}
      {screen.items.map(({ item, at }) => {
        if (item.kind === 'note') {
          return (
            <p key={at} className={styles.note}>
              {item.label}
            </p>
          )
        }
        if (!isQuestion(item)) return null
        const value = answers[item.name]
        const chosen = [value].flat()
        const hazard = hazardsOf(item).find(({ answer }) => chosen.includes(answer))
        const fault = faults.get(item.name)
        const own = fault === 'against-constraint' ? item.constraintMessage : null
        return (
          <QuestionField
            key={at}
            question={item}
            value={value}
            onChange={(next) => onAnswer(item.name, next)}
            needed={required.has(item.name)}
            problem={fault ? (own ?? t(`checks.sheet.faults.${fault}`)) : undefined}
            hazardDays={hazard?.days ?? null}
            photos={(question) =>
              sheet ? (
                <PhotoField
                  label={question.label}
                  checkId={sheet.checkId}
                  placeId={sheet.placeId}
                  value={Array.isArray(value) ? value.map(String) : []}
                  onChange={(ids) => onAnswer(item.name, ids)}
                />
              ) : (
                <span className={styles.quiet}>{t('checks.sheet.photo')}</span>
              )
            }
          />
        )
      })}
    </>
  )
}
