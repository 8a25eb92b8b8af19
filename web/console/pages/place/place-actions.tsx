import { mayOpen } from '@sifang/domain/follow-ups'
import { type Permission, permissionOver } from '@sifang/domain/permissions'
import { isDivision } from '@sifang/domain/places/kinds'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useKeys } from '../../../ui/keyboard/keyboard.tsx'
import { useNarrow } from '../../../ui/theme/appearance.tsx'
import { useMe } from '../../api/me.ts'
import type { PlaceDetail } from '../../api/places.ts'
import styles from './place-actions.module.css'
import { type DialogName, PlaceDialog } from './place-dialog.tsx'

type Action =
  | { readonly key: LinkName; readonly kind: 'link' }
  | { readonly key: ActionName; readonly kind: 'dialog'; readonly dialog: DialogName }
type LinkName = 'visit' | 'finding' | 'incident' | 'onMap'
type ActionName =
  | 'order'
  | 'tier'
  | 'correct'
  | 'stretch'
  | 'village'
  | 'community'
  | 'owner'
  | 'officer'
  | 'merge'
  | 'close'
  | 'reopen'

/** What can be done here now by who is signed in, the likeliest first. */
function useActions(place: PlaceDetail): readonly Action[] {
  const { permissions, member } = useMe()
  const may = (permission: Permission) => Boolean(permissions[permission])
  const mayClose = may(permissionOver(place.kind, 'place.close'))
  const division = isDivision(place.kind)
  const dialog = (key: ActionName, dialogName: DialogName, when: boolean): readonly Action[] =>
    when ? [{ key, kind: 'dialog', dialog: dialogName }] : []
  const link = (key: LinkName, when: boolean): readonly Action[] => (when ? [{ key, kind: 'link' }] : [])
  const plain = !division && place.kind !== 'segment'
  if (place.mergedInto) return []
  if (place.closedAt) {
    return [
      ...dialog('reopen', 'reopen', mayClose),
      // what it lay in may be closed: it reopens somewhere else
      ...dialog('village', 'village', !division && may('place.write')),
      ...dialog('community', 'community', place.kind === 'village' && may('division.write')),
      ...dialog('merge', 'merge', plain && may('place.merge')),
    ]
  }
  return [
    ...link('visit', may('visit.record')),
    ...link('finding', may('finding.enter') && place.kind !== 'community'),
    ...link('incident', may('incident.report') && place.kind !== 'community'),
    ...dialog('order', 'order', mayOpen(member.role, 'order') && place.kind !== 'community'),
    ...dialog('tier', 'tier', may('tier.propose') && place.tier !== null),
    ...dialog('correct', 'correct', may(permissionOver(place.kind, 'place.write'))),
    ...dialog('stretch', 'stretch', place.kind === 'segment' && may('line.write')),
    ...dialog('officer', 'owner', place.kind === 'village' && may('roster.write')),
    ...dialog('owner', 'owner', !division && may('roster.write')),
    ...dialog('village', 'village', !division && may('place.write')),
    ...dialog('community', 'community', place.kind === 'village' && may('division.write')),
    ...link('onMap', place.latitude !== null && may('place.read')),
    ...dialog('merge', 'merge', plain && may('place.merge')),
    ...dialog('close', 'close', mayClose),
  ]
}

type Props = {
  readonly place: PlaceDetail
  /** Only the first few, for a pane beside a list. */
  readonly most?: number
}

export function PlaceActions({ place, most }: Props) {
  const { t } = useTranslation()
  const [open, setOpen] = useState<DialogName | null>(null)
  const narrow = useNarrow()
  const [all, setAll] = useState(false)
  const offered = useActions(place)
  const short = most ?? (narrow && !all ? 3 : offered.length)
  const actions = offered.slice(0, short)
  const correcting = actions.some(({ key }) => key === 'correct')
  useKeys(correcting ? [{ keys: 'e', label: t('place.action.correct'), run: () => setOpen('correct') }] : [])

  return (
    <>
      <div className={`${styles.actions} screen-only`}>
        {actions.map((action, index) => (
          <ActionButton
            key={action.key}
            action={action}
            place={place}
            first={index === 0}
            onOpen={setOpen}
            label={t(`place.action.${action.key}`)}
          />
        ))}
        {most === undefined && narrow && !all && offered.length > short && (
          <Button onClick={() => setAll(true)}>{t('place.action.more')}</Button>
        )}
      </div>
      {open && <PlaceDialog name={open} place={place} onClose={() => setOpen(null)} />}
    </>
  )
}

type ButtonProps = {
  readonly action: Action
  readonly place: PlaceDetail
  readonly first: boolean
  readonly label: ReactNode
  readonly onOpen: (dialog: DialogName) => void
}

function ActionButton({ action, place, first, label, onOpen }: ButtonProps) {
  const type = first ? 'primary' : 'default'
  if (action.kind === 'dialog') {
    return (
      <Button type={type} onClick={() => onOpen(action.dialog)}>
        {label}
      </Button>
    )
  }
  const button = (
    <Button type={type} tabIndex={-1} block>
      {label}
    </Button>
  )
  if (action.key === 'visit') {
    return (
      <Link to="/visits" search={{ record: true, placeId: place.id }}>
        {button}
      </Link>
    )
  }
  if (action.key === 'finding') {
    return (
      <Link to="/intake" search={{ placeId: place.id }}>
        {button}
      </Link>
    )
  }
  if (action.key === 'onMap') {
    return (
      <Link to="/map" search={{ selected: place.id }}>
        {button}
      </Link>
    )
  }
  return (
    <Link to="/incidents" search={{ report: true, placeId: place.id }}>
      {button}
    </Link>
  )
}
