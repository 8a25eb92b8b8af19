import { newId } from '@sifang/client'
import type { OwnPart } from '@sifang/client/phone'
import { distanceM } from '@sifang/domain/field'
import { kmLabel } from '@sifang/domain/lines'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DistanceText } from '../../../ui/distance-text.tsx'
import { nameOf, type Position, placesOf } from '../../part/places.ts'
import { usePosition } from '../../part/position.ts'
import type { Code } from '../../part/qr.ts'
import { Button, lookOf } from '../../parts/button.tsx'
import { Notice } from '../../parts/notice.tsx'
import { usePart, usePhone } from '../../phone.tsx'
import { Page } from '../../shell/page.tsx'
import { Loading } from '../loading.tsx'
import { ScanCode } from '../places/scan-code.tsx'
import { useSave } from '../use-save.ts'
import { Whereabouts } from '../whereabouts.tsx'
import styles from './check-in.module.css'

type Target =
  | { readonly kind: 'place'; readonly placeId: string }
  | { readonly kind: 'post'; readonly lineId: string; readonly km: number }

const nearM = 2000
const nearShown = 8

/** On patrol: at posts and places, by the code that hangs there or by where the phone is. */
export function CheckInPage() {
  const { t } = useTranslation('field')
  const phone = usePhone()
  const part = usePart()
  const { save, problem } = useSave()
  const { lineId, km } = useParams({ strict: false })
  const { asked, ask } = usePosition()
  const [saved, setSaved] = useState<{ readonly id: string; readonly name: string } | null>(null)
  if (part.own === null) return <Loading />
  const { own } = part
  const position = asked.kind === 'known' ? asked.position : null

  const checkIn = async (target: Target, how: 'qr' | 'position', from: Position | null) => {
    const id = newId()
    const name = nameOfTarget(target)
    const { kind: _, ...at } = target
    const kept = await save({
      id,
      method: 'PUT',
      path: `/check-ins/${id}`,
      body: { ...at, at: phone.now().toISOString(), how, ...(from ?? {}) },
      label: { kind: 'check-in', placeName: name },
    })
    if (kept) setSaved({ id, name })
  }
  const scanned = (code: Code) =>
    void checkIn(code.kind === 'place' ? code : { kind: 'post', lineId: code.lineId, km: Number(code.km) }, 'qr', null)

  const post = lineId !== undefined && km !== undefined ? { kind: 'post' as const, lineId, km: Number(km) } : null
  return (
    <Page title={t('checkIn.title')}>
      {saved !== null && (
        <section className={styles.saved}>
          <p>
            <b>{t('checkIn.done', { name: saved.name })}</b>
          </p>
          <Whereabouts id={saved.id} />
        </section>
      )}
      {problem !== null && <Notice kind="wrong">{problem}</Notice>}
      {post !== null && saved === null && (
        <Button look="main" wide onClick={() => void checkIn(post, 'qr', null)}>
          {t('checkIn.at', { name: nameOfTarget(post) })}
        </Button>
      )}
      <ScanCode onCode={scanned} />
      <Button icon="near" wide disabled={asked.kind === 'asking'} onClick={() => void ask()}>
        {asked.kind === 'asking' ? t('today.locating') : t('checkIn.byPosition')}
      </Button>
      {asked.kind === 'unknown' && <Notice kind="mind">{t(`position.${asked.why}`)}</Notice>}
      {position !== null && (
        <section className={styles.near}>
          <p>{t('checkIn.accuracy', { m: Math.round(position.accuracyM) })}</p>
          {nearest(position).length === 0 && <p>{t('checkIn.nothingNear')}</p>}
          <ul>
            {nearest(position).map(({ target, away }) => (
              <li key={target.kind === 'place' ? target.placeId : `${target.lineId} ${target.km}`}>
                <Button wide onClick={() => void checkIn(target, 'position', position)}>
                  {nameOfTarget(target)} · <DistanceText distanceM={away} />
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
      <p className={styles.hint}>{t('checkIn.hint')}</p>
      <Link to="/track" className={lookOf({ look: 'quiet', wide: true })}>
        {t('track.title')}
      </Link>
    </Page>
  )

  function nameOfTarget(target: Target): string {
    if (target.kind === 'place') return nameOf(part, target.placeId) ?? t('checkIn.place')
    const line = own.lines.find(({ id }) => id === target.lineId)
    return `${line?.name ?? t('checkIn.line')} ${kmLabel(target.km)}`
  }

  function nearest(from: Position): readonly { readonly target: Target; readonly away: number }[] {
    const posts = own.lines.flatMap((line) => postsOf(line))
    const places = placesOf(part).map((place) => ({
      target: { kind: 'place' as const, placeId: place.id },
      away: distanceM(from, place),
    }))
    return [...posts.map(({ target, at }) => ({ target, away: distanceM(from, at) })), ...places]
      .flatMap(({ target, away }) => (away === null || away > nearM ? [] : [{ target, away }]))
      .sort((a, b) => a.away - b.away)
      .slice(0, nearShown)
  }
}

const postsOf = (line: OwnPart['lines'][number]) =>
  line.posts.map((post) => ({ target: { kind: 'post' as const, lineId: line.id, km: post.km }, at: post }))
