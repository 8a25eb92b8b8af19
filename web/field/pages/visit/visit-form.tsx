import type { OwnPart } from '@sifang/client/phone'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { TierMark } from '../../../ui/tier-mark.tsx'
import { instantOfInput } from '../../part/civil-input.ts'
import { useDraft } from '../../part/draft.ts'
import type { CarriedPlace } from '../../part/places.ts'
import { Button, lookOf } from '../../parts/button.tsx'
import { TextField } from '../../parts/field.tsx'
import { Icon } from '../../parts/icons.tsx'
import { Notice } from '../../parts/notice.tsx'
import { PictureChoices } from '../../parts/pictures.tsx'
import { usePhone } from '../../phone.tsx'
import { Page } from '../../shell/page.tsx'
import { Loading } from '../loading.tsx'
import { useSave } from '../use-save.ts'
import { CampaignChecklists } from './campaign-checklists.tsx'
import { KindField } from './kind-field.tsx'
import { lastVisit, rememberVisit } from './last-visit.ts'
import { lookFor, outsideCounts } from './look-for.ts'
import { NextAttempt } from './next-attempt.tsx'
import { ParticipantsField } from './participants-field.tsx'
import { ResultField } from './result-field.tsx'
import styles from './visit.module.css'
import { emptyVisit, isFailure, kindsFor, observations, outgoingVisit, type Result } from './visit-draft.ts'
import { Visited } from './visited.tsx'

type Props = { readonly place: CarriedPlace; readonly own: OwnPart }

/** What came of it, and what else there is to say: one tap on a picture, one to save. */
export function VisitForm({ place, own }: Props) {
  const { t } = useTranslation('field')
  const phone = usePhone()
  const { save, problem } = useSave()
  const { id: memberId, role } = own.member
  const draft = useDraft(`visit/${place.id}`, () => emptyVisit(role, memberId, lastVisit()))
  const [missing, setMissing] = useState(false)
  const [saved, setSaved] = useState<string | null>(null)
  const { value, change } = draft
  const village = place.kind === 'village'

  if (saved !== null) return <Visited id={saved} placeId={place.id} />
  if (!draft.ready) return <Loading />

  const record = async (result: Result | null) => {
    setMissing(result === null)
    if (result === null) return
    const { timeZone } = own.station
    const nextAttemptAt = value.nextAttempt === '' ? null : instantOfInput(value.nextAttempt, timeZone)
    const where = { placeId: place.id, placeName: place.name, at: phone.now(), nextAttemptAt }
    if (!(await save(outgoingVisit(value, result, where)))) return
    rememberVisit(value)
    await draft.drop()
    setSaved(value.id)
  }

  const seen = lookFor(place.kind, observations).map((one) => ({
    value: one,
    label: t(`words.observed.${one}`),
    icon: one,
  }))
  const kinds = kindsFor(role)
  return (
    <Page
      title={place.name}
      action={
        <>
          {missing && <Notice kind="wrong">{t('visit.missing')}</Notice>}
          {problem !== null && <Notice kind="wrong">{problem}</Notice>}
          <Button look="main" wide onClick={() => void record(value.result)}>
            {t('visit.save')}
          </Button>
        </>
      }
    >
      {place.tier && (
        <p>
          <TierMark tier={place.tier} long />
        </p>
      )}
      {village && kinds.includes('canvass') && (
        <Button look="main" icon="peaceful" wide onClick={() => void record('met')}>
          {t('visit.peaceful')}
        </Button>
      )}
      <ResultField
        value={value.result}
        onChange={(result) => {
          setMissing(false)
          change({ result })
        }}
      />
      {value.result === 'outside-look' && !outsideCounts(place.kind) && (
        <Notice kind="mind">{t('visit.outsideNot')}</Notice>
      )}
      {value.result !== null && isFailure(value.result) && (
        <NextAttempt value={value.nextAttempt} onChange={(nextAttempt) => change({ nextAttempt })} />
      )}
      <CampaignChecklists placeId={place.id} />
      <PictureChoices
        legend={t('visit.observed')}
        options={seen}
        values={value.observed}
        onChange={(observed) => change({ observed })}
      />
      <TextField
        label={t('visit.note')}
        hint={t('visit.noteHint')}
        value={value.note}
        onChange={(note) => change({ note })}
        rows={2}
        maxLength={1000}
      />
      <KindField kinds={kinds} value={value.kind} onChange={(kind) => change({ kind })} />
      <ParticipantsField
        own={own}
        villageId={place.villageId}
        values={value.participants}
        onChange={(participants) => change({ participants })}
      />
      {value.kind === 'targeted' && (
        <>
          <TextField
            label={t('visit.others')}
            hint={t('visit.othersHint')}
            value={value.othersPresent}
            onChange={(othersPresent) => change({ othersPresent })}
            maxLength={200}
          />
          {own.checklists.length > 0 && (
            <Link to="/check/$placeId" params={{ placeId: place.id }} className={lookOf({ wide: true })}>
              <Icon name="check" />
              <span>{t('visit.withChecklist')}</span>
            </Link>
          )}
        </>
      )}
      <p className={styles.hint}>{t('visit.findingsAfter')}</p>
    </Page>
  )
}
