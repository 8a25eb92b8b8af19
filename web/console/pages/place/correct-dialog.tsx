import { isDivision, type PlaceKind, placeKinds, refuseDwelling } from '@sifang/domain/places/kinds'
import { Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { correctPlace, type PlaceCorrection, type PlaceDetail, type Position } from '../../api/places.ts'
import { correctDivision } from '../../api/villages.ts'
import { Field } from '../../fields/field.tsx'
import { CodeField } from '../divisions/code-field.tsx'
import { PositionField } from '../places/position-field.tsx'
import { EntryDialog } from './entry-dialog.tsx'
import { usePlaceKind } from './place-kind.ts'

type Props = { readonly place: PlaceDetail; readonly onClose: () => void }

/** Corrects what is wrong, on top of the version that was read; only what changed is sent. */
export function CorrectDialog({ place, onClose }: Props) {
  const { t, i18n } = useTranslation()
  const kindName = usePlaceKind()
  const [name, setName] = useState(place.name)
  const [kind, setKind] = useState(place.kind)
  const [hint, setHint] = useState(place.addressHint ?? '')
  const [code, setCode] = useState(place.divisionCode ?? '')
  const [position, setPosition] = useState<Position | null>(positionOf(place))
  const plain = placeKinds.some((one) => one.kind === place.kind)
  const refused = plain ? refuseDwelling(kind, name) : null
  const person = /\d{7,}/.test(hint.replaceAll(/[\s-]/g, ''))
  const correction = correctionOf(place, { name, kind, hint, code, position })
  const changed = Object.keys(correction).length > 1

  return (
    <EntryDialog
      title={t(plain ? 'place.dialog.correct.title' : 'place.dialog.correct.titleOther', { name: place.name })}
      saveLabel={t(changed ? 'place.dialog.correct.save' : 'place.dialog.correct.nothing')}
      stays={t('place.dialog.correct.stays')}
      ready={changed && name.trim() !== '' && !refused && !person}
      send={(entryId) => (isDivision(place.kind) ? correctDivision : correctPlace)(place.id, entryId, correction)}
      onClose={onClose}
    >
      <Field
        label={t('places.form.name')}
        problem={
          refused
            ? i18n.language === 'en'
              ? refused.en
              : refused.zh
            : name.trim() === ''
              ? t('places.form.needed.name')
              : null
        }
      >
        <Input
          aria-label={t('places.form.name')}
          maxLength={60}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </Field>
      {plain && (
        <Field label={t('places.form.kind')}>
          <Select
            style={{ width: '100%' }}
            aria-label={t('places.form.kind')}
            value={kind}
            onChange={setKind}
            showSearch={{ optionFilterProp: 'label' }}
            options={placeKinds.map((one) => ({ value: one.kind, label: kindName(one.kind) }))}
          />
        </Field>
      )}
      {place.kind !== 'community' && (
        <>
          <Field
            label={t('places.form.addressHint')}
            optional={t('fields.optional')}
            hint={t('places.form.addressHintHint')}
            problem={person ? t('places.form.needed.person') : null}
          >
            <Input
              aria-label={t('places.form.addressHint')}
              maxLength={120}
              value={hint}
              onChange={(event) => setHint(event.target.value)}
            />
          </Field>
          {/* a segment's position follows from the posts of its line */}
          {place.kind !== 'segment' && (
            <Field label={t('places.form.position')} optional={t('fields.optional')} group>
              <PositionField value={position} onChange={setPosition} near={positionOf(place)} />
            </Field>
          )}
        </>
      )}
      {isDivision(place.kind) && <CodeField value={code} onChange={setCode} />}
    </EntryDialog>
  )
}

function positionOf({ latitude, longitude }: PlaceDetail): Position | null {
  return latitude !== null && longitude !== null ? { latitude, longitude } : null
}

type Draft = {
  readonly name: string
  readonly kind: string
  readonly hint: string
  readonly code: string
  readonly position: Position | null
}

function correctionOf(place: PlaceDetail, draft: Draft): PlaceCorrection {
  const kind: PlaceKind | undefined = placeKinds.find((one) => one.kind === draft.kind)?.kind
  const before = positionOf(place)
  // typed to a tenth of a metre: nearer than this is the same position
  const moved =
    draft.position === null || before === null
      ? draft.position !== before
      : Math.abs(draft.position.latitude - before.latitude) + Math.abs(draft.position.longitude - before.longitude) >
        0.000_002
  return {
    basedOn: place.version,
    ...(draft.name.trim() !== place.name ? { name: draft.name.trim() } : {}),
    ...(kind && kind !== place.kind ? { kind } : {}),
    ...(draft.hint.trim() !== (place.addressHint ?? '') ? { addressHint: draft.hint.trim() || null } : {}),
    ...(draft.code.trim() !== (place.divisionCode ?? '') ? { divisionCode: draft.code.trim() || null } : {}),
    ...(moved ? { position: draft.position } : {}),
  }
}
