import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changeSegment, linesQuery } from '../../api/lines.ts'
import type { PlaceDetail } from '../../api/places.ts'
import { KmFields, readKm } from '../divisions/km-fields.tsx'
import { EntryDialog } from './entry-dialog.tsx'

type Props = { readonly place: PlaceDetail; readonly onClose: () => void }

/** From where to where a segment goes. */
export function StretchDialog({ place, onClose }: Props) {
  const { t } = useTranslation()
  const { data: lines } = useQuery(linesQuery)
  const [from, setFrom] = useState(String(place.line?.fromKm ?? ''))
  const [to, setTo] = useState(String(place.line?.toKm ?? ''))
  const [fromKm, toKm] = [readKm(from), readKm(to)]
  const isOther = fromKm !== place.line?.fromKm || toKm !== place.line?.toKm
  return (
    <EntryDialog
      title={t('place.dialog.stretch.title', { name: place.name })}
      saveLabel={t('words.save')}
      stays={t('place.dialog.stretch.stays')}
      ready={isOther && fromKm !== null && toKm !== null}
      send={(entryId) =>
        changeSegment(place.id, entryId, { basedOn: place.version, fromKm: fromKm ?? 0, toKm: toKm ?? 0 })
      }
      onClose={onClose}
    >
      <KmFields
        from={from}
        to={to}
        onFrom={setFrom}
        onTo={setTo}
        lengthKm={lines?.rows.find(({ id }) => id === place.line?.id)?.lengthKm}
      />
    </EntryDialog>
  )
}
