import { PrinterOutlined } from '@ant-design/icons'
import { kmLabel } from '@sifang/domain/lines'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { Pane } from '../../../ui/pane.tsx'
import { WaitingRows } from '../../../ui/waiting.tsx'
import { linesQuery } from '../../api/lines.ts'
import { type PlaceFilter, placesToPrintQuery } from '../../api/places.ts'
import { Problem } from '../../shell/problem.tsx'
import { FieldAddress, fieldLink } from '../devices/field-address.tsx'
import { usePlaceKind } from '../place/place-kind.ts'
import { type Label, LabelSheet } from './label-sheet.tsx'
import { labelsRoute } from './route.ts'

/** A4, eight to a sheet. What hangs at a door says name and village: never a tier, an incident or a contact. */
export function LabelsPage() {
  const { posts, ...filter } = labelsRoute.useSearch()
  return posts === undefined ? <PlaceLabels filter={filter} /> : <PostLabels lineId={posts} />
}

function PlaceLabels({ filter }: { readonly filter: PlaceFilter }) {
  const kindName = usePlaceKind()
  const { data, error } = useQuery(placesToPrintQuery(filter))
  const labels = data?.rows.map(
    ({ id, name, villageName, kind }): Label => ({
      id,
      title: name,
      below: [villageName === name ? null : villageName, kindName(kind)].filter(Boolean).join(' · '),
      link: fieldLink(`p/${id}`),
    }),
  )
  return <Labels labels={labels} error={error} left={data?.left ?? false} />
}

function PostLabels({ lineId }: { readonly lineId: string }) {
  const { data, error } = useQuery(linesQuery)
  const line = data?.rows.find(({ id }) => id === lineId)
  const labels =
    data &&
    (line?.posts ?? []).map(
      ({ km }): Label => ({
        id: String(km),
        title: kmLabel(km),
        below: line?.name ?? '',
        link: fieldLink(`k/${lineId}/${km}`),
      }),
    )
  return <Labels labels={labels} error={error} left={false} />
}

type Props = {
  readonly labels: readonly Label[] | undefined
  readonly error: Error | null
  /** There are more than one print holds. */
  readonly left: boolean
}

function Labels({ labels, error, left }: Props) {
  const { t } = useTranslation()
  return (
    <>
      <div className="screen-only">
        <PageHeader
          title={t('labels.title')}
          aside={labels && t('labels.count', { count: labels.length, sheets: Math.ceil(labels.length / 8) })}
          actions={
            labels !== undefined &&
            labels.length > 0 && (
              <Button type="primary" icon={<PrinterOutlined />} onClick={() => print()}>
                {t('labels.print')}
              </Button>
            )
          }
        >
          <p>{t('labels.lead')}</p>
          {left && <p>{t('labels.left')}</p>}
          <FieldAddress />
        </PageHeader>
      </div>
      {error && (
        <Pane>
          <Problem of={error} />
        </Pane>
      )}
      {labels === undefined && !error && <WaitingRows rows={12} />}
      {labels?.length === 0 && <EmptyState title={t('labels.none.title')} hint={t('labels.none.hint')} />}
      {labels !== undefined && labels.length > 0 && <LabelSheet labels={labels} />}
    </>
  )
}
