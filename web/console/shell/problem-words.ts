import { problemOf } from '@sifang/client'
import type { TFunction } from 'i18next'
import type { ProblemWords } from '../../ui/problem-notice.tsx'

/** What to say of anything thrown by the API, in the language of the page. */
export function problemWords(thrown: unknown, t: TFunction, language: string): ProblemWords {
  const problem = problemOf(thrown)
  if (problem.code === 'network/unreachable') {
    return { what: t('shell.problem.offline'), todo: t('shell.problem.offlineDo') }
  }
  const english = language === 'en'
  return {
    what: (english ? problem.en : problem.zh) ?? t('shell.problem.unexpected'),
    todo: (english ? problem.enDo : problem.zhDo) ?? t('shell.problem.unexpectedDo'),
    fields: problem.fields?.map((field) => (english ? field.en : field.zh)) ?? [],
    requestId: problem.status >= 500 ? problem.requestId : undefined,
  }
}
