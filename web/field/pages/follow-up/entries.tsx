import { newId } from '@sifang/client'
import { useTranslation } from 'react-i18next'
import { useDraft } from '../../part/draft.ts'
import { entriesUnderway } from '../../part/outbox.ts'
import { type CarriedFollowUp, nameOf } from '../../part/places.ts'
import { Button } from '../../parts/button.tsx'
import { TextField } from '../../parts/field.tsx'
import { Notice } from '../../parts/notice.tsx'
import { useOutbox, useOwn, usePart, usePhone } from '../../phone.tsx'
import { useSave } from '../use-save.ts'
import { Whereabouts } from '../whereabouts.tsx'
import styles from './follow-up.module.css'

type Entry = 'accepted' | 'worked' | 'settled'

const labels = { accepted: 'accept', worked: 'work', settled: 'settle' } as const

type Props = {
  readonly followUp: CarriedFollowUp
  /** Whether accepting it is what the page is for. */
  readonly main: boolean
}

/** Accepted, something done about it, settled: for whoever has it in hand. */
export function Entries({ followUp, main }: Props) {
  const { t } = useTranslation('field')
  const phone = usePhone()
  const part = usePart()
  const own = useOwn()
  const items = useOutbox()
  const { save, problem } = useSave()
  const draft = useDraft(`follow-up/${followUp.id}`, () => ({ words: '' }))
  const path = `/follow-ups/${followUp.id}/entries`
  const mine = items.filter((item) => item.path === path)
  const underway = mine.filter(({ state }) => state !== 'sent')
  const accepted = followUp.state !== 'open' || mine.some(({ label }) => label?.kind === 'accept')
  const settled = followUp.state === 'settled' || mine.some(({ label }) => label?.kind === 'settle')
  if (followUp.ownerId !== null && followUp.ownerId !== own?.member.id) return null

  const append = async (kind: Entry) => {
    const id = newId()
    const words = draft.value.words.trim()
    const saved = await save({
      id,
      method: 'POST',
      path,
      body: {
        id,
        basedOn: followUp.version + entriesUnderway(items, followUp.id, part.syncedAt),
        at: phone.now().toISOString(),
        step: { kind },
        ...(words === '' || kind === 'accepted' ? {} : { words }),
      },
      needs: underway.map((item) => item.id),
      urgent: followUp.urgency === 'urgent',
      label: { kind: labels[kind], placeName: nameOf(part, followUp.placeId) ?? '' },
    })
    if (!saved || kind === 'accepted') return
    draft.change({ words: '' })
    await draft.drop()
  }

  return (
    <section className={styles.section}>
      <h2>{t('followUp.entries')}</h2>
      {underway.map((item) => (
        <Whereabouts key={item.id} id={item.id} />
      ))}
      {problem !== null && <Notice kind="wrong">{problem}</Notice>}
      {!accepted && (
        <Button look={main ? 'main' : 'plain'} wide onClick={() => void append('accepted')}>
          {t('followUp.accept')}
        </Button>
      )}
      {!settled && (
        <>
          <TextField
            label={t('followUp.words')}
            hint={t('followUp.wordsHint')}
            value={draft.value.words}
            onChange={(words) => draft.change({ words })}
            rows={3}
            maxLength={4000}
          />
          <Button wide disabled={draft.value.words.trim() === ''} onClick={() => void append('worked')}>
            {t('followUp.worked')}
          </Button>
          <Button wide disabled={draft.value.words.trim() === ''} onClick={() => void append('settled')}>
            {t('followUp.settle')}
          </Button>
        </>
      )}
    </section>
  )
}
