import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { DateText, TableInstant } from '../../../ui/date-text.tsx'
import { Figure } from '../../../ui/figure.tsx'
import { TierMark } from '../../../ui/tier-mark.tsx'
import { WaitingRows } from '../../../ui/waiting.tsx'
import { type Meeting, meetingQuery } from '../../api/briefings.ts'
import { useMe } from '../../api/me.ts'
import { Problem } from '../../shell/problem.tsx'
import { DatesTable, ItemsTable } from './items-table.tsx'
import { shareRows } from './sheet-rows.tsx'
import styles from './shift.module.css'

/** 晨会: the first page's questions on one A4. */
export function MeetingPart() {
  const { data: meeting, error, isPending, refetch } = useQuery(meetingQuery)
  if (error) return <Problem of={error} onRetry={() => void refetch()} />
  if (isPending) return <WaitingRows rows={12} />
  return <Sheet of={meeting} />
}

/** Of two lines each, below the columns, on one A4. */
const paperRows = 14

function Sheet({ of: meeting }: { readonly of: Meeting }) {
  const { t } = useTranslation()
  const { station } = useMe()
  const [items, dates] = shareRows([meeting.items.length, meeting.dates.length], paperRows)
  return (
    <article className={styles.sheet}>
      <header className={styles.head}>
        <div>
          <p className={styles.station}>{station.name}</p>
          <h2 className={styles.title}>
            {t('shift.tabs.meeting')} · <DateText day={meeting.at} />
          </h2>
        </div>
        <p className={styles.quiet}>
          <TableInstant at={meeting.since} /> – <TableInstant at={meeting.at} />
        </p>
      </header>
      <div className={styles.columns}>
        <LastDay of={meeting.lastDay} />
        <Due of={meeting} />
        <Decisions of={meeting} />
      </div>
      <Section title={t('shift.meeting.items')}>
        {meeting.items.length === 0 ? (
          <p>{t('shift.meeting.noItems')}</p>
        ) : (
          <ItemsTable items={meeting.items} printed={items} />
        )}
      </Section>
      <Section title={t('shift.meeting.dates')}>
        {meeting.dates.length === 0 ? (
          <p>{t('shift.meeting.noDates')}</p>
        ) : (
          <DatesTable dates={meeting.dates} printed={dates} />
        )}
      </Section>
    </article>
  )
}

function Section({ title, children }: { readonly title: ReactNode; readonly children: ReactNode }) {
  return (
    <section className={styles.section}>
      <h3>{title}</h3>
      {children}
    </section>
  )
}

function LastDay({ of }: { readonly of: Meeting['lastDay'] }) {
  const { t } = useTranslation()
  const all = (counts: readonly { readonly count: number }[]) => counts.reduce((sum, { count }) => sum + count, 0)
  const findings = of.findings.map(({ code, count }) => `${t(`findings.kinds.${code}`)} ${count}`)
  const incidents = of.incidents.map(
    ({ code, count }) => `${t(`incidents.categories.${code}`, { defaultValue: code })} ${count}`,
  )
  return (
    <Section title={t('shift.meeting.lastDay')}>
      <dl className={styles.counts}>
        <Line name={t('shift.meeting.visits')}>
          <Figure to="/visits" value={all(of.visits)} />
          <small>
            {t('shift.meeting.attempts')} {of.attempts}
          </small>
        </Line>
        <Line name={t('shift.meeting.findings')}>
          <Figure to="/follow-ups" value={all(of.findings)} />
          <small className={styles.clamp}>{findings.join('，')}</small>
        </Line>
        <Line name={t('shift.meeting.incidents')}>
          <Figure to="/incidents" value={all(of.incidents)} />
          <small className={styles.clamp}>{incidents.join('，')}</small>
        </Line>
        <Line name={t('shift.meeting.opened')}>
          <Figure to="/follow-ups" value={of.opened} />
          <small>
            {t('shift.meeting.settled')} {of.settled} · {t('shift.meeting.confirmed')} {of.confirmed} ·{' '}
            {t('shift.meeting.escalated')} {of.escalated}
          </small>
        </Line>
      </dl>
    </Section>
  )
}

const tiers = ['red', 'yellow', 'green'] as const

function Due({ of: { due, followUps } }: { readonly of: Meeting }) {
  const { t } = useTranslation()
  return (
    <Section title={t('shift.meeting.due')}>
      <dl className={styles.counts}>
        {tiers.map((tier) => (
          <Line key={tier} name={<TierMark tier={tier} />}>
            <Figure to="/duties" search={{ tier }} value={due[tier].due} />
            <small>
              {t('shift.meeting.dueToday')} {due[tier].today} · {t('shift.meeting.missed')} {due[tier].missed}
            </small>
          </Line>
        ))}
        <Line name={t('shift.meeting.followUps')}>
          <Figure to="/follow-ups" value={followUps.open} />
          <small>
            {t('shift.meeting.unanswered')} {followUps.unanswered} · {t('shift.meeting.overdue')} {followUps.overdue} ·{' '}
            {t('shift.meeting.toTell')} {followUps.settled}
          </small>
        </Line>
      </dl>
    </Section>
  )
}

const decisions = ['incidents', 'tierProposals', 'excusals', 'lateVisits', 'redReviews'] as const

function Decisions({ of: { waiting, roster, gaps } }: { readonly of: Meeting }) {
  const { t } = useTranslation()
  const people = (officer: { name: string } | null, leader: { name: string } | null) =>
    officer || leader ? [leader?.name, officer?.name].filter(Boolean).join(' · ') : t('shift.meeting.nobody')
  const open = decisions.filter((name) => waiting[name] > 0)
  return (
    <Section title={t('shift.meeting.on')}>
      <dl className={styles.counts}>
        <Line name={t('shift.meeting.onNow')}>
          <span className={styles.clamp}>{people(roster.dutyOfficer, roster.shiftLeader)}</span>
        </Line>
        <Line name={t('shift.meeting.onNext')}>
          <span className={styles.clamp}>{people(roster.nextDutyOfficer, roster.nextShiftLeader)}</span>
        </Line>
        <Line name={t('shift.meeting.decisions')}>
          {open.length === 0
            ? t('shift.nothing')
            : open.map((name) => (
                <Link key={name} to="/tiers" className={styles.waiting}>
                  {t(`shift.meeting.waiting.${name}`)} {waiting[name]}
                </Link>
              ))}
        </Line>
        <Line name={t('shift.meeting.failedTwice')}>
          <Figure to="/visits" value={waiting.failedTwice} />
        </Line>
        <Line name={t('shift.meeting.withoutVolunteer')}>
          {gaps.villagesWithoutVolunteer.length === 0 ? (
            t('shift.nothing')
          ) : (
            <span className={styles.clamp}>{gaps.villagesWithoutVolunteer.map(({ name }) => name).join('、')}</span>
          )}
        </Line>
      </dl>
    </Section>
  )
}

function Line({ name, children }: { readonly name: ReactNode; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
