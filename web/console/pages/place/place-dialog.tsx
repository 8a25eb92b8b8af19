import { isDivision } from '@sifang/domain/places/kinds'
import { useTranslation } from 'react-i18next'
import { closePlace, type PlaceDetail, reopenPlace } from '../../api/places.ts'
import { closeDivision, reopenDivision } from '../../api/villages.ts'
import { OrderDialog } from '../follow-ups/order-dialog.tsx'
import { CorrectDialog } from './correct-dialog.tsx'
import { MergeDialog } from './merge-dialog.tsx'
import { CommunityDialog, VillageDialog } from './move-dialogs.tsx'
import { OwnerDialog } from './owner-dialog.tsx'
import { ReasonDialog } from './reason-dialog.tsx'
import { StretchDialog } from './stretch-dialog.tsx'
import { TierDialog } from './tier-dialog.tsx'

export type DialogName =
  | 'order'
  | 'tier'
  | 'correct'
  | 'stretch'
  | 'village'
  | 'community'
  | 'owner'
  | 'merge'
  | 'close'
  | 'reopen'

type Props = { readonly name: DialogName; readonly place: PlaceDetail; readonly onClose: () => void }

export function PlaceDialog({ name, place, onClose }: Props) {
  const { t } = useTranslation()
  switch (name) {
    case 'order':
      return <OrderDialog place={place} onClose={onClose} />
    case 'tier':
      return <TierDialog place={place} onClose={onClose} />
    case 'correct':
      return <CorrectDialog place={place} onClose={onClose} />
    case 'stretch':
      return <StretchDialog place={place} onClose={onClose} />
    case 'village':
      return <VillageDialog place={place} onClose={onClose} />
    case 'community':
      return <CommunityDialog place={place} onClose={onClose} />
    case 'owner':
      return <OwnerDialog place={place} onClose={onClose} />
    case 'merge':
      return <MergeDialog place={place} onClose={onClose} />
    case 'close':
    case 'reopen': {
      const ways = isDivision(place.kind)
        ? { close: closeDivision, reopen: reopenDivision }
        : { close: closePlace, reopen: reopenPlace }
      const send = ways[name]
      return (
        <ReasonDialog
          title={t(`place.dialog.${name}.title`, { name: place.name })}
          stays={t(`place.dialog.${name}.stays`)}
          placeholder={t(`place.dialog.${name}.placeholder`)}
          saveLabel={t(`place.dialog.${name}.save`)}
          send={(entryId, reason) => send(place.id, entryId, { reason })}
          onClose={onClose}
        />
      )
    }
  }
}
