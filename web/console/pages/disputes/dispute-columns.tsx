import { useTranslation } from 'react-i18next'
import type { Column } from '../../../ui/data-table/column.ts'
import { TableDate } from '../../../ui/date-text.tsx'
import type { DisputeLine } from '../../api/disputes.ts'
import { useCauseWord } from './dispute-words.ts'

export function useDisputeColumns(): readonly Column<DisputeLine>[] {
  const { t } = useTranslation()
  const causeWord = useCauseWord()
  return [
    {
      key: 'on',
      title: t('disputes.list.reportedOn'),
      width: 112,
      card: 'meta',
      cell: ({ reportedOn }) => <TableDate day={reportedOn} />,
    },
    {
      key: 'cause',
      title: t('disputes.list.cause'),
      width: 128,
      card: 'title',
      cell: ({ cause }) => <b style={{ fontWeight: 500 }}>{causeWord(cause)}</b>,
    },
    { key: 'village', title: t('disputes.list.village'), card: 'meta', cell: ({ villageName }) => villageName },
    {
      key: 'procedure',
      title: t('disputes.list.procedure'),
      width: 112,
      card: 'meta',
      cell: ({ procedure }) => procedure && t(`disputes.procedures.${procedure}`),
    },
    {
      key: 'state',
      title: t('disputes.list.state'),
      width: 200,
      card: 'aside',
      cell: ({ state }) => t(`disputes.states.${state}`),
    },
    {
      key: 'ended',
      title: t('disputes.list.ended'),
      width: 112,
      card: 'none',
      wideOnly: true,
      cell: ({ endedOn }) => endedOn && <TableDate day={endedOn} />,
    },
  ]
}
