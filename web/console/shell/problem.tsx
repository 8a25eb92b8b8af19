import { useTranslation } from 'react-i18next'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { problemWords } from './problem-words.ts'

/** A ProblemNotice for anything the API threw. */
export function Problem({ of, onRetry }: { readonly of: unknown; readonly onRetry?: () => void }) {
  const { t, i18n } = useTranslation()
  return <ProblemNotice problem={problemWords(of, t, i18n.language)} onRetry={onRetry} />
}
