import { useTranslation } from 'react-i18next'
import type { Column } from '../../../ui/data-table/column.ts'
import { TableInstant } from '../../../ui/date-text.tsx'
import type { Visit } from '../../api/visits.ts'
import styles from './visits.module.css'

/** The visits' columns. */
export function useVisitColumns(): readonly Column<Visit>[] {
  const { t } = useTranslation()
  return [
    { key: 'at', title: t('visits.at'), width: 148, card: 'meta', cell: ({ at }) => <TableInstant at={at} /> },
    {
      key: 'place',
      title: t('visits.place'),
      card: 'title',
      cell: (visit) => (
        <>
          <b className={visit.voided ? styles.void : styles.name}>{visit.placeName}</b>
          <Tags visit={visit} />
        </>
      ),
    },
    {
      key: 'kind',
      title: t('visits.kind'),
      width: 100,
      card: 'meta',
      cell: ({ kind }) => t(`words.visitKindShort.${kind}`),
    },
    {
      key: 'outcome',
      title: t('visits.outcome'),
      width: 156,
      card: 'aside',
      cell: (visit) => <OutcomeText visit={visit} />,
    },
    {
      key: 'who',
      title: t('visits.who'),
      width: 132,
      card: 'meta',
      wideOnly: true,
      cell: ({ participants, rolesPresent }) =>
        // to whom nobody is named: who they were, without who
        (participants?.map(({ name }) => name) ?? rolesPresent.map((role) => t(`words.role.${role}`))).join(
          t('words.listComma'),
        ),
    },
    {
      key: 'village',
      title: t('visits.village'),
      width: 104,
      card: 'none',
      wideOnly: true,
      cell: ({ villageName }) => villageName,
    },
  ]
}

/** 见到人; 未访到 · 无人在场. */
export function OutcomeText({ visit }: { readonly visit: Pick<Visit, 'outcome' | 'failure'> }) {
  const { t } = useTranslation()
  return (
    <span className={visit.outcome === 'failed' ? styles.failed : undefined}>
      {t(`visits.outcomes.${visit.outcome}`)}
      {visit.failure && ` · ${t(`visits.failures.${visit.failure}`)}`}
    </span>
  )
}

function Tags({ visit }: { readonly visit: Visit }) {
  const { t } = useTranslation()
  if (visit.voided) return <span className={styles.tag}>{t('visits.tags.void')}</span>
  if (visit.waits) {
    return <b className={styles.waits}>{t(visit.timeUncertain ? 'visits.tags.uncertain' : 'visits.tags.waits')}</b>
  }
  if (visit.source === 'paper') return <span className={styles.tag}>{t('visits.tags.paper')}</span>
  return null
}
