import { isQuestion, judgeAnswers, type Question } from '@sifang/domain/checklists'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { attachmentAddress } from '../../../api/attachments.ts'
import type { Answers, Sheet } from '../../../api/checks.ts'
import styles from './sheet.module.css'

type Props = {
  readonly sheet: Sheet
  /** Texts and photos, once they were opened. */
  readonly sealed: Answers | null
  /** To be read only: nothing in it leads anywhere. */
  readonly toRead?: boolean
}

/** What was asked and answered, hazards marked. */
export function AnswerList({ sheet, sealed, toRead = false }: Props) {
  const { t } = useTranslation()
  const answers: Answers = { ...sheet.answers, ...sealed }
  const { shown, hazards } = judgeAnswers(sheet.checklist, answers, sheet.plannedOn)
  return (
    <dl className={styles.answers}>
      {sheet.checklist.items.map((item, at) => {
        if (!shown[at] || item.kind === 'note') return null
        if (!isQuestion(item)) {
          return (
            <div key={`heading ${item.label}`} className={styles.answerHeading}>
              {item.label}
            </div>
          )
        }
        const hazard = hazards.some(({ name }) => name === item.name)
        const hidden = sealed === null && (item.kind === 'text' || item.kind === 'photo')
        return (
          <div key={item.name} className={styles.answer}>
            <dt>{item.label}</dt>
            <dd className={hazard ? styles.hazard : undefined}>{hidden ? '•••' : shownAnswer(item)}</dd>
          </div>
        )
      })}
    </dl>
  )

  function shownAnswer(question: Question): ReactNode {
    const answer = answers[question.name]
    if (answer === undefined) return <span className={styles.quiet}>{t('checks.result.unanswered')}</span>
    const chosen = [answer].flat().map(String)
    switch (question.kind) {
      case 'yes-no':
        return t(answer === 'yes' ? 'checks.sheet.yes' : 'checks.sheet.no')
      case 'choice':
        return chosen
          .map((name) => question.choices.find((choice) => choice.name === name)?.label ?? name)
          .join(t('words.listComma'))
      case 'photo':
        if (toRead) return t('checks.result.photos', { count: chosen.length })
        return (
          <span className={styles.photos}>
            {chosen.map((id) => (
              <a
                key={id}
                className={styles.photo}
                href={attachmentAddress(sheet.checkId, id, { purpose: 'check' })}
                target="_blank"
                rel="noreferrer"
              >
                <img src={attachmentAddress(sheet.checkId, id, { purpose: 'check' })} alt={question.label} />
              </a>
            ))}
          </span>
        )
      default:
        return chosen.join('')
    }
  }
}
