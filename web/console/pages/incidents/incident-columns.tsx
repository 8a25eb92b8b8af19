import { useTranslation } from 'react-i18next'
import type { Column } from '../../../ui/data-table/column.ts'
import { TableInstant } from '../../../ui/date-text.tsx'
import type { Incident } from '../../api/incidents.ts'
import { useCategoryWord } from './category-words.ts'
import { LateMark, StatusText, WhereText } from './incident-parts.tsx'

export function useIncidentColumns(): readonly Column<Incident>[] {
  const { t } = useTranslation()
  const word = useCategoryWord()
  return [
    {
      key: 'at',
      title: t('incidents.at'),
      width: 148,
      card: 'meta',
      cell: ({ occurredAt }) => <TableInstant at={occurredAt} />,
    },
    {
      key: 'category',
      title: t('incidents.category'),
      width: 128,
      card: 'title',
      cell: ({ category, foundLate }) => (
        <>
          <b style={{ fontWeight: 500 }}>{word(category)}</b> {foundLate && <LateMark />}
        </>
      ),
    },
    { key: 'where', title: t('incidents.where'), card: 'meta', cell: (row) => <WhereText incident={row} /> },
    {
      key: 'village',
      title: t('words.village'),
      width: 104,
      card: 'none',
      wideOnly: true,
      cell: ({ villageName }) => villageName,
    },
    {
      key: 'source',
      title: t('incidents.source'),
      width: 104,
      card: 'meta',
      wideOnly: true,
      cell: ({ source }) => t(`incidents.sources.${source}`),
    },
    {
      key: 'status',
      title: t('incidents.status'),
      width: 96,
      card: 'aside',
      cell: ({ status }) => <StatusText status={status} />,
    },
  ]
}
