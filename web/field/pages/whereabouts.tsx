import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { lookOf } from '../parts/button.tsx'
import { Notice } from '../parts/notice.tsx'
import { useLive, useOutbox, useOwn, usePhone } from '../phone.tsx'
import { useProblemInWords } from './problem-words.ts'
import { useVisitInWords } from './visit/visit-in-words.ts'

/** Where something that was entered is by now: on the phone, on its way, with the station, or refused. */
export function Whereabouts({ id }: { readonly id: string }) {
  const { t } = useTranslation('field')
  const item = useOutbox().find((one) => one.id === id)
  const visit = useOwn()?.visits.find((one) => one.id === id)
  const visitInWords = useVisitInWords()
  const { reached } = useLive(usePhone().contact)
  const inWords = useProblemInWords()
  if (!item || item.state === 'waiting') {
    return <Notice kind="mind">{reached === false ? t('where.noNetwork') : t('where.waiting')}</Notice>
  }
  if (item.state === 'sending') return <Notice kind="mind">{t('where.sending')}</Notice>
  if (item.state === 'sent') {
    return (
      <>
        <Notice kind="good">{t('where.sent')}</Notice>
        {visit && <Notice kind="mind">{visitInWords(visit)}</Notice>}
      </>
    )
  }
  return (
    <Notice
      kind="wrong"
      action={
        <Link to="/outbox" className={lookOf({})}>
          {t('where.toOutbox')}
        </Link>
      }
    >
      {item.problem === null ? t('where.blocked') : inWords(item.problem)}
    </Notice>
  )
}
