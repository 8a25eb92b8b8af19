import { newId } from '@sifang/client'
import { distanceM } from '@sifang/domain/field'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CarriedPlace } from '../../part/places.ts'
import { usePosition } from '../../part/position.ts'
import { Button } from '../../parts/button.tsx'
import { Notice } from '../../parts/notice.tsx'
import { usePhone } from '../../phone.tsx'
import { useSave } from '../use-save.ts'
import { Whereabouts } from '../whereabouts.tsx'

/** Says that one was here, by where the phone is. */
export function CheckInHere({ place }: { readonly place: CarriedPlace }) {
  const { t } = useTranslation('field')
  const phone = usePhone()
  const { save, problem } = useSave()
  const { asked, ask } = usePosition()
  const [id, setId] = useState<string | null>(null)
  const away = asked.kind === 'known' ? distanceM(asked.position, place) : null

  const checkIn = async () => {
    const position = await ask()
    if (position === null) return
    const made = newId()
    const saved = await save({
      id: made,
      method: 'PUT',
      path: `/check-ins/${made}`,
      body: { placeId: place.id, at: phone.now().toISOString(), how: 'position', ...position },
      label: { kind: 'check-in', placeName: place.name },
    })
    if (saved) setId(made)
  }

  if (id !== null) {
    return (
      <>
        {away !== null && away > 300 && <Notice kind="mind">{t('checkIn.far', { m: Math.round(away) })}</Notice>}
        <Whereabouts id={id} />
      </>
    )
  }
  return (
    <>
      <Button icon="near" wide disabled={asked.kind === 'asking'} onClick={() => void checkIn()}>
        {asked.kind === 'asking' ? t('today.locating') : t('checkIn.here')}
      </Button>
      {asked.kind === 'unknown' && <Notice kind="mind">{t(`position.${asked.why}`)}</Notice>}
      {problem !== null && <Notice kind="wrong">{problem}</Notice>}
    </>
  )
}
