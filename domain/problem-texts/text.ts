/** `zh`/`en` say what happened; `zhDo`/`enDo` say what to do next. Shown on screens as they stand. */
export type ProblemText = {
  readonly status: number
  readonly zh: string
  readonly en: string
  readonly zhDo: string
  readonly enDo: string
}

export function text(status: number, zh: string, zhDo: string, en: string, enDo: string): ProblemText {
  return { status, zh, zhDo, en, enDo }
}
