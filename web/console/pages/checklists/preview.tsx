import { judgeAnswers } from '@sifang/domain/checklists'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isoDay } from '../../../ui/civil-time.ts'
import { useStationTime } from '../../../ui/station-time.tsx'
import type { Content } from '../../api/checklists.ts'
import { ScreenPart } from '../checks/sheet/screen-part.tsx'
import { screensOf } from '../checks/sheet/screens.ts'
import styles from './checklists.module.css'

/** The checklist as a phone shows it, to be tried; nothing is kept. */
export function Preview({ content }: { readonly content: Content }) {
  const { t } = useTranslation()
  const { timeZone, now } = useStationTime()
  const [answers, setAnswers] = useState<Readonly<Record<string, unknown>>>({})
  const judged = judgeAnswers(content, answers, isoDay(now(), timeZone))
  const missing = new Set(judged.faults.flatMap(({ name, code }) => (code === 'missing' ? [name] : [])))
  const wrong = new Map(
    judged.faults.flatMap(({ name, code }) =>
      code === 'missing' || code === 'unknown-question' ? [] : [[name, code]],
    ),
  )
  return (
    <section className={styles.preview} aria-label={t('checklists.preview')}>
      <h2>{t('checklists.preview')}</h2>
      <p className={styles.quiet}>{t('checklists.previewHint')}</p>
      {screensOf(content, judged.shown).map((screen, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: screens have no identity but their place
        <div key={at} className={styles.screen}>
          <ScreenPart
            sheet={null}
            screen={screen}
            answers={answers}
            faults={wrong}
            required={missing}
            onAnswer={(name, value) => setAnswers((known) => ({ ...known, [name]: value }))}
          />
        </div>
      ))}
    </section>
  )
}
