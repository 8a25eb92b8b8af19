import { useTranslation } from 'react-i18next'
import type { Column } from '../../../ui/data-table/column.ts'
import { TableDate } from '../../../ui/date-text.tsx'
import type { Check, CheckState } from '../../api/checks.ts'
import styles from './checks.module.css'

/** The checks' columns. */
export function useCheckColumns(): readonly Column<Check>[] {
  const { t } = useTranslation()
  return [
    {
      key: 'day',
      title: t('checks.day'),
      width: 108,
      card: 'meta',
      cell: ({ plannedOn }) => <TableDate day={plannedOn} />,
    },
    {
      key: 'title',
      title: t('checks.theme'),
      card: 'title',
      cell: ({ title }) => <b className={styles.name}>{title}</b>,
    },
    {
      key: 'place',
      title: t('checks.place'),
      card: 'meta',
      cell: ({ places, placeName }) =>
        places === 1 ? placeName : t('checks.placesMore', { name: placeName, count: places }),
    },
    {
      key: 'state',
      title: t('checks.filter.state'),
      width: 92,
      card: 'aside',
      cell: ({ state }) => <StateText state={state} />,
    },
    {
      key: 'progress',
      title: t('checks.progress'),
      width: 150,
      card: 'meta',
      cell: ({ places, done }) => t('checks.progressText', { places, done }),
    },
    {
      key: 'hazards',
      title: t('checks.hazards'),
      width: 190,
      card: 'meta',
      cell: ({ openHazards, nextRecheckOn }) =>
        openHazards === 0 ? (
          <span className={styles.quiet}>{t('checks.noHazards')}</span>
        ) : (
          <>
            <b className={styles.hazard}>{t('checks.openHazards', { count: openHazards })}</b>
            {nextRecheckOn && (
              <span className={styles.quiet}>
                {' '}
                · {t('checks.nextRecheck')} <TableDate day={nextRecheckOn} />
              </span>
            )}
          </>
        ),
    },
    {
      key: 'checklist',
      title: t('checks.checklist'),
      width: 150,
      card: 'none',
      wideOnly: true,
      cell: ({ checklistTitle }) => checklistTitle,
    },
  ]
}

export function StateText({ state }: { readonly state: CheckState }) {
  const { t } = useTranslation()
  return <span className={styles[`state-${state}`]}>{t(`checks.states.${state}`)}</span>
}
