import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { TableDate } from '../../../ui/date-text.tsx'
import type { DatedItem } from '../../api/briefings.ts'
import type { FollowUp } from '../../api/follow-ups.ts'
import { DueClock } from '../follow-ups/due-clock.tsx'
import { FollowUpName, useFollowUpName, whereOf } from '../follow-ups/follow-up-words.tsx'
import styles from './shift.module.css'

type Props = {
  readonly items: readonly FollowUp[]
  /** Before each line: a box to tick. */
  readonly lead?: (item: FollowUp) => ReactNode
}

/** Follow-ups on a sheet: how long is left, what, where, who. Each opens. */
export function ItemsTable({ items, lead }: Props) {
  const { t } = useTranslation()
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          {lead && <th className={styles.box}>{t('shift.handOver.handOn')}</th>}
          <th className={styles.due}>{t('shift.columns.due')}</th>
          <th>{t('shift.columns.what')}</th>
          <th>{t('shift.columns.where')}</th>
          <th className={styles.owner}>{t('shift.columns.owner')}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={item.id}>
            {lead && <td className={styles.box}>{lead(item)}</td>}
            <td>
              <DueClock of={item} />
            </td>
            <td>
              <Link to="/follow-ups" search={{ selected: item.id }}>
                <FollowUpName of={item} />
              </Link>
            </td>
            <td>{whereOf(item).join(' · ')}</td>
            <td>{item.owner?.name ?? t('words.none')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Revisits, re-checks and other dates. */
export function DatesTable({ dates }: { readonly dates: readonly DatedItem[] }) {
  const { t } = useTranslation()
  const nameOf = useFollowUpName()
  return (
    <table className={styles.table}>
      <tbody>
        {dates.map((item) => (
          <tr key={`${item.followUpId} ${item.kind} ${item.no}`}>
            <td className={styles.due}>
              <TableDate day={item.on} />
            </td>
            <td>
              <Link to="/follow-ups" search={{ selected: item.followUpId }}>
                {t(`followUps.detail.dateKinds.${item.kind}`)} · {nameOf(item)}
              </Link>
            </td>
            <td>{whereOf(item).join(' · ')}</td>
            <td className={styles.owner}>{item.owner.name}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
