import { useSearch } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDraft } from '../../part/draft.ts'
import type { Kept } from '../../part/media.ts'
import { nameOf } from '../../part/places.ts'
import { useMedia } from '../../part/use-media.ts'
import { Button } from '../../parts/button.tsx'
import { SelectField, TextField } from '../../parts/field.tsx'
import { Notice } from '../../parts/notice.tsx'
import { KeptMedia, PhotoButton } from '../../parts/photo-field.tsx'
import { PictureChoice } from '../../parts/pictures.tsx'
import { SpeechButton } from '../../parts/speech-button.tsx'
import { useOutbox, useOwn, usePart, usePhone } from '../../phone.tsx'
import { CallForHelp } from '../../shell/call-duty-room.tsx'
import { Page } from '../../shell/page.tsx'
import { Loading } from '../loading.tsx'
import { useSave } from '../use-save.ts'
import { BaseDataFields } from './base-data-fields.tsx'
import styles from './report.module.css'
import { emptyReport, kindsFor, type Missing, missingOf, outgoingOf } from './report-draft.ts'
import { Reported } from './reported.tsx'

/** Says, shows or writes what was seen; all else has been filled in. */
export function ReportPage() {
  const own = useOwn()
  const { placeId, visitId } = useSearch({ from: '/report' })
  if (own === null) return <Loading />
  return <ReportForm key={`${placeId} ${visitId}`} own={own} placeId={placeId} visitId={visitId} />
}

type Props = {
  readonly own: NonNullable<ReturnType<typeof useOwn>>
  readonly placeId: string | undefined
  readonly visitId: string | undefined
}

function ReportForm({ own, placeId, visitId }: Props) {
  const { t } = useTranslation('field')
  const phone = usePhone()
  const part = usePart()
  const items = useOutbox()
  const { save, problem } = useSave()
  const { role } = own.member
  const key = `report/${visitId ?? placeId ?? 'new'}`
  const draft = useDraft(key, () => emptyReport(role, placeId ?? own.villageIds[0] ?? own.villages[0]?.id ?? ''))
  const media = useMedia(key, draft.value.media, (ids) => draft.change({ media: ids }))
  const stopRecording = useRef<(() => Promise<Kept>) | null>(null)
  const safety = useRef<HTMLDivElement>(null)
  const [missing, setMissing] = useState<Missing | null>(null)
  const [sent, setSent] = useState<{ readonly id: string; readonly urgent: boolean } | null>(null)
  const [saving, setSaving] = useState(false)
  const { value, change } = draft

  if (sent !== null) return <Reported id={sent.id} urgent={sent.urgent} visit={visitId !== undefined} />
  if (!draft.ready) return <Loading />

  const village = own.villages.some(({ id }) => id === value.placeId)
  const here = nameOf(part, value.placeId)
  const isBaseData = value.kind === 'base-data-change'

  const send = async () => {
    // what is being said belongs to it
    const spoken = stopRecording.current ? await stopRecording.current() : null
    const kept = spoken ? [...media.kept, spoken] : media.kept
    const lacks = missingOf(value, kept)
    setMissing(lacks)
    if (lacks !== null) return
    setSaving(true)
    const visitWaits = items.some(({ id, state }) => id === visitId && state !== 'sent')
    const outgoing = outgoingOf(value, kept, { at: phone.now(), placeName: here ?? '', visitId, visitWaits })
    if (await save(outgoing)) {
      await Promise.all([media.dropAll(), draft.drop()])
      setSent({ id: value.id, urgent: outgoing.urgent ?? false })
    }
    setSaving(false)
  }

  return (
    <Page
      title={t('report.title')}
      action={
        <>
          {missing !== null && <Notice kind="wrong">{t(`report.missing.${missing}`)}</Notice>}
          {problem !== null && <Notice kind="wrong">{problem}</Notice>}
          <Button look="main" wide disabled={saving} onClick={() => void send()}>
            {t('report.send')}
          </Button>
        </>
      }
    >
      <PictureChoice
        legend={t('report.kind')}
        options={kindsFor(role).map((kind) => ({ value: kind, label: t(`words.kind.${kind}`), icon: kind }))}
        value={value.kind}
        onChange={(kind) => change({ kind, topic: '' })}
      />
      <div className={styles.ways}>
        <SpeechButton
          onAdded={(speech) => void media.add(speech)}
          onRecording={(stop) => {
            stopRecording.current = stop
          }}
        />
        <PhotoButton label={t('media.photo')} onAdded={(photo) => void media.add(photo)} />
      </div>
      <KeptMedia kept={media.kept} onRemove={(id) => void media.remove(id)} />
      <TextField
        label={t('report.words')}
        hint={t('report.wordsHint')}
        value={value.words}
        onChange={(words) => change({ words })}
        rows={3}
        maxLength={4000}
      />
      {!isBaseData && (
        <PictureChoice
          legend={t('report.urgency')}
          columns={2}
          options={[
            { value: 'ordinary', label: t('report.ordinary'), icon: 'ordinary' },
            { value: 'urgent', label: t('report.urgent'), icon: 'urgent' },
          ]}
          value={value.urgency}
          onChange={(urgency) => {
            change({ urgency })
            // it may begin below what is seen
            requestAnimationFrame(() => safety.current?.scrollIntoView({ block: 'nearest' }))
          }}
        />
      )}
      {!isBaseData && value.urgency === 'urgent' && (
        <div ref={safety}>
          <Notice kind="wrong" action={<CallForHelp />}>
            <b>{t('report.safety')}</b>
          </Notice>
        </div>
      )}
      <BaseDataFields draft={value} onChange={change} />
      {village || placeId === undefined ? (
        <SelectField
          label={t('report.village')}
          value={value.placeId}
          onChange={(id) => change({ placeId: id })}
          options={own.villages.map(({ id, name }) => ({ value: id, label: name }))}
        />
      ) : (
        <p>
          {t('report.at')} <b>{here}</b>
        </p>
      )}
      <p className={styles.hint}>{t('report.kept')}</p>
    </Page>
  )
}
