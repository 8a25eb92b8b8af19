import type { OwnPart } from '@sifang/client/phone'
import { isQuestion } from '@sifang/domain/checklists'
import { policeRoles } from '@sifang/domain/members'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isoDay } from '../../../ui/civil-time.ts'
import { useDraft } from '../../part/draft.ts'
import { dropMedia, readMedia } from '../../part/media.ts'
import { type CarriedPlace, placeOf } from '../../part/places.ts'
import { Button } from '../../parts/button.tsx'
import { SelectField } from '../../parts/field.tsx'
import { Notice } from '../../parts/notice.tsx'
import { usePart, usePhone } from '../../phone.tsx'
import { Page } from '../../shell/page.tsx'
import { Loading } from '../loading.tsx'
import { LostPage } from '../lost-page.tsx'
import { useSave } from '../use-save.ts'
import { Visited } from '../visit/visited.tsx'
import { type Carried, emptyCheck, hazardKey, judged, outgoingCheck, photosOf, signatureLacks } from './check-draft.ts'
import { OtherParty } from './other-party.tsx'
import { QuestionField } from './question-field.tsx'
import { Signatures } from './signatures.tsx'

/** A targeted check begun on the spot: one place, a checklist, and both who sign it. */
export function CheckPage() {
  const part = usePart()
  const { placeId } = useParams({ from: '/check/$placeId' })
  const place = placeOf(part, placeId)
  if (part.own === null) return <Loading />
  const [first] = part.own.checklists
  if (!place || !first || !policeRoles.includes(part.own.member.role)) return <LostPage />
  return <CheckForm place={place} own={part.own} first={first} />
}

type Props = { readonly place: CarriedPlace; readonly own: OwnPart; readonly first: Carried }

function CheckForm({ place, own, first }: Props) {
  const { t } = useTranslation('field')
  const phone = usePhone()
  const key = `check/${place.id}`
  const draft = useDraft(key, () => emptyCheck(first.id))
  const { save, problem } = useSave()
  const [tried, setTried] = useState(false)
  const [saved, setSaved] = useState(false)
  const { value, change } = draft
  const now = phone.now()
  const today = isoDay(now, own.station.timeZone)
  const carried = own.checklists.find(({ id }) => id === value.checklistId) ?? first
  if (saved) return <Visited id={value.completionId} placeId={place.id} />
  if (!draft.ready) return <Loading />
  const { kept, shown, faults, hazards } = judged(carried, value, today)

  const lacks = (): string | null => {
    const fault = carried.checklist.items.find((item) => isQuestion(item) && item.name === faults[0]?.name)
    if (fault) return t('check.faults', { count: faults.length, first: fault.label })
    const silent = hazards.some(({ name, answer }) => !value.hazardWords[hazardKey(name, answer)]?.trim())
    if (silent) return t('check.hazardWordsNeeded')
    if (value.name.trim() === '') return t('check.nameNeeded')
    const unsigned = signatureLacks(value)
    return unsigned && t(`check.lacks.${unsigned}`)
  }
  const missing = (tried ? lacks() : null) ?? problem
  const complete = async () => {
    setTried(true)
    if (lacks() !== null) return
    const read = await Promise.all(photosOf(carried, kept).map((id) => readMedia(phone, key, id)))
    const photos = read.filter((one) => one !== null)
    if (!(await save(...outgoingCheck({ place, own, carried, draft: value, now, today, photos })))) return
    await Promise.all([...photosOf(carried, value.answers).map((id) => dropMedia(phone, key, id)), draft.drop()])
    setSaved(true)
  }

  return (
    <Page
      title={`${t('check.title')} · ${place.name}`}
      action={
        <>
          {missing !== null && <Notice kind="wrong">{missing}</Notice>}
          <Button look="main" wide onClick={() => void complete()}>
            {t('check.save')}
          </Button>
        </>
      }
    >
      <p>{t('check.neededParts')}</p>
      <SelectField
        label={t('check.checklist')}
        value={carried.id}
        onChange={(checklistId) => change({ checklistId, answers: {}, hazardWords: {} })}
        options={own.checklists.map(({ id, checklist }) => ({ value: id, label: checklist.title }))}
      />
      {carried.checklist.items.map((item, at) =>
        shown[at] === true ? (
          <QuestionField
            // biome-ignore lint/suspicious/noArrayIndexKey: the items of a version stand where they stand
            key={at}
            item={item}
            draftKey={key}
            draft={value}
            hazards={hazards}
            today={today}
            onChange={change}
          />
        ) : null,
      )}
      <OtherParty draft={value} own={own} onChange={change} />
      <Signatures draft={value} own={own} onChange={change} />
      <p>{t('check.extraHazard')}</p>
    </Page>
  )
}
