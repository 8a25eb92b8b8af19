import { useTranslation } from 'react-i18next'
import type { Role } from '../../api/me.ts'
import type { PolicyVersion } from '../../api/policies.ts'

const police: readonly Role[] = ['chief', 'instructor', 'deputy', 'officer', 'auxiliary']

/** 每周至少 1 次 · 任何一类走访 · 须有民警或辅警在场. */
export function AskText({ version }: { readonly version: PolicyVersion }) {
  const { t } = useTranslation()
  const { period, visits, visitKinds, presentRoles } = version
  if (version.ended || period === null || visits === null) return <>{t('settings.policy.ended')}</>
  const parts = [
    period === 'campaign'
      ? t('settings.policy.campaignTimes', { visits })
      : t('settings.policy.times', { period: t(`words.period.${period}`), visits }),
    visitKinds.length === 0
      ? t('settings.policy.anyKind')
      : visitKinds.map((kind) => t(`words.visitKindShort.${kind}`)).join(t('words.listComma')),
    presentRoles.length === 0
      ? t('settings.policy.anybody')
      : isPolice(presentRoles)
        ? t('settings.policy.police')
        : t('settings.policy.present', {
            roles: presentRoles.map((role) => t(`words.role.${role}`)).join(t('settings.policy.or')),
          }),
  ]
  return <>{parts.join(' · ')}</>
}

function isPolice(roles: readonly Role[]): boolean {
  return roles.length === police.length && police.every((role) => roles.includes(role))
}
