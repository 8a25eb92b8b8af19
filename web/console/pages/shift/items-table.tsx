import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { TableDate } from '../../../ui/date-text.tsx'
import type { DatedItem } from '../../api/briefings.ts'
import type { FollowUp } from '../../api/follow-ups.ts'
import { DueClock } from '../follow-ups/due-clock.tsx'
import { FollowUpName, useFollowUpName, whereOf } from '../follow-ups/follow-up-words.tsx'
import { LeftOut, rowOnPaper } from './sheet-rows.tsx'
import styles from './shift.module.css'

type Props = {
  readonly items: readonly FollowUp[]
  /** Before each line: a box to tick. */
  readonly lead?: (item: FollowUp) => ReactNode
  /** How many rows paper has room for; left out: all. */
  readonly printed?: number | undefined
}

/** Follow-ups on a sheet: how long is left, what, where, who. Each opens. */
export function ItemsTable({ items, lead, printed }: Props) {
  const { t } = useTranslation()
  return (
    <>
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
          {items.map((item, index) => (
            <tr key={item.id} className={rowOnPaper(index, printed)}>
              {lead && <td className={styles.box}>{lead(item)}</td>}
              <td>
                <DueClock of={item} />
              </td>
              <td>
                <Link to="/follow-ups" search={{ selected: item.id }}>
                  <FollowUpName of={item} />
                </Link>
              </td>
              <td>
                <span className={styles.clamp}>{whereOf(item).join(' · ')}</span>
              </td>
              <td>
                <span className={styles.clamp}>{item.owner?.name ?? t('words.none')}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <LeftOut of={items.length} printed={printed} />
    </>
  )
}

type DatesProps = { readonly dates: readonly DatedItem[]; readonly printed?: number | undefined }

/** Revisits, re-checks and other dates. */
export function DatesTable({ dates, printed }: DatesProps) {
  const { t } = useTranslation()
  const nameOf = useFollowUpName()
  return (
    <>
      <table className={styles.table}>
        <tbody>
          {dates.map((item, index) => (
            <tr key={`${item.followUpId} ${item.kind} ${item.no}`} className={rowOnPaper(index, printed)}>
              <td className={styles.due}>
                <TableDate day={item.on} />
              </td>
              <td>
                <Link to="/follow-ups" search={{ selected: item.followUpId }}>
                  {t(`followUps.detail.dateKinds.${item.kind}`)} · {nameOf(item)}
                </Link>
              </td>
              <td>
                <span className={styles.clamp}>{whereOf(item).join(' · ')}</span>
              </td>
              <td className={styles.owner}>
                <span className={styles.clamp}>{item.owner.name}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <LeftOut of={dates.length} printed={printed} />
    </>
  )
}
