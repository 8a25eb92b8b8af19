import { type ProblemBody, problemOf } from '@sifang/client'
import { useTranslation } from 'react-i18next'

/** What stood in the way, in the server's words or in ours: what happened, what is safe, what to do. */
export function useWordsOf(): (thrown: unknown) => string {
  const { t } = useTranslation('field')
  const inWords = useProblemInWords()
  return (thrown) => {
    const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : ''
    if (code === 'pin-too-simple') return t('problem.pinTooSimple')
    if (code === 'passkey-unusable') return t('problem.passkeyUnusable')
    if (code === 'storage-full') return t('problem.storageFull')
    return inWords(problemOf(thrown))
  }
}

type Refusal = Pick<ProblemBody, 'zh' | 'en' | 'zhDo' | 'enDo'> & { readonly code: string }

export function useProblemInWords(): (problem: Refusal) => string {
  const { t, i18n } = useTranslation('field')
  return (problem) => {
    const english = i18n.language === 'en'
    const own = [english ? problem.en : problem.zh, english ? problem.enDo : problem.zhDo].filter(Boolean)
    if (own.length > 0) return own.join(english ? ' ' : '')
    return problem.code === 'network/unreachable' ? t('problem.unreachable') : t('problem.unexpected')
  }
}
