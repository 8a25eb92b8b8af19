import type { Notice as Change } from '@sifang/client/phone'
import { useTranslation } from 'react-i18next'
import { Button } from '../../parts/button.tsx'
import { Notice } from '../../parts/notice.tsx'
import { useLive, usePhone } from '../../phone.tsx'

/** What reads otherwise since the member was last here; shown until it is put away. */
export function Notices() {
  const { t } = useTranslation('field')
  const phone = usePhone()
  const notices = useLive(phone.notices)
  if (notices.length === 0) return null
  return (
    <Notice kind="mind" action={<Button onClick={() => phone.dismissNotices()}>{t('notices.seen')}</Button>}>
      <b>{t('notices.title')}</b>
      <ul>
        {notices.slice(0, 8).map((one) => (
          <li key={`${one.kind} ${'placeId' in one ? one.placeId : one.villageId}`}>{inWords(one)}</li>
        ))}
      </ul>
      {notices.length > 8 && <p>{t('notices.more', { count: notices.length - 8 })}</p>}
    </Notice>
  )

  function inWords(one: Change): string {
    switch (one.kind) {
      case 'renamed':
        return t('notices.renamed', { from: one.from, to: one.to })
      case 'tier':
        return t('notices.tier', { name: one.name, from: tier(one.from), to: tier(one.to) })
      default:
        return t(`notices.${one.kind}`, { name: one.name })
    }
  }

  function tier(name: string): string {
    return name === 'red' || name === 'yellow' || name === 'green' ? t(`words.tier.${name}`) : name
  }
}
