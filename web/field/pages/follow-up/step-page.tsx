import { disputeCauses } from '@sifang/domain/disputes'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDraft } from '../../part/draft.ts'
import { entriesUnderway } from '../../part/outbox.ts'
import { type CarriedFollowUp, followUpsOf, nameOf } from '../../part/places.ts'
import { useMedia } from '../../part/use-media.ts'
import { Button } from '../../parts/button.tsx'
import { TextField } from '../../parts/field.tsx'
import { Notice } from '../../parts/notice.tsx'
import { KeptMedia, PhotoButton } from '../../parts/photo-field.tsx'
import { SignatureButton } from '../../parts/signature-button.tsx'
import { useOutbox, type useOwn, usePart, usePhone } from '../../phone.tsx'
import { Page } from '../../shell/page.tsx'
import { Loading } from '../loading.tsx'
import { LostPage } from '../lost-page.tsx'
import { useSave } from '../use-save.ts'
import { type FieldStep, fieldSteps, stepsUnderway } from './field-steps.ts'
import { emptyStep, needsWords, stepOf } from './step-draft.ts'
import { StepFields } from './step-fields.tsx'

/** One step of a dispute. */
export function StepPage() {
  const part = usePart()
  const { id, step } = useParams({ from: '/follow-ups/$id/$step' })
  const followUp = followUpsOf(part).find((one) => one.id === id)
  const kind = fieldSteps.find((one) => one === step)
  if (part.own === null) return <Loading />
  if (!followUp || !kind) return <LostPage />
  return <StepForm key={kind} followUp={followUp} kind={kind} own={part.own} />
}

type Props = {
  readonly followUp: CarriedFollowUp
  readonly kind: FieldStep
  readonly own: NonNullable<ReturnType<typeof useOwn>>
}

function StepForm({ followUp, kind, own }: Props) {
  const { t } = useTranslation('field')
  const phone = usePhone()
  const part = usePart()
  const items = useOutbox()
  const navigate = useNavigate()
  const { save, problem } = useSave()
  const cause = disputeCauses.find(({ id }) => id === followUp.topic)?.id ?? 'other'
  const key = `step/${followUp.id}/${kind}`
  const draft = useDraft(key, () => emptyStep(cause))
  const media = useMedia(key, draft.value.media, (ids) => draft.change({ media: ids }))
  const [missing, setMissing] = useState<string | null>(null)
  const { value, change } = draft
  if (!draft.ready) return <Loading />

  const lacks = (): string | null => {
    if (needsWords(kind) && value.words.trim() === '') return t('step.wordsNeeded')
    return kind === 'agreed' && value.performed === 'later' && value.dueOn === '' ? t('step.dueNeeded') : null
  }
  const take = async () => {
    const lacking = lacks()
    setMissing(lacking)
    if (lacking !== null) return
    const saved = await save({
      id: value.id,
      method: 'POST',
      path: `/disputes/${followUp.id}/steps`,
      body: {
        id: value.id,
        basedOn: followUp.version + entriesUnderway(items, followUp.id, part.syncedAt),
        at: phone.now().toISOString(),
        ...stepOf(kind, value, own),
      },
      needs: stepsUnderway(items, followUp.id).map(({ id }) => id),
      urgent: followUp.urgency === 'urgent',
      label: { kind: 'dispute-step', placeName: nameOf(part, followUp.placeId) ?? '' },
      attachments: media.kept.map((one) => ({ ...one, matterId: followUp.id })),
    })
    if (!saved) return
    await Promise.all([media.dropAll(), draft.drop()])
    void navigate({ to: '/follow-ups/$id', params: { id: followUp.id }, replace: true })
  }

  return (
    <Page
      title={t(`step.${kind}.title`)}
      action={
        <>
          {missing !== null && <Notice kind="wrong">{missing}</Notice>}
          {problem !== null && <Notice kind="wrong">{problem}</Notice>}
          <Button look="main" wide onClick={() => void take()}>
            {t('step.save')}
          </Button>
        </>
      }
    >
      <StepFields kind={kind} draft={value} own={own} villageId={followUp.villageId} onChange={change} />
      {kind !== 'informed' && (
        <TextField
          label={t(`step.${kind}.words`)}
          hint={t('step.wordsHint')}
          value={value.words}
          onChange={(words) => change({ words })}
          rows={4}
          maxLength={4000}
        />
      )}
      <KeptMedia kept={media.kept} onRemove={(id) => void media.remove(id)} />
      <PhotoButton label={t('media.photo')} onAdded={(photo) => void media.add(photo)} />
      {kind === 'agreed' && <SignatureButton label={t('signature.sign')} onAdded={(drawn) => void media.add(drawn)} />}
    </Page>
  )
}
