import { useTranslation } from 'react-i18next'
import type { Column } from '../../../ui/data-table/column.ts'
import type { FollowUp } from '../../api/follow-ups.ts'
import { DueClock } from './due-clock.tsx'
import { FollowUpName } from './follow-up-words.tsx'
import styles from './follow-ups.module.css'

/** A line of the inbox: how long is left, what, where, who, how far. */
export function useFollowUpColumns(): readonly Column<FollowUp>[] {
  const { t } = useTranslation()
  return [
    {
      key: 'due',
      title: t('followUps.columns.due'),
      width: 148,
      card: 'aside',
      cell: (row) => <DueClock of={row} />,
    },
    {
      key: 'what',
      title: t('followUps.columns.what'),
      card: 'title',
      cell: (row) => (
        <span className={styles.oneLine}>
          <FollowUpName of={row} />
        </span>
      ),
    },
    {
      key: 'where',
      title: t('followUps.columns.where'),
      width: 208,
      card: 'meta',
      cell: ({ placeName, villageName }) =>
        villageName === null || villageName === placeName ? placeName : `${placeName} · ${villageName}`,
    },
    {
      key: 'owner',
      title: t('followUps.columns.owner'),
      width: 88,
      card: 'meta',
      cell: ({ owner }) => owner?.name ?? t('words.none'),
    },
    {
      key: 'state',
      title: t('followUps.columns.state'),
      width: 88,
      card: 'meta',
      wideOnly: true,
      cell: ({ state }) => t(`followUps.states.${state}`),
    },
  ]
}
