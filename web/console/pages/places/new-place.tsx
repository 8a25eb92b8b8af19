import { newId } from '@sifang/client'
import { type PlaceKind, placeKinds, refuseDwelling } from '@sifang/domain/places/kinds'
import { useMutation, useQuery } from '@tanstack/react-query'
import { App, Button, Drawer, Input, Select } from 'antd'
import { type KeyboardEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNarrow } from '../../../ui/theme/appearance.tsx'
import { createPlace, type NewPlace as Entered, type Position } from '../../api/places.ts'
import { villagesQuery } from '../../api/villages.ts'
import { Field } from '../../fields/field.tsx'
import { Problem } from '../../shell/problem.tsx'
import { usePlaceKind } from '../place/place-kind.ts'
import styles from './new-place.module.css'
import { PositionField } from './position-field.tsx'
import { placesRoute } from './route.ts'
import { YesNo } from './yes-no.tsx'

type Draft = {
  readonly kind: PlaceKind | null
  readonly name: string
  readonly villageId: string | null
  readonly addressHint: string
  readonly position: Position | null
  readonly vacant: boolean | null
  readonly largeVehicleAccess: boolean | null
}

type Props = { readonly onClose: () => void; readonly villageId: string | undefined }

/** A place that nobody lives in; a dwelling is refused here already, with the reason. */
export function NewPlace({ onClose, villageId }: Props) {
  const { t, i18n } = useTranslation()
  const { message } = App.useApp()
  const narrow = useNarrow()
  const kindName = usePlaceKind()
  const villages = useQuery(villagesQuery)
  const navigate = placesRoute.useNavigate()
  const id = useRef(newId())
  const [draft, setDraft] = useState<Draft>({ ...blank, villageId: villageId ?? null })
  const [asked, setAsked] = useState(false)
  const [round, setRound] = useState(0)
  const change = (part: Partial<Draft>) => setDraft((now) => ({ ...now, ...part }))

  const refused = refuseDwelling(draft.kind ?? '', draft.name)
  const person = /\d{7,}/.test(draft.addressHint.replaceAll(/[\s-]/g, ''))
  const complete = draft.kind !== null && draft.name.trim() !== '' && draft.villageId !== null
  const courtyard = draft.kind === 'vacant-courtyard'
  const near = villages.data?.rows.find((village) => village.id === draft.villageId)

  const save = useMutation({
    mutationFn: (again: boolean) => createPlace(id.current, bodyOf(draft)).then((reply) => ({ ...reply, again })),
    onSuccess: ({ id: placeId, again }) => {
      message.success(t('places.form.saved', { name: draft.name.trim() }))
      if (again) {
        id.current = newId()
        setAsked(false)
        setRound((now) => now + 1)
        setDraft({ ...blank, kind: draft.kind, villageId: draft.villageId })
      } else void navigate({ search: (now) => ({ ...now, new: undefined, selected: placeId }), replace: true })
    },
  })
  const send = (again: boolean) => {
    setAsked(true)
    if (complete && !refused && !person && !save.isPending) save.mutate(again)
  }
  const pressed = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send(event.shiftKey)
  }

  return (
    <Drawer
      open
      onClose={onClose}
      title={t('places.form.title')}
      size={narrow ? '100%' : 560}
      // what is half entered is not lost by a click beside it
      mask={{ closable: false }}
      footer={
        <div className={styles.foot}>
          <Button type="primary" loading={save.isPending} onClick={() => send(false)}>
            {t('places.form.save')}
          </Button>
          <Button disabled={save.isPending} onClick={() => send(true)}>
            {t('places.form.saveNext')}
          </Button>
          <Button type="text" onClick={onClose}>
            {t('words.cancel')}
          </Button>
        </div>
      }
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Ctrl+Enter saves from any field inside */}
      <div className={styles.form} onKeyDown={pressed} key={round}>
        <p className={styles.lead}>{t('places.form.lead')}</p>
        <Field label={t('places.form.name')} problem={nameProblem()}>
          <Input
            aria-label={t('places.form.name')}
            autoFocus
            maxLength={60}
            autoComplete="off"
            placeholder={t('places.form.namePlaceholder')}
            value={draft.name}
            onChange={(event) => change({ name: event.target.value })}
          />
        </Field>
        <div className={styles.pair}>
          <Field
            label={t('places.form.kind')}
            problem={asked && draft.kind === null ? t('places.form.needed.kind') : null}
          >
            <Select<PlaceKind>
              className={styles.wide ?? ''}
              aria-label={t('places.form.kind')}
              placeholder={t('places.form.needed.kind')}
              value={draft.kind}
              onChange={(kind) => change({ kind })}
              showSearch={{ optionFilterProp: 'search' }}
              options={placeKinds.map(({ kind, zh, en, aliases }) => ({
                value: kind,
                label: kindName(kind),
                search: `${zh} ${en} ${aliases.join(' ')}`,
              }))}
            />
          </Field>
          <Field
            label={t('places.form.village')}
            problem={asked && draft.villageId === null ? t('places.form.needed.village') : null}
          >
            <Select
              className={styles.wide ?? ''}
              aria-label={t('places.form.village')}
              placeholder={t('places.form.needed.village')}
              value={draft.villageId}
              onChange={(next) => change({ villageId: next })}
              showSearch={{ optionFilterProp: 'label' }}
              options={(villages.data?.rows ?? []).map((village) => ({ value: village.id, label: village.name }))}
            />
          </Field>
        </div>
        <Field
          label={t('places.form.addressHint')}
          optional={t('fields.optional')}
          hint={t('places.form.addressHintHint')}
          problem={person ? t('places.form.needed.person') : null}
        >
          <Input
            aria-label={t('places.form.addressHint')}
            maxLength={120}
            autoComplete="off"
            value={draft.addressHint}
            onChange={(event) => change({ addressHint: event.target.value })}
          />
        </Field>
        <Field label={t('places.form.position')} optional={t('fields.optional')} group>
          <PositionField
            value={draft.position}
            onChange={(position) => change({ position })}
            near={
              near && near.latitude !== null && near.longitude !== null
                ? { latitude: near.latitude, longitude: near.longitude }
                : null
            }
          />
        </Field>
        <Field
          label={t('places.form.facts')}
          optional={t('fields.optional')}
          hint={
            courtyard && draft.vacant && draft.largeVehicleAccess
              ? t('places.form.yellowNote')
              : t('places.form.factsHint')
          }
          group
        >
          <YesNo label={t('places.form.vacant')} value={draft.vacant} onChange={(vacant) => change({ vacant })} />
          <YesNo
            label={t('places.form.largeVehicleAccess')}
            value={draft.largeVehicleAccess}
            onChange={(largeVehicleAccess) => change({ largeVehicleAccess })}
          />
        </Field>
        {save.error && <Problem of={save.error} />}
      </div>
    </Drawer>
  )

  function nameProblem(): string | null {
    if (refused) return i18n.language === 'en' ? refused.en : refused.zh
    return asked && draft.name.trim() === '' ? t('places.form.needed.name') : null
  }
}

const blank: Draft = {
  kind: null,
  name: '',
  villageId: null,
  addressHint: '',
  position: null,
  vacant: null,
  largeVehicleAccess: null,
}

function bodyOf(draft: Draft): Entered {
  if (draft.kind === null || draft.villageId === null) throw new Error('incomplete')
  return {
    kind: draft.kind,
    name: draft.name.trim(),
    villageId: draft.villageId,
    ...(draft.position ? { position: draft.position } : {}),
    ...(draft.addressHint.trim() ? { addressHint: draft.addressHint.trim() } : {}),
    ...(draft.vacant === null ? {} : { vacant: draft.vacant }),
    ...(draft.largeVehicleAccess === null ? {} : { largeVehicleAccess: draft.largeVehicleAccess }),
  }
}
