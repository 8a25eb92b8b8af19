import { SwapOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { mergePlace, type PlaceDetail, placeQuery } from '../../api/places.ts'
import { Field } from '../../fields/field.tsx'
import { type ChosenPlace, PlaceField } from '../../fields/place-field.tsx'
import { Problem } from '../../shell/problem.tsx'
import { EntryDialog } from './entry-dialog.tsx'
import styles from './merge-dialog.module.css'
import { MergeSides } from './merge-sides.tsx'

type Props = { readonly place: PlaceDetail; readonly onClose: () => void }

const effects = ['closed', 'history', 'contact', 'final'] as const

/** Two records of one place: both side by side before one goes into the other. */
export function MergeDialog({ place, onClose }: Props) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [chosen, setChosen] = useState<ChosenPlace | null>(null)
  const [swapped, setSwapped] = useState(false)
  const [reason, setReason] = useState('')
  const [asked, setAsked] = useState(false)
  const other = useQuery({ ...placeQuery(chosen?.id ?? ''), enabled: chosen !== null })
  const found = chosen ? other.data : undefined
  const [loser, winner] = swapped ? [found, place] : [place, found]
  const same = chosen?.id === place.id
  const said = reason.trim().length >= 2

  return (
    <EntryDialog
      title={t('place.dialog.merge.title')}
      width={760}
      saveLabel={t('place.dialog.merge.save', { name: winner?.name ?? '…' })}
      danger
      stays={
        <ul>
          {effects.map((effect) => (
            <li key={effect}>{t(`place.dialog.merge.effects.${effect}`)}</li>
          ))}
        </ul>
      }
      ready={loser !== undefined && winner !== undefined && !same && said && winner.closedAt === null}
      onAsked={() => setAsked(true)}
      send={(entryId) => mergePlace(loser?.id ?? '', entryId, { intoId: winner?.id ?? '', reason: reason.trim() })}
      onDone={() => {
        if (winner) void navigate({ to: '/places/$placeId', params: { placeId: winner.id }, search: {} })
      }}
      onClose={onClose}
    >
      <div className={styles.find}>
        <Field
          label={t('place.dialog.merge.find')}
          problem={same ? t('place.dialog.merge.same') : winner?.closedAt ? t('place.dialog.merge.closed') : null}
        >
          <PlaceField label={t('place.dialog.merge.find')} value={chosen} onChange={setChosen} withTier autoFocus />
        </Field>
        <Button icon={<SwapOutlined />} disabled={!found || same} onClick={() => setSwapped(!swapped)}>
          {t('place.dialog.merge.swap')}
        </Button>
      </div>
      {other.error && <Problem of={other.error} />}
      {loser && winner && !same && <MergeSides loser={loser} winner={winner} />}
      <Field label={t('place.dialog.reason')} problem={asked && !said ? t('place.dialog.reasonNeeded') : null}>
        <Input
          aria-label={t('place.dialog.reason')}
          maxLength={500}
          placeholder={t('place.dialog.merge.reasonPlaceholder')}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </Field>
    </EntryDialog>
  )
}
