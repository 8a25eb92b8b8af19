import type { OutboxItem } from '@sifang/client/phone'
import { useTranslation } from 'react-i18next'
import { type ItemKind, itemKinds } from './item-kinds.ts'

/** What an item is and where, in the member's words; when nothing readable is left, that it is an item. */
export function useItemName(): (item: Pick<OutboxItem, 'label'>) => string {
  const { t } = useTranslation('field')
  return ({ label }) => {
    if (label === null) return t('outbox.unnamed')
    const kind = t(`outbox.kinds.${known(label.kind)}`)
    return label.placeName === '' ? kind : t('outbox.name', { kind, place: label.placeName })
  }
}

const known = (kind: string): ItemKind => itemKinds.find((one) => one === kind) ?? 'other'
