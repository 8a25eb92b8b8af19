import { disputeCauses, guards, referrals } from '@sifang/domain/disputes'
import { useTranslation } from 'react-i18next'
import type { DisputeDetail, Opened } from '../../api/disputes.ts'
import { knownKey } from '../place/read-details.ts'

const causes = disputeCauses.map(({ id }) => id)
export const guardNames = guards.map(({ name }) => name)

/** The word for a cause; one that the words do not know is 其他. */
export function useCauseWord(): (cause: string | null) => string | null {
  const { t } = useTranslation()
  return (cause) => (cause === null ? null : t(`findings.topics.${knownKey(causes, cause) ?? 'other'}`))
}

/** Where somebody is sent instead, in words. */
export function useReferralWords(): (routes: readonly string[]) => string {
  const { t } = useTranslation()
  return (routes) =>
    routes
      .flatMap((route) => {
        const known = knownKey(referrals, route)
        return known ? [t(`disputes.referrals.${known}`)] : []
      })
      .join(t('words.listComma'))
}

/** A party, or whoever else signs, by name where the names are open, else by the part. */
export function useSignerName(dispute: DisputeDetail, opened: Opened | null): (id: string) => string {
  const { t } = useTranslation()
  return (id) => {
    if (id === 'mediator' || id === 'committee') return t(`disputes.signers.${id}`)
    const open = opened?.parties.find((party) => party.id === id)
    if (open) return `${t(`disputes.partyParts.${open.part}`)} ${open.person.name}`
    const known = dispute.parties.find((party) => party.id === id)
    return t(`disputes.partyParts.${known?.part ?? 'other'}`)
  }
}

/** What is missing, a phrase each. */
export function useMissingWords(dispute: DisputeDetail, opened: Opened | null) {
  const { t } = useTranslation()
  const nameOf = useSignerName(dispute, opened)
  return ({ kind, of, no }: DisputeDetail['missing'][number]): string | null => {
    if (kind === 'signature') return t('disputes.missing.signature', { who: nameOf(of ?? '') })
    if (kind === 'performance' || kind === 'revisit') return t(`disputes.missing.${kind}`, { no: no ?? 1 })
    const known = knownKey(plain, kind)
    return known ? t(`disputes.missing.${known}`) : null
  }
}

const plain = ['procedure', 'cadre', 'informed', 'incident-decision', 'need', 'remedies-told', 'outcome'] as const
