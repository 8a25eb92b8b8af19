import { useTranslation } from 'react-i18next'
import type { Read } from '../part/use-read.ts'
import { Button } from '../parts/button.tsx'
import { Notice } from '../parts/notice.tsx'
import { useProblemInWords } from './problem-words.ts'

/** Why what only the station has is not shown. */
export function NotRead({ read }: { readonly read: Extract<Read<unknown>, { kind: 'not-read' }> }) {
  const { t } = useTranslation('field')
  const inWords = useProblemInWords()
  const offline = read.problem.code === 'network/unreachable'
  return (
    <Notice
      kind={offline ? 'mind' : 'wrong'}
      action={
        <Button icon="again" onClick={read.again}>
          {t('problem.tryAgain')}
        </Button>
      }
    >
      {offline ? t('problem.needsNetwork') : inWords(read.problem)}
    </Notice>
  )
}
