import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { DateText } from '../../../ui/date-text.tsx'
import { Facts } from '../../../ui/facts.tsx'
import { TierMark } from '../../../ui/tier-mark.tsx'
import type { Duty } from '../../api/duties.ts'
import { useMay } from '../../api/me.ts'
import { usePlaceKind } from '../place/place-kind.ts'
import { AskExcusalButton } from '../tiers/ask-excusal.tsx'
import styles from './duty-detail.module.css'
import { DutyState } from './duty-state.tsx'
import { useLineName } from './line-name.ts'

/** A chosen duty: where, until when, who, and the likeliest next step. */
export function DutyDetail({ duty }: { readonly duty: Duty }) {
  const { t } = useTranslation()
  const kindName = usePlaceKind()
  const lineName = useLineName()
  const mayRecord = useMay('visit.record')
  return (
    <article className={styles.detail}>
      <header className={styles.head}>
        <TierMark tier={duty.tier} long />
        <h2>{duty.placeName}</h2>
        <p className={styles.due}>
          <DutyState duty={duty} />
        </p>
      </header>
      <div className={`${styles.actions} screen-only`}>
        {mayRecord && duty.state === 'open' && (
          <Link to="/visits" search={{ record: true, placeId: duty.placeId }}>
            <Button type="primary" tabIndex={-1}>
              {t('words.goVisit')}
            </Button>
          </Link>
        )}
        <Link to="/places/$placeId" params={{ placeId: duty.placeId }}>
          <Button tabIndex={-1}>{t('duties.openPlace')}</Button>
        </Link>
        {mayBeExcused(duty) && <AskExcusalButton key={`${duty.placeId} ${duty.lineId}`} duty={duty} />}
      </div>
      <Facts
        facts={[
          { label: t('duties.window'), value: <Window duty={duty} /> },
          { label: t('duties.line'), value: lineName(duty) },
          {
            label: t('duties.visits'),
            value: t('duties.visitsOf', { done: duty.visitsDone, all: duty.visits }),
          },
          { label: t('duties.owner'), value: duty.ownerName ?? t('words.none') },
          { label: t('duties.village'), value: duty.villageName ?? t('words.none') },
          { label: t('duties.kind'), value: kindName(duty.placeKind) },
          ...(duty.failedAttempts > 0
            ? [{ label: t('duties.state'), value: t('duties.failed', { count: duty.failedAttempts }) }]
            : []),
        ]}
      />
    </article>
  )
}

/** “Until 7 days after the window's end” (DOMAIN.md §4). */
const excusableDays = 7

function mayBeExcused({ state, daysLeft }: Duty): boolean {
  return state === 'open' || (state === 'missed' && daysLeft + excusableDays > 0)
}

function Window({ duty }: { readonly duty: Duty }) {
  return (
    <>
      <DateText day={duty.from} /> – <DateText day={duty.until} />
    </>
  )
}
