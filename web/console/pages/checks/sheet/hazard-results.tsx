import { questionsOf } from '@sifang/domain/checklists'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { TableDate } from '../../../../ui/date-text.tsx'
import type { Sheet, SheetHazard } from '../../../api/checks.ts'
import { useMay } from '../../../api/me.ts'
import { RecheckDialog } from './recheck-dialog.tsx'
import styles from './sheet.module.css'

/** The hazards that were found: until when each is to be put right, how it stands, and every re-check. */
export function HazardResults({ sheet }: { readonly sheet: Sheet }) {
  const { t } = useTranslation()
  const mayFill = useMay('check.fill')
  const [checking, setChecking] = useState<SheetHazard | null>(null)
  const titleOf = ({ question }: SheetHazard) =>
    questionsOf(sheet.checklist).find(({ name }) => name === question)?.label ?? t('checks.result.besides')
  return (
    <section className={styles.card}>
      <h2>{t('checks.result.hazards')}</h2>
      {sheet.hazards.length === 0 && <p className={styles.quiet}>{t('checks.result.noHazards')}</p>}
      {sheet.hazards.map((hazard, at) => (
        <article key={hazard.id} className={styles.hazardResult}>
          <h3>
            <b className={hazard.rectifiedAt ? styles.good : styles.hazard}>{at + 1}</b> {titleOf(hazard)}
            {hazard.rectifiedAt && <span className={styles.good}>{t('checks.result.rectified')}</span>}
          </h3>
          <p className={styles.quiet}>
            {t('checks.result.settleBy')} <TableDate day={hazard.settleBy} />
            {hazard.recheckOn && (
              <>
                {' · '}
                {t('checks.result.recheckOn')} <TableDate day={hazard.recheckOn} />
              </>
            )}
            {' · '}
            {t('checks.result.owner')} {hazard.ownerName}
          </p>
          {hazard.rechecks.map((one) => (
            <p key={one.at} className={styles.quiet}>
              {t('checks.result.rechecked', {
                day: one.at.slice(0, 10),
                name: one.byName,
                outcome: t(`checks.result.outcomes.${one.outcome}`),
              })}
            </p>
          ))}
          <div className={styles.buttons}>
            {mayFill && !hazard.rectifiedAt && (
              <Button size="large" onClick={() => setChecking(hazard)}>
                {t('checks.result.recheck')}
              </Button>
            )}
            <Link to="/follow-ups" search={{ selected: hazard.id }}>
              {t('checks.result.followUp')}
            </Link>
          </div>
        </article>
      ))}
      {checking && (
        <RecheckDialog
          checkId={sheet.checkId}
          hazard={checking}
          title={titleOf(checking)}
          onClose={() => setChecking(null)}
        />
      )}
    </section>
  )
}
