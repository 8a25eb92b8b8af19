import { newId } from '@sifang/client'
import type { FindingKind } from '@sifang/domain/findings'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { entriesUnderway } from '../../part/outbox.ts'
import { Button } from '../../parts/button.tsx'
import { Notice } from '../../parts/notice.tsx'
import { PictureChoice } from '../../parts/pictures.tsx'
import { useOutbox, usePart } from '../../phone.tsx'
import { kindsFor } from '../report/report-draft.ts'
import { useSave } from '../use-save.ts'
import { Whereabouts } from '../whereabouts.tsx'
import styles from './mine.module.css'
import type { OwnReport } from './report-in-words.ts'

/** A report of the wrong kind is put right by a further entry; what was said stays. */
export function OtherKind({ report }: { readonly report: OwnReport }) {
  const { t } = useTranslation('field')
  const { own, syncedAt } = usePart()
  const items = useOutbox()
  const { save, problem } = useSave()
  const [kind, setKind] = useState<FindingKind | null>(null)
  const path = `/findings/${report.findingId}/corrections`
  const given = items.find((one) => one.path === path)
  if (given) return <Whereabouts id={given.id} />
  if (own === null || report.asksMe || !report.allowed.includes('corrected')) return null

  // what has changed of a place is asked for by a form of its own
  const others = kindsFor(own.member.role).filter((one) => one !== report.kind && one !== 'base-data-change')
  const put = async (right: FindingKind) => {
    const id = newId()
    const basedOn = report.version + entriesUnderway(items, report.id, syncedAt)
    await save({
      id,
      method: 'POST',
      path,
      body: { id, basedOn, kind: right, urgency: report.urgency },
      label: { kind: 'correction', placeName: report.placeName },
    })
  }
  return (
    <details className={styles.more}>
      <summary>{t('mine.wrongKind')}</summary>
      <PictureChoice
        legend={t('mine.rightKind')}
        options={others.map((one) => ({ value: one, label: t(`words.kind.${one}`), icon: one }))}
        value={kind}
        onChange={setKind}
      />
      {problem !== null && <Notice kind="wrong">{problem}</Notice>}
      <Button look="main" wide disabled={kind === null} onClick={() => kind !== null && void put(kind)}>
        {t('mine.putRight')}
      </Button>
    </details>
  )
}
