import { useTranslation } from 'react-i18next'
import type { Column, ColumnFilter } from '../../../ui/data-table/column.ts'
import { TableDate } from '../../../ui/date-text.tsx'
import { TierMark } from '../../../ui/tier-mark.tsx'
import type { Duty } from '../../api/duties.ts'
import { DutyState } from './duty-state.tsx'
import { useLineName } from './line-name.ts'
import { dutiesRoute } from './route.ts'

const tierChoices = ['red', 'yellow', 'green', 'none'] as const

/** The due list's columns; the tier's and the due column's heads filter through the address. */
export function useDutyColumns(today: string | undefined): readonly Column<Duty>[] {
  const { t } = useTranslation(['console', 'ui'])
  const lineName = useLineName()
  const search = dutiesRoute.useSearch()
  const navigate = dutiesRoute.useNavigate()
  const dueChoice = search.missed ? 'missed' : search.until ? 'today' : undefined

  const dueFilter: ColumnFilter = {
    options: [
      { value: 'missed', label: t('duties.missedState') },
      { value: 'today', label: t('duties.today') },
    ],
    value: dueChoice,
    onChange: (value) =>
      void navigate({
        search: (now) => ({
          ...now,
          missed: value === 'missed' ? true : undefined,
          until: value === 'today' ? today : undefined,
          selected: undefined,
        }),
      }),
  }

  return [
    {
      key: 'tier',
      title: t('words.tier'),
      width: 92,
      card: 'lead',
      cell: ({ tier }) => <TierMark tier={tier} />,
      filter: {
        options: tierChoices.map((value) => ({ value, label: t(`ui:tier.${value}`) })),
        value: search.tier,
        onChange: (value) =>
          void navigate({
            search: (now) => ({ ...now, tier: tierChoices.find((tier) => tier === value), selected: undefined }),
          }),
      },
    },
    {
      key: 'place',
      title: t('duties.place'),
      card: 'title',
      cell: ({ placeName }) => <b style={{ fontWeight: 500 }}>{placeName}</b>,
    },
    {
      key: 'due',
      title: t(search.state ? 'duties.state' : 'duties.due'),
      width: 236,
      card: 'meta',
      cell: (duty) => <DutyState duty={duty} />,
      // the states of a campaign are chosen above the list
      ...(search.state ? {} : { filter: dueFilter }),
    },
    { key: 'village', title: t('duties.village'), width: 104, card: 'meta', cell: ({ villageName }) => villageName },
    {
      key: 'owner',
      title: t('duties.owner'),
      width: 96,
      card: 'meta',
      cell: ({ ownerName }) => ownerName ?? t('words.none'),
    },
    {
      key: 'line',
      title: t('duties.line'),
      width: 200,
      card: 'none',
      wideOnly: true,
      cell: lineName,
    },
    {
      key: 'last',
      title: t('duties.last'),
      width: 108,
      card: 'none',
      wideOnly: true,
      cell: ({ until }) => <TableDate day={until} />,
    },
    {
      key: 'visits',
      title: t('duties.visits'),
      width: 64,
      align: 'end',
      card: 'none',
      cell: ({ visits, visitsDone }) => t('duties.visitsOf', { done: visitsDone, all: visits }),
    },
  ]
}
